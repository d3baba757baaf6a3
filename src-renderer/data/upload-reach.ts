import type { UploadJob } from "./uploads.ts";

type File = Pick<UploadJob, "sha256">;

export type UploadReach = Readonly<{
  begin: () => void;
  /** Hears how far a file is, and passes it on. */
  watching: (job: File, tell: (sent: number) => void) => (sent: number) => void;
  over: (job: File) => void;
  /** Whether bytes came over in this run. */
  moved: () => boolean;
  /** Whether the latest try began further on than the one before it. */
  tryMoved: () => boolean;
}>;

/**
 * Whether bytes come over at all, in this run or the one before it. What has left this computer says little; but a try
 * begins where the province says that the one before it came to.
 * @see docs/spec/sync-engine.md SE-41
 */
export function createReach(): UploadReach {
  const confirmed = new Map<string, number>();
  let hasMoved = false;
  let isFurther = false;
  return {
    begin: () => void (hasMoved = false),
    watching: ({ sha256 }, tell) => {
      let isFirst = true;
      isFurther = false;
      return (sent) => {
        if (isFirst) isFurther = sent > (confirmed.get(sha256) ?? 0);
        if (isFurther) hasMoved = true;
        if (isFirst) confirmed.set(sha256, sent);
        isFirst = false;
        tell(sent);
      };
    },
    over: ({ sha256 }) => {
      confirmed.delete(sha256);
      hasMoved = true;
    },
    moved: () => hasMoved,
    tryMoved: () => isFurther,
  };
}
