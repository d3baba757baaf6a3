import type { ActionId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { JournalEntry } from "../../src-shared/sync/journal-entry.ts";
import { isOwn, isParked, movedBehind, unsentEntries, type Ledger, type LedgerEntry } from "./ledger.ts";

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
  return takeOver(ledger, at, isToBeOffered);
}

/**
 * The same for what lies at the province for its update: only the device that has a step can ask about it.
 * @see docs/spec/outbox.md OB-41
 */
export function parkedTakenOver(ledger: Ledger, at: Instant): readonly JournalEntry[] {
  return takeOver(ledger, at, isParked);
}

function takeOver(ledger: Ledger, at: Instant, isMeant: (entry: LedgerEntry) => boolean): readonly JournalEntry[] {
  const { deviceId } = ledger;
  if (deviceId === null) return [];
  return [...ledger.entries.values()].flatMap((entry) =>
    isOwn(ledger, entry) || !isMeant(entry)
      ? []
      : [{ kind: "taken-over" as const, actionId: entry.step.id, deviceId, at }],
  );
}

function isToBeOffered({ receipt, settled }: LedgerEntry): boolean {
  return receipt !== null && receipt.verdict !== "rejected" && !settled;
}

/**
 * The steps taken over that would reach the province behind a step of the present device that was made after them, in the
 * order in which they go out.
 * @see docs/spec/outbox.md OB-35
 */
export function overtaken(ledger: Ledger): readonly LedgerEntry[] {
  const ids = new Set<ActionId>();
  let lowest = Infinity;
  for (const entry of [...ledger.entries.values()].toReversed()) {
    const place = entry.sealed?.seal.seq ?? Infinity;
    if (!isOwn(ledger, entry)) continue;
    if (entry.isTakenOver !== true) lowest = Math.min(lowest, place);
    else if (entry.receipt === null && place > lowest) ids.add(entry.step.id);
  }
  return ids.size === 0 ? [] : unsentEntries(ledger).filter(({ step }) => ids.has(step.id));
}

/**
 * The steps that go next. What was overtaken goes alone: a province that lacks the steps sealed before it takes nothing
 * and names its end.
 */
export function nextEntries(ledger: Ledger): readonly LedgerEntry[] {
  const older = overtaken(ledger);
  return older.length > 0 ? older : unsentEntries(ledger);
}

/**
 * Puts the steps that were overtaken behind all others, onto the device's own chain: the province and this computer do not
 * agree on it, so the device's own steps have to show that first.
 */
export function putBehind(ledger: Ledger, at: Instant): readonly JournalEntry[] {
  const older = overtaken(ledger);
  const own = [...ledger.entries.values()].filter((entry) => isOwn(ledger, entry) && !older.includes(entry));
  const ends = own.flatMap(({ sealed }) => (sealed ? [{ seq: sealed.seal.seq, hash: sealed.hash }] : []));
  const end = ends.reduce((last, one) => (one.seq > last.seq ? one : last), { seq: 0, hash: "" });
  return [{ kind: "rechained", ...end, at }, ...older.flatMap((entry) => movedBehind(entry, entry.step.deviceId))];
}
