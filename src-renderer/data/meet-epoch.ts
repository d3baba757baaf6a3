import type { Epoch } from "./epoch.ts";
import { takenOver } from "./former-steps.ts";
import { isOwn, unsentEntries } from "./ledger.ts";
import type { Outbox } from "./outbox.ts";
import type { ProvinceClock } from "./province-clock.ts";

// [Note: an epoch nobody told of] A restored province says so when it is asked with the old epoch. A desk that has lost
// its database remembers none: it would begin anew without a question, and what the restore took back would stay lost
// although the journal has it. So whoever takes up an epoch that it has not pushed to offers its steps once more; the
// same receipts come back for what is known there.
type Parts = Readonly<{ epoch: Epoch; outbox: Outbox; clock: Pick<ProvinceClock, "now"> }>;

/** Offers the journal's steps again to a province of an epoch that this desk has not sent to. @see docs/spec/outbox.md OB-23 */
export async function meetEpoch(parts: Parts, theirs: string): Promise<void> {
  if ((await parts.epoch.read()) !== theirs) await offerAll(parts);
}

/**
 * Offers all that the journal keeps once more, what a former device of this computer had confirmed included; answers how
 * many steps those are.
 * @see docs/spec/outbox.md OB-23, OB-34
 */
export function offerAll({ outbox, clock }: Pick<Parts, "outbox" | "clock">): Promise<number> {
  return outbox.exclusive(async () => {
    const waiting = unsentEntries(outbox.ledger()).length;
    // A full disk is no reason to stand still: the epoch stays unknown (`keepEpoch`), and all is offered once more.
    await outbox.append(takenOver(outbox.ledger(), clock.now())).catch(() => undefined);
    outbox.offerAgain(0);
    return unsentEntries(outbox.ledger()).length - waiting;
  });
}

/**
 * Before steps go to a province whose epoch is not known: what it may have lost of a former device was made before them.
 * @see docs/spec/outbox.md OB-35
 */
export async function offerFormer({ epoch, outbox, clock }: Parts): Promise<void> {
  if ((await epoch.read()) !== null || takenOver(outbox.ledger(), 0).length === 0) return;
  await outbox.exclusive(() => outbox.append(takenOver(outbox.ledger(), clock.now()))).catch(() => undefined);
}

/**
 * Remembers an epoch once it has answered every step that was sealed, and none of a former device is left to be offered.
 * That steps are offered again stands in memory alone: a start that found the epoch known after half of them would leave
 * the other half lost.
 * @see docs/spec/outbox.md OB-33, OB-36
 */
export async function keepEpoch({ epoch, outbox }: Pick<Parts, "epoch" | "outbox">, theirs: string): Promise<void> {
  if ((await epoch.read()) === theirs) return;
  const ledger = outbox.ledger();
  const isOpen = [...ledger.entries.values()].some(
    (entry) => isOwn(ledger, entry) && entry.sealed !== null && entry.receipt === null,
  );
  if (!isOpen && takenOver(ledger, 0).length === 0) await epoch.write(theirs);
}
