import type { Epoch } from "./epoch.ts";
import type { Outbox } from "./outbox.ts";

// [Note: an epoch nobody told of] A restored province says so when it is asked with the old epoch. A desk that has lost
// its database remembers none: it would begin anew without a question, and what the restore took back would stay lost
// although the journal has it. So whoever takes up an epoch that it has not pushed to offers its steps once more; the
// same receipts come back for what is known there.
/** Offers the journal's steps again to a province of an epoch that this desk has not sent to. @see docs/spec/outbox.md OB-23 */
export async function meetEpoch(
  { epoch, outbox }: Readonly<{ epoch: Epoch; outbox: Outbox }>,
  theirs: string,
): Promise<void> {
  if ((await epoch.read()) !== theirs) await outbox.exclusive(async () => outbox.offerAgain(1));
}
