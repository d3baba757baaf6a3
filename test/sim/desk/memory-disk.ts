import type { Disk, OpenFile } from "../../../src-main/services/disk.ts";
import { theWorld } from "../world/world.ts";

/** A file: what the system shows, and what would be there after the power went. */
type File = { bytes: Uint8Array; synced: Uint8Array };

/** The disk of a machine, behind the port of the main process. It outlives every process; some of it the power too. */
export class MemoryDisk {
  readonly #files = new Map<string, File>();
  /** Renames that no folder's fsync has made fast: how each is undone. */
  #undo: (() => void)[] = [];
  /** A write under way, of which any part may reach the disk. */
  #writing: (() => void) | null = null;
  isFull = false;

  /** The process ended: a write under way may be half done, all else stands. */
  crash(): void {
    this.#writing?.();
    this.#writing = null;
  }

  /** The power went: what was not fsynced may be gone, or half there. */
  losePower(): void {
    const { random } = theWorld();
    this.crash();
    if (random.chance(0.5)) this.#undo.toReversed().forEach((undo) => undo());
    this.#undo = [];
    for (const file of this.#files.values()) {
      const kept = random.between(file.synced.length, Math.max(file.synced.length, file.bytes.length));
      file.bytes = isPrefix(file.synced, file.bytes) ? file.bytes.slice(0, kept) : file.synced.slice();
      file.synced = file.bytes.slice();
    }
  }

  bytesOf(name: string): Uint8Array | null {
    return this.#files.get(name)?.bytes ?? null;
  }

  /** Puts bytes under a name, behind every program's back. */
  replace(name: string, bytes: Uint8Array): void {
    this.#files.set(name, { bytes: Uint8Array.from(bytes), synced: Uint8Array.from(bytes) });
  }

  readonly port: Disk = {
    makeFolder: () => work(() => undefined),
    names: (folder) =>
      work(() => [...this.#files.keys()].filter((name) => name.startsWith(`${folder}/`)).map(lastPart)),
    read: (name) => work(() => this.#files.get(name)?.bytes.slice() ?? null),
    open: (name) =>
      work(() => {
        const file = this.#files.get(name) ?? { bytes: new Uint8Array(), synced: new Uint8Array() };
        this.#files.set(name, file);
        return this.#openFile(file);
      }),
    openToRead: (name) =>
      work(() => {
        const file = this.#files.get(name);
        return file ? this.#openFile(file) : null;
      }),
    rename: (from, to) => work(() => this.#rename(from, to)),
    remove: (name) => work(() => void this.#files.delete(name)),
    syncFolder: () => work(() => void (this.#undo = [])),
  };

  #rename(from: string, to: string): void {
    const [moved, over] = [this.#files.get(from), this.#files.get(to)];
    if (moved === undefined) throw systemError("ENOENT");
    this.#files.set(to, moved);
    this.#files.delete(from);
    this.#undo.push(() => {
      this.#files.set(from, moved);
      if (over) this.#files.set(to, over);
      else this.#files.delete(to);
    });
  }

  #openFile(file: File): OpenFile {
    return {
      write: (bytes, position) => this.#write(file, bytes, position),
      read: (length, position) => work(() => file.bytes.slice(position, position + length)),
      size: () => work(() => file.bytes.length),
      truncate: (size) => work(() => void (file.bytes = file.bytes.slice(0, size))),
      sync: () => work(() => void (file.synced = file.bytes.slice())),
      close: () => work(() => undefined),
    };
  }

  async #write(file: File, bytes: Uint8Array, position: number): Promise<number> {
    const { random } = theWorld();
    this.#writing = () => put(file, bytes.subarray(0, random.between(0, bytes.length)), position);
    await theWorld().pause(random.delay(1));
    this.#writing = null;
    const room = this.isFull ? random.between(0, bytes.length - 1) : bytes.length;
    // The system may take less than it was given.
    const taken = random.chance(0.02) ? random.between(1, bytes.length) : bytes.length;
    put(file, bytes.subarray(0, Math.min(room, taken)), position);
    if (this.isFull) throw systemError("ENOSPC");
    return Math.min(room, taken);
  }
}

async function work<Value>(effect: () => Value): Promise<Value> {
  await theWorld().pause(theWorld().random.delay(1));
  return effect();
}

function put(file: File, bytes: Uint8Array, position: number): void {
  const end = Math.max(file.bytes.length, position + bytes.length);
  const next = new Uint8Array(end);
  next.set(file.bytes);
  next.set(bytes, position);
  file.bytes = next;
}

function isPrefix(start: Uint8Array, whole: Uint8Array): boolean {
  return start.length <= whole.length && Buffer.compare(start, whole.subarray(0, start.length)) === 0;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}
