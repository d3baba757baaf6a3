import * as original from "../../../src-renderer/data/fold.ts";
import type { Folded, Judge } from "../../../src-renderer/data/fold.ts";
import type { LedgerEntry } from "../../../src-renderer/data/ledger.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";

export const { goesAfter, intentOf } = original;

/** The mistake: a step is off the screen as soon as the province has it, and on it again when the copy shows it. */
export function isWaiting(entry: LedgerEntry, mirrored: WorkOrder | undefined): boolean {
  return entry.receipt === null && original.isWaiting(entry, mirrored);
}

export function fold(mirrored: WorkOrder | undefined, entries: readonly LedgerEntry[], judge: Judge): Folded {
  return original.fold(
    mirrored,
    entries.filter(({ receipt }) => receipt === null),
    judge,
  );
}
