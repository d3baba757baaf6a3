import { statfs } from "node:fs/promises";

import type { DiskSpace } from "../../src-shared/ipc/desk-bridge.ts";

const megabyte = 1_000_000;

/** What still may be written with so much room: sync.md "loss", security.md E19. */
export function diskSpace(freeBytes: number): DiskSpace {
  if (freeBytes < 100 * megabyte) return "journal-only";
  if (freeBytes < 500 * megabyte) return "no-new-files";
  return freeBytes < 2000 * megabyte ? "low" : "roomy";
}

/** Bytes that this user may still write on the disk of a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** How often the shell looks how much room there is. */
export const lookEveryMs = 60_000;

/**
 * A look at the disk that tells only what changed.
 * @returns looks once; told the first time when there is not plenty, and whenever it changes
 */
export function diskSpaceWatch(
  free: () => Promise<number>,
  tell: (space: DiskSpace) => void,
): () => Promise<DiskSpace> {
  let known: DiskSpace = "roomy";
  return async () => {
    const space = diskSpace(await free());
    if (space !== known) tell(space);
    known = space;
    return space;
  };
}
