import { accessSync, constants } from "node:fs";
import path from "node:path";

/** True when the file exists and may be run by us. */
export function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Finds a command on the search path, or says it is not there. */
export function which(command: string): string | undefined {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => endings.map((ending) => path.join(folder, command + ending))).find(isRunnable);
}
