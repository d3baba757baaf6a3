import type { JournalFolder, SyncFile } from "../../../src-renderer/platform/worker/journal-file.ts";

type Stored = { bytes: Uint8Array<ArrayBuffer>; synced: Uint8Array<ArrayBuffer> };

/** Stops everything at the `stopAfter`-th write, truncate or flush, as a power cut does. */
export class PowerCut extends Error {}

/**
 * A folder in memory that forgets what was not flushed. A write that was under way when the power went leaves any part
 * of itself (`torn`).
 */
export class MemoryFolder implements JournalFolder {
  readonly files = new Map<string, Stored>();
  operations = 0;
  stopAfter = Number.POSITIVE_INFINITY;
  /** Bytes the disk still takes. */
  room = Number.POSITIVE_INFINITY;

  /** The file of the highest generation. */
  newest(): Stored {
    const [, stored] = [...this.files].toSorted(([a], [b]) => (a < b ? 1 : -1))[0] ?? [];
    if (!stored) throw new Error("there is no file");
    return stored;
  }

  names = async (): Promise<readonly string[]> => [...this.files.keys()];

  open = async (name: string): Promise<SyncFile | null> => {
    const stored = this.files.get(name);
    return stored ? this.handle(stored) : null;
  };

  rename = async (name: string, next: string): Promise<void> => {
    this.step();
    const stored = this.files.get(name);
    if (stored) this.files.set(next, stored);
    this.files.delete(name);
  };

  create = async (name: string): Promise<SyncFile> => {
    const stored = this.files.get(name) ?? { bytes: new Uint8Array(), synced: new Uint8Array() };
    this.files.set(name, stored);
    return this.handle(stored);
  };

  remove = async (name: string): Promise<void> => {
    this.step();
    this.files.delete(name);
  };

  /** The folder as it is found after the power came back; `torn` of the unflushed bytes made it to the disk. */
  afterPowerCut(torn: number): MemoryFolder {
    const found = new MemoryFolder();
    for (const [name, { bytes, synced }] of this.files) {
      const kept = bytes.slice(0, Math.min(bytes.length, synced.length + torn));
      if (kept.length >= synced.length) kept.set(synced);
      found.files.set(name, { bytes: kept.length < synced.length ? synced.slice() : kept, synced: kept.slice() });
    }
    return found;
  }

  private step(): void {
    this.operations += 1;
    if (this.operations > this.stopAfter) throw new PowerCut();
  }

  private handle(stored: Stored): SyncFile {
    return {
      read: (buffer, { at }) => {
        const part = stored.bytes.subarray(at, at + buffer.length);
        buffer.set(part);
        return part.length;
      },
      write: (buffer, { at }) => {
        this.step();
        const length = Math.min(buffer.length, Math.max(0, this.room));
        this.room -= length;
        const grown = new Uint8Array(Math.max(stored.bytes.length, at + length));
        grown.set(stored.bytes);
        grown.set(buffer.subarray(0, length), at);
        stored.bytes = grown;
        return length;
      },
      truncate: (size) => {
        this.step();
        const cut = new Uint8Array(size);
        cut.set(stored.bytes.subarray(0, size));
        stored.bytes = cut;
      },
      getSize: () => stored.bytes.length,
      flush: () => {
        this.step();
        stored.synced = stored.bytes.slice();
      },
      close: () => {},
    };
  }
}
