import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { JournalEntry } from "../../src-shared/sync/journal-entry.ts";
import { isOwn, type Ledger, type LedgerEntry } from "./ledger.ts";

// [Note: steps of a former device] A computer gets another device when its chain cannot go on, its key is gone or the
// account was registered here anew. What the former device had confirmed is in the journal alone once the province was
// put back to before it: nobody else offers it. The present device does, as it does with what was not sent. Nothing is
// doubled: the province knows a step by its id and content from whichever device it comes (SV-25).
/**
 * Makes what a former device had confirmed, or what still lies at the province to be judged, the present device's, to be
 * sent once more. What was refused is left: the person has it in the tray or has dealt with it.
 * @see docs/spec/outbox.md OB-34
 */
export function takenOver(ledger: Ledger, at: Instant): readonly JournalEntry[] {
  const { deviceId } = ledger;
  if (deviceId === null) return [];
  return [...ledger.entries.values()].flatMap((entry) =>
    isOwn(ledger, entry) || !isToBeOffered(entry)
      ? []
      : [{ kind: "taken-over" as const, actionId: entry.step.id, deviceId, at }],
  );
}

function isToBeOffered({ receipt, settled }: LedgerEntry): boolean {
  return receipt !== null && receipt.verdict !== "rejected" && !settled;
}

/**
 * Whether a step that has no receipt would reach the province behind one of the same device that was made after it and
 * has `seq` or a higher one.
 * @see docs/spec/outbox.md OB-35
 */
export function isOvertaken(ledger: Ledger, seq: number): boolean {
  const own = [...ledger.entries.values()].filter((entry) => isOwn(ledger, entry));
  let lowest = Infinity;
  for (const entry of own.toReversed()) {
    const place = entry.sealed?.seal.seq ?? Infinity;
    if (entry.receipt === null && place > lowest) return true;
    if (place >= seq) lowest = Math.min(lowest, place);
  }
  return false;
}

/** The highest seq of the device's steps that are here; 0 when none is. */
export function highestSeq(ledger: Ledger): number {
  const own = [...ledger.entries.values()].filter((entry) => isOwn(ledger, entry));
  return own.reduce((highest, { sealed }) => Math.max(highest, sealed?.seal.seq ?? 0), 0);
}
