import type { Epoch } from "./epoch.ts";
import { isOwn } from "./ledger.ts";
import type { Outbox } from "./outbox.ts";

// [Note: an epoch nobody told of] A restored province says so when it is asked with the old epoch. A desk that has lost
// its database remembers none: it would begin anew without a question, and what the restore took back would stay lost
// although the journal has it. So whoever takes up an epoch that it has not pushed to offers its steps once more; the
// same receipts come back for what is known there.
type Parts = Readonly<{ epoch: Epoch; outbox: Outbox }>;

/** Offers the journal's steps again to a province of an epoch that this desk has not sent to. @see docs/spec/outbox.md OB-23 */
export async function meetEpoch({ epoch, outbox }: Parts, theirs: string): Promise<void> {
  if ((await epoch.read()) !== theirs) await outbox.exclusive(async () => outbox.offerAgain(1));
}

/**
 * Remembers an epoch once it has answered every step that was sealed. That steps are offered again stands in memory alone:
 * a start that found the epoch known after half of them would leave the other half lost.
 * @see docs/spec/outbox.md OB-33
 */
export async function keepEpoch({ epoch, outbox }: Parts, theirs: string): Promise<void> {
  if ((await epoch.read()) === theirs) return;
  const ledger = outbox.ledger();
  const isOpen = [...ledger.entries.values()].some(
    (entry) => isOwn(ledger, entry) && entry.sealed !== null && entry.receipt === null,
  );
  if (!isOpen) await epoch.write(theirs);
}
