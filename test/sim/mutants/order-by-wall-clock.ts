import * as original from "../../../src-renderer/data/ledger.ts";
import type { Ledger, LedgerEntry } from "../../../src-renderer/data/ledger.ts";

export const {
  compacted,
  continues,
  emptyLedger,
  entriesOf,
  entryLines,
  isGivenUp,
  isHereAlone,
  isOwn,
  isParked,
  isRefused,
  keptForMs,
  movedBehind,
  record,
} = original;

/** The mistake: what has not been sent goes in the order in which the wall clock says that it was made. */
export function unsentEntries(ledger: Ledger): readonly LedgerEntry[] {
  const unsent = original.unsentEntries(ledger);
  const made = (entry: LedgerEntry): number => entry.step.evidence.wallClock;
  return [
    ...unsent.filter((entry) => entry.sealed !== null),
    ...unsent.filter((entry) => entry.sealed === null).toSorted((one, other) => made(one) - made(other)),
  ];
}
