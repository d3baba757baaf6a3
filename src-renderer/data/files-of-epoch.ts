import type { Ledger } from "./ledger.ts";
import type { Mirror } from "./mirror.ts";
import { jobsOf, type Uploads } from "./uploads.ts";

type FilesOfEpoch = Readonly<{ uploads: Uploads; ledger: Ledger; mirror: Pick<Mirror, "readFact" | "writeFact"> }>;

// [Note: files after a restore] A restored province may not know any more of files that it had. Which, the copy says only
// once a first sync is over; and what that takes out of the copy would take its files along, orders among it that the
// desk's own steps are about to bring back. So all files of the journal wait again before that: they stay here, and each
// is looked for in the new copy before it is sent (`upload-errand.ts`).
/**
 * The first sync of another epoch has come to its end, or a packet has brought all of its orders: every file of the
 * journal may have to go up again.
 * @see docs/spec/files.md FI-14
 */
export async function filesOfEpoch({ uploads, ledger, mirror }: FilesOfEpoch, epoch: string): Promise<void> {
  if ((await mirror.readFact("files-epoch")) === epoch) return;
  const known = new Map(uploads.all().map((job) => [job.sha256, job]));
  for (const job of jobsOf(ledger)) {
    const before = known.get(job.sha256);
    if (before === undefined) await uploads.add(job);
    else if (before.isDone === true) await uploads.again(job.sha256);
  }
  await mirror.writeFact("files-epoch", epoch);
}
