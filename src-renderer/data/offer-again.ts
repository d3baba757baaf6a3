import { isGivenUp, isOwn, isParked, unsentEntries, type Ledger, type LedgerEntry } from "./ledger.ts";

// [Note: what was given up] A refused step that its author sent again, made a note of or set aside was judged on an order
// that the province may have lost by a restore. On the order as it was before, it might have its effect after all, beside
// what took its place. So it is not offered again. The province has not got it then, and waits for its seal: from there on
// the device's own seals are broken and made anew without it (keep-receipts.ts), which SV-25 makes safe. A packet cannot
// ask where the province's chain ends; there it goes along as it was sealed.
/**
 * The same ledger with the receipts of the device's steps from `seq` on forgotten: a restored province asks for them
 * again. What was given up is left out, unless it is the very step that is asked for.
 * @see docs/spec/outbox.md OB-23, OB-40
 */
export function offeredAgain(ledger: Ledger, fromSeq: number): Ledger {
  return forgotten(ledger, (entry) => {
    const seq = isOwn(ledger, entry) ? (entry.sealed?.seal.seq ?? -1) : -1;
    return seq === fromSeq || (seq > fromSeq && !isGivenUp(entry));
  });
}

/**
 * The same ledger with the receipts of parked steps forgotten that the person has not dealt with: a province that was
 * updated has another answer.
 * @see docs/spec/outbox.md OB-31
 */
export function parkedOffered(ledger: Ledger): Ledger {
  return forgotten(ledger, (entry) => isOwn(ledger, entry) && isParked(entry));
}

function forgotten(ledger: Ledger, isMeant: (entry: LedgerEntry) => boolean): Ledger {
  const meant = [...ledger.entries].filter(([, entry]) => entry.receipt !== null && isMeant(entry));
  if (meant.length === 0) return ledger;
  const asked = meant.map(([id, entry]) => [id, { ...entry, receipt: null }] as const);
  return { ...ledger, entries: new Map([...ledger.entries, ...asked]) };
}

/**
 * What a packet carries: all that waits, and what was given up beyond the first of it, so that the chain in it is whole.
 * @see docs/spec/outbox.md OB-40
 */
export function packetEntries(ledger: Ledger): readonly LedgerEntry[] {
  const unsent = unsentEntries(ledger);
  const first = unsent[0]?.sealed?.seal.seq ?? Infinity;
  const within = [...ledger.entries.values()].filter((entry) => {
    return isGivenUp(entry) && isOwn(ledger, entry) && (entry.sealed?.seal.seq ?? 0) > first;
  });
  const place = (entry: LedgerEntry): number => entry.sealed?.seal.seq ?? Number.MAX_SAFE_INTEGER;
  return [...unsent, ...within].toSorted((one, other) => place(one) - place(other));
}
