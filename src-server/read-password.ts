import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

import { CannotBe, say } from "./end-with.ts";

/** Reads a new password: at a terminal twice and without showing it, else the first line of what is piped in. */
export async function readPassword(): Promise<string> {
  const input = process.stdin;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: input.isTTY });
  const stopped = new Promise<never>((_resolve, reject) => {
    lines.once("close", () => reject(new CannotBe("no password was given")));
  });
  const ask = (words: string): Promise<string> => {
    if (input.isTTY) say(words);
    return Promise.race([lines.question(""), stopped]);
  };
  try {
    const password = await ask("密码（不显示）· Password (not shown):");
    if (input.isTTY && (await ask("再输一次 · Once more:")) !== password) {
      throw new CannotBe("the two passwords differ");
    }
    return password;
  } finally {
    stopped.catch(() => undefined);
    lines.close();
  }
}
