import type { UploadJob } from "./uploads.ts";

type Files = Readonly<{ jobs: () => readonly UploadJob[] }>;

/** How a try went: whether the line broke it off, and whether it began further on than the one before it. */
export type FailedTry = Readonly<{ isOfLine: boolean; moved: boolean }>;

export type UploadTurns = Readonly<{
  next: () => UploadJob | undefined;
  failed: (job: UploadJob, how: FailedTry) => void;
  /** What this computer cannot read now holds up no other file; the fault goes on. @see docs/spec/files.md FI-72 */
  unread: (job: UploadJob) => (fault: unknown) => never;
}>;

/** So often a line may break off a file that comes no further before others go before it. */
const patience = 2;

/**
 * Whose turn it is. A file that a weak line cuts again and again keeps its turn while it comes further, so that the first
 * photo is whole long before the last one is; one that does not, or that the province does not take, waits behind those
 * that failed less, so that one bad file holds nobody up.
 * @see docs/spec/outbox.md OB-26, docs/spec/files.md FI-26
 */
export function createTurns(files: Files): UploadTurns {
  const failures = new Map<string, number>();
  const behind = ({ sha256 }: UploadJob): number => {
    const known = failures.get(sha256) ?? 0;
    return known < patience ? 0 : known;
  };
  const failed: UploadTurns["failed"] = ({ sha256 }, { isOfLine, moved }) => {
    const known = failures.get(sha256) ?? 0;
    if (isOfLine && moved) failures.delete(sha256);
    else failures.set(sha256, isOfLine ? known + 1 : Math.max(patience, known + 1));
  };
  return {
    failed,
    unread: (job) => (fault) => {
      failed(job, { isOfLine: false, moved: false });
      throw fault;
    },
    next: () => files.jobs().toSorted((a, b) => behind(a) - behind(b))[0],
  };
}
