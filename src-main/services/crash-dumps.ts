import { readdir, rm } from "node:fs/promises";
import path from "node:path";

/**
 * Empties the folder of crash dumps: a dump is the memory of the desk, with people's words in it. The crash reporter is
 * never started, so nothing is sent; what Chromium wrote all the same goes at the next start (security.md E13).
 * @returns how many entries were deleted
 */
export async function deleteCrashDumps(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) await rm(path.join(folder, name), { recursive: true, force: true });
  return names.length;
}
