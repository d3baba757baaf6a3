import { BadConfig } from "./config.ts";
import { FolderTaken } from "./store/folder-lock.ts";

const folderTakenCode = 3;

/** Words for a person at the terminal; stdout is for programs. */
export function say(words: string): void {
  process.stderr.write(`${words}\n`);
}

/** An operator asked for something that cannot be; the message says what. */
export class CannotBe extends Error {
  override readonly name = "CannotBe";
}

/** Says why the process cannot go on, in plain words where it is the operator's to mend, and ends it. */
export function endWith(error: unknown): never {
  if (error instanceof FolderTaken) {
    say(`数据目录正被另一个进程使用（进程号 ${error.pid}），本次启动已停止。`);
    say(`Stopped: ${error.message}. Close that program first, or choose another LXQ_DATA.`);
    process.exit(folderTakenCode);
  }
  const isPlain = error instanceof BadConfig || error instanceof CannotBe;
  say(isPlain ? error.message : String(error instanceof Error ? error.stack : error));
  process.exit(1);
}
