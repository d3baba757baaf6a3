import type { ActionId, Sha256 } from "../../src-shared/kernel/ids.ts";
import { dropFiles, type FileParts } from "./errand-ends.ts";
import type { Withdrawal } from "./desk-api.ts";
import { storeRefusal, withdraw, type SubmitParts } from "./submit.ts";
import { jobsOf, type UploadJob } from "./uploads.ts";

export type TakeBackParts = Readonly<{ submit: SubmitParts; files: FileParts; leave: (sha256: Sha256) => void }>;

/**
 * Withdraws a step; the file that it was to attach goes nowhere and leaves this computer, unless another step attaches it.
 * @see docs/spec/outbox.md OB-4, docs/spec/files.md FI-24
 */
export async function takeBack({ submit, files, leave }: TakeBackParts, action: ActionId): Promise<Withdrawal> {
  const attached = submit.outbox.ledger().entries.get(action)?.step.attachments ?? [];
  const answer = await withdraw(submit, action).then(
    (isDone): Withdrawal => (isDone ? "done" : "too-late"),
    storeRefusal,
  );
  if (answer !== "done") return answer;
  const needed = neededStill(files, attached);
  const over = attached.filter((sha256) => !needed.some((job) => job.sha256 === sha256));
  // The step is withdrawn; bytes that cannot be deleted now are only bytes.
  await files.uploads.forget(over).catch(() => undefined);
  // A box that cannot be written keeps the job as it was: the file goes up all the same.
  for (const job of needed) await files.uploads.add(job).catch(() => undefined);
  over.forEach(leave);
  await files.mirror.touching(() => dropFiles(files, new Set(attached))).catch(() => undefined);
  return "done";
}

/** The jobs of files that another step attaches as well, now that step's, with what is over of them already. */
function neededStill({ uploads, outbox }: FileParts, attached: readonly Sha256[]): readonly UploadJob[] {
  const known = new Map(uploads.all().map((job) => [job.sha256, job]));
  const wanted = new Map(jobsOf(outbox.ledger()).map((job) => [job.sha256, job]));
  return attached.flatMap((sha256) => {
    const job = wanted.get(sha256);
    return job ? [{ ...(known.get(sha256) ?? job), orderId: job.orderId, actionId: job.actionId }] : [];
  });
}
