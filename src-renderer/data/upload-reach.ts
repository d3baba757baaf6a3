import type { UploadJob } from "./uploads.ts";

type File = Pick<UploadJob, "sha256">;

export type UploadReach = Readonly<{
  begin: () => void;
  /** Hears how far a file is, and passes it on. */
  watching: (job: File, tell: (sent: number) => void) => (sent: number) => void;
  over: (job: File) => void;
  moved: () => boolean;
}>;

/**
 * Whether bytes come over at all, in this run or the one before it. What has left this computer says little; but a try
 * begins where the province says that the one before it came to.
 * @see docs/spec/sync-engine.md SE-41
 */
export function createReach(): UploadReach {
  const confirmed = new Map<string, number>();
  let hasMoved = false;
  return {
    begin: () => void (hasMoved = false),
    watching: ({ sha256 }, tell) => {
      let isFirst = true;
      return (sent) => {
        if (isFirst && sent > (confirmed.get(sha256) ?? 0)) hasMoved = true;
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
  };
}
