import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

const ownerSchema = Type.Object({ pid: Type.Integer({ minimum: 1 }), born: Type.String() });
type Owner = Readonly<Static<typeof ownerSchema>>;

/** Another living process works on this data folder. PGlite itself does not notice and loses committed rows. */
export class FolderTaken extends Error {
  override readonly name = "FolderTaken";
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(`the data folder ${folder} is in use by process ${pid}`);
    this.pid = pid;
  }
}

/**
 * Takes a data folder for this process; returns how to give it back. The lock of a process that died is taken over.
 * @throws FolderTaken
 */
export function lockFolder(folder: string): () => void {
  const file = path.join(folder, "lock");
  const own = JSON.stringify({ pid: process.pid, born: bornAt(process.pid) });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (writeNew(file, own)) return () => release(file, own);
    const owner = readOwner(file);
    if (owner && isAlive(owner)) throw new FolderTaken(folder, owner.pid);
    rmSync(file, { force: true });
  }
  throw new FolderTaken(folder, readOwner(file)?.pid ?? 0);
}

function writeNew(file: string, text: string): boolean {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, text);
    closeSync(handle);
    return true;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return false;
    throw cause;
  }
}

function readOwner(file: string): Owner | null {
  try {
    const owner: unknown = JSON.parse(readFileSync(file, "utf8"));
    return Value.Check(ownerSchema, owner) ? owner : null;
  } catch {
    return null; // torn by a crash in mid-write: nobody holds it
  }
}

function release(file: string, own: string): void {
  try {
    if (readFileSync(file, "utf8") === own) rmSync(file, { force: true });
  } catch {
    // gone already: there is nothing to give back
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EPERM")) return false;
  }
  return owner.born === bornAt(owner.pid);
}

/** When a process began, where the system tells: a number that is used again is then not mistaken for its old owner. */
function bornAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
