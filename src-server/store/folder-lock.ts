import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
    const found = readText(file);
    const owner = found === null ? null : readOwner(found);
    if (owner && isAlive(owner)) throw new FolderTaken(folder, owner.pid);
    if (found !== null) takeAway(file, found);
  }
  throw new FolderTaken(folder, readOwner(readText(file) ?? "")?.pid ?? 0);
}

/** A name beside the lock that no other process uses. */
function aside(file: string): string {
  return `${file}.${process.pid}.${randomUUID()}`;
}

/** The lock appears with all its text or not at all: nobody can find it half written and take it for a dead one's. */
function writeNew(file: string, text: string): boolean {
  const whole = aside(file);
  writeFileSync(whole, text, { flag: "wx" });
  try {
    linkSync(whole, file);
    return true;
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return false;
    if (!withoutLinks.has(codeOf(cause))) throw cause;
    return writeInPlace(file, text);
  } finally {
    rmSync(whole, { force: true });
  }
}

/** What file systems without hard links say to one. */
const withoutLinks: ReadonlySet<unknown> = new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK"]);

function writeInPlace(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return false;
    throw cause;
  }
}

/**
 * Removes a dead process's lock, and only that: it is moved away first and then compared, for another start may have
 * taken the folder over in between. Its lock is put back.
 */
function takeAway(file: string, dead: string): void {
  const away = aside(file);
  try {
    renameSync(file, away);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return;
    throw cause;
  }
  const moved = readText(away);
  if (moved !== null && moved !== dead) writeNew(file, moved);
  rmSync(away, { force: true });
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return null;
    throw cause;
  }
}

function readOwner(text: string): Owner | null {
  try {
    const owner: unknown = JSON.parse(text);
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
export function bornAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
