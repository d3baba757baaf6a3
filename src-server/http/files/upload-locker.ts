import type { Lock, Locker } from "@tus/server";

import type { Hold, SharedLocks } from "../../store/shared-locks.ts";
import { UploadRefused } from "./upload-refused.ts";

const lookAgainMs = 100;
/** Longer than a holder that was asked may go on (`drainMs`); who waits in vain tries again after a while. */
const longestTries = 100;

/** What somebody who still writes may take for what has come already, once another request asks for the upload, ms. */
export const drainMs = 1000;

/** The tus server's locks on uploads, and whether the lock that a writer holds is still his. */
export type UploadLocker = Locker & Readonly<{ lost: (id: string) => AbortSignal | undefined }>;

/**
 * One request at a time works on an upload, in whatever server process it arrived. Who comes later asks the holder for
 * it and waits; refuses `busy` when it does not come free.
 * @see docs/spec/files.md FI-15
 */
export function uploadLocker(locks: SharedLocks): UploadLocker {
  const holds = new Map<string, Hold>();
  const newLock = (id: string): Lock => ({
    lock: async (given, askForIt) => void holds.set(id, await waitFor(locks, { id, given, askForIt })),
    unlock: async () => {
      const hold = holds.get(id);
      holds.delete(id);
      await hold?.release();
    },
  });
  return { newLock, lost: (id) => holds.get(id)?.lost };
}

type Wish = Readonly<{ id: string; given: AbortSignal; askForIt: Parameters<Lock["lock"]>[1] }>;

async function waitFor(locks: SharedLocks, { id, given, askForIt }: Wish): Promise<Hold> {
  for (let tries = 0; tries < longestTries && !given.aborted; tries += 1) {
    const hold = await locks.take(id, () => void askForIt());
    if (hold) return hold;
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
  throw new UploadRefused("busy");
}
