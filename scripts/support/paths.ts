import path from "node:path";

/** Absolute path of the repository's root folder. */
export const root = path.resolve(import.meta.dirname, "../..");

/** Absolute path of something inside the repository. */
export function inRoot(...parts: readonly string[]): string {
  return path.join(root, ...parts);
}

/** Path of the JavaScript file behind a package's command, to run with our own Node and no shell. */
export function packageBin(packageName: string, file: string): string {
  return inRoot("node_modules", packageName, file);
}
