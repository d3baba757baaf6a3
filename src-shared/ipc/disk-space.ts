/** Room on the disk that holds the journal: below 2 GB, below 500 MB, below 100 MB (docs/spec/shell.md SH-19). */
export type DiskSpace = "roomy" | "low" | "no-new-files" | "journal-only";

const megabyte = 1_000_000;

/** What still may be written with so much room. */
export function diskSpace(freeBytes: number): DiskSpace {
  if (freeBytes < 100 * megabyte) return "journal-only";
  if (freeBytes < 500 * megabyte) return "no-new-files";
  return freeBytes < 2000 * megabyte ? "low" : "roomy";
}

/** The last megabytes are the journal's: a step must be savable when a photo no longer is. */
export function takesNewFiles(space: DiskSpace): boolean {
  return space === "roomy" || space === "low";
}
