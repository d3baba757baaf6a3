import { readdir, rm } from "node:fs/promises";
import path from "node:path";

/**
 * Empties the folder of crash dumps: a dump is the memory of the desk, with people's words in it. The crash reporter is
 * never started, so nothing is sent; what Chromium wrote all the same goes at the next start (docs/spec/shell.md SH-13).
 * One that cannot be deleted now stays for the next start: it keeps no other, and not the desk.
 * @returns how many entries were deleted
 */
export async function deleteCrashDumps(folder: string, remove = removeWhole): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const gone = names.map((name) => remove(path.join(folder, name)));
  return (await Promise.allSettled(gone)).filter(({ status }) => status === "fulfilled").length;
}

function removeWhole(place: string): Promise<void> {
  return rm(place, { recursive: true, force: true });
}
