import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { root } from "./paths.ts";

/** One hash over the paths and contents of every file the patterns match, relative to the repository. */
export function contentHash(patterns: readonly string[]): string {
  const files = globSync([...patterns], { cwd: root }).toSorted();
  const hash = createHash("sha256");
  for (const file of files) {
    const full = `${root}/${file}`;
    if (statSync(full).isFile()) hash.update(`${file}\0`).update(readFileSync(full)).update("\0");
  }
  return hash.digest("hex");
}
