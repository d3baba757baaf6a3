import { constants } from "node:fs";
import * as fs from "node:fs/promises";
import path from "node:path";

import { systemCode } from "./fault.ts";

/** An open file. `write` may write less than it was given, as the system does. */
export type OpenFile = Readonly<{
  write: (bytes: Uint8Array, position: number) => Promise<number>;
  read: (length: number, position: number) => Promise<Uint8Array>;
  size: () => Promise<number>;
  truncate: (size: number) => Promise<void>;
  sync: () => Promise<void>;
  close: () => Promise<void>;
}>;

/** What we ask of a disk; tests bring one with faults. Every method throws the system's error. */
export type Disk = Readonly<{
  makeFolder: (folder: string) => Promise<void>;
  names: (folder: string) => Promise<readonly string[]>;
  /** All bytes of a file, or null when there is none. */
  read: (file: string) => Promise<Uint8Array | null>;
  /** Opens for reading and writing; makes an empty file when there is none. Only this user may read it. */
  open: (file: string) => Promise<OpenFile>;
  /** Opens for reading, or null when there is none. */
  openToRead: (file: string) => Promise<OpenFile | null>;
  rename: (from: string, to: string) => Promise<void>;
  remove: (file: string) => Promise<void>;
  /** Makes new names and renames in a folder outlast a power cut. */
  syncFolder: (folder: string) => Promise<void>;
}>;

/** The machine's disk. */
export const machineDisk: Disk = {
  makeFolder: async (folder) => {
    const first = await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    if (first !== undefined) await syncFolder(path.dirname(first));
  },
  names: (folder) => fs.readdir(folder).catch(absent([])),
  read: (file) => fs.readFile(file).catch(absent(null)),
  open: async (file) => openFile(await fs.open(file, constants.O_RDWR | constants.O_CREAT, 0o600)),
  openToRead: async (file) => {
    const handle = await fs.open(file, constants.O_RDONLY).catch(absent(null));
    return handle === null ? null : openFile(handle);
  },
  rename: (from, to) => fs.rename(from, to),
  remove: (file) => fs.rm(file, { force: true }),
  syncFolder,
};

function absent<T>(instead: T): (cause: unknown) => T {
  return (cause) => {
    if (systemCode(cause) === "ENOENT") return instead;
    throw cause;
  };
}

function openFile(handle: fs.FileHandle): OpenFile {
  return {
    write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    read: async (length, position) => {
      const buffer = new Uint8Array(length);
      const { bytesRead } = await handle.read(buffer, 0, length, position);
      return buffer.subarray(0, bytesRead);
    },
    size: async () => (await handle.stat()).size,
    truncate: (size) => handle.truncate(size),
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return; // NTFS journals its names, and Windows refuses to open a folder
  const handle = await fs.open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes all bytes, however many calls the system takes for it. */
export async function writeAll(file: OpenFile, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const written = await file.write(bytes.subarray(done), position + done);
    if (written === 0) throw Object.assign(new Error("the disk took no more bytes"), { code: "ENOSPC" });
    done += written;
  }
}

/**
 * Puts bytes under a name, whole or not at all: written aside, fsynced, renamed, folder fsynced. After a crash at any
 * point the name holds the old bytes or the new.
 */
export async function replaceFile(disk: Disk, target: string, bytes: Uint8Array): Promise<void> {
  const aside = `${target}.next`;
  try {
    const file = await disk.open(aside);
    try {
      await file.truncate(0);
      await writeAll(file, bytes, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await disk.rename(aside, target);
  } catch (cause) {
    await disk.remove(aside).catch(() => undefined); // the first fault is the one to tell
    throw cause;
  }
  await disk.syncFolder(path.dirname(target));
}

/** The first name `<stem>-1`, `<stem>-2`, … that a folder does not have yet. */
export async function freeName(disk: Disk, folder: string, stem: string): Promise<string> {
  const taken = new Set(await disk.names(folder));
  let count = 1;
  while (taken.has(`${stem}-${count}`)) count += 1;
  return path.join(folder, `${stem}-${count}`);
}
