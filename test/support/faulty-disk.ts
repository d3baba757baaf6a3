import { onTestFinished } from "vitest";

import { machineDisk, type Disk, type OpenFile } from "../../src-main/services/disk.ts";

export type DiskCall = "write" | "sync" | "truncate" | "rename" | "syncFolder" | "close" | "open";

/** The machine's disk with faults: room that ends, and calls that fail when told to. Every call is noted. */
export type FaultyDisk = Readonly<{
  disk: Disk;
  calls: string[];
  setRoom: (bytes: number | null) => void;
  /** The next `times` calls of this kind throw `code`. */
  fail: (call: DiskCall, code: string, times?: number) => void;
}>;

export function faultyDisk(): FaultyDisk {
  let room: number | null = null;
  const calls: string[] = [];
  const faults = new Map<DiskCall, { code: string; times: number }>();
  const note = (call: DiskCall): void => {
    calls.push(call);
    const fault = faults.get(call);
    if (!fault || fault.times === 0) return;
    fault.times -= 1;
    throw systemError(fault.code);
  };
  const writeSome = async (file: OpenFile, bytes: Uint8Array, position: number): Promise<number> => {
    note("write");
    if (room === null) return file.write(bytes, position);
    if (room === 0) throw systemError("ENOSPC");
    const some = bytes.subarray(0, room);
    room -= some.length;
    return file.write(some, position);
  };
  const left = new Set<OpenFile>();
  onTestFinished(async () => {
    for (const file of left) await file.close(); // what a played crash left open
  });
  const wrap = (file: OpenFile): OpenFile => ({
    ...file,
    write: (bytes, position) => writeSome(file, bytes, position),
    sync: async () => (note("sync"), file.sync()),
    truncate: async (size) => (note("truncate"), file.truncate(size)),
    close: async () => {
      left.delete(file);
      await file.close();
      note("close");
    },
  });
  const disk: Disk = {
    ...machineDisk,
    open: async (name) => {
      note("open");
      const file = await machineDisk.open(name);
      left.add(file);
      return wrap(file);
    },
    rename: async (from, to) => (note("rename"), machineDisk.rename(from, to)),
    syncFolder: async (folder) => (note("syncFolder"), machineDisk.syncFolder(folder)),
  };
  return {
    disk,
    calls,
    setRoom: (bytes) => void (room = bytes),
    fail: (call, code, times = 1) => void faults.set(call, { code, times }),
  };
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: planted, at /home/somebody/secret`), { code });
}
