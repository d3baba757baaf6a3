import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A file system of its own that can be filled to the last block and cleared again. */
export type SmallDisk = Readonly<{
  folder: string;
  fill: () => void;
  clear: () => void;
  close: () => void;
}>;

/** Mounts a small disk in memory; null where this user may not mount. */
export function openSmallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(path.join(tmpdir(), "lxq-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  const ballast = path.join(folder, "ballast");
  return {
    folder,
    fill: () => fill(ballast),
    clear: () => rmSync(ballast, { force: true }),
    close: () => {
      spawnSync("umount", ["-l", folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const block = 4096;

/** Writes until nothing more fits, in ever smaller pieces: others write to the disk at the same time. */
function fill(ballast: string): void {
  const file = openSync(ballast, "a");
  let piece = Buffer.alloc(256 * block);
  while (piece.length >= block) {
    try {
      writeSync(file, piece);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
      piece = piece.subarray(0, piece.length / 2);
    }
  }
  closeSync(file);
}
