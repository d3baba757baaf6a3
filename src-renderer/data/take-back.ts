import type { ActionId, Sha256 } from "../../src-shared/kernel/ids.ts";
import { dropFiles, type FileParts } from "./errand-ends.ts";
import type { Withdrawal } from "./desk-api.ts";
import { storeRefusal, withdraw, type SubmitParts } from "./submit.ts";

export type TakeBackParts = Readonly<{ submit: SubmitParts; files: FileParts; leave: (sha256: Sha256) => void }>;

/**
 * Withdraws a step; the file that it was to attach goes nowhere and leaves this computer.
 * @see docs/spec/outbox.md OB-4, docs/spec/files.md FI-24
 */
export async function takeBack({ submit, files, leave }: TakeBackParts, action: ActionId): Promise<Withdrawal> {
  const attached = submit.outbox.ledger().entries.get(action)?.step.attachments ?? [];
  const answer = await withdraw(submit, action).then(
    (isDone): Withdrawal => (isDone ? "done" : "too-late"),
    storeRefusal,
  );
  if (answer !== "done") return answer;
  // The step is withdrawn; bytes that cannot be deleted now are only bytes.
  await files.uploads.forget(attached).catch(() => undefined);
  attached.forEach(leave);
  await dropFiles(files, new Set(attached)).catch(() => undefined);
  return "done";
}
