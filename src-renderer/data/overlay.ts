import {
  auditTime,
  concat,
  distinctUntilChanged,
  map,
  merge,
  of,
  shareReplay,
  switchMap,
  take,
  type Observable,
} from "rxjs";

import type { ActionId, OrderId } from "../../src-shared/kernel/ids.ts";
import type { OrderLine } from "./desk-api.ts";
import { fold, isWaiting, type Folded, type Judge } from "./fold.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import type { Mirror } from "./mirror.ts";
import { placeOf, type Place } from "./place.ts";
import { lineOf, type Standpoint } from "./work-list.ts";

/** The open order is drawn first; the lists follow so much later, ms. */
const behindMs = 40;

type Standing = Readonly<{ line: OrderLine; place: Place }>;

/** An order that this computer's steps have changed beyond its copy. `before` is how its copy stands; null without one. */
export type Touched = Readonly<{
  folded: Folded;
  now: Standing | null;
  before: Standing | null;
}>;
export type Overlay = ReadonlyMap<OrderId, Touched>;

export type OverlayParts = Readonly<{
  mirror: Mirror;
  ledger$: Observable<Ledger>;
  /** Judge and standpoint as the rules in force have them. */
  judge: () => Judge;
  standpoint: () => Standpoint;
}>;

/**
 * The orders whose copy does not show all steps of this computer yet, folded. Few at any time: what the copy has caught
 * up with drops out and is not looked at again.
 * @see docs/spec/outbox.md OB-11
 */
export function overlay$(parts: OverlayParts): Observable<Overlay> {
  const caughtUp = new Set<ActionId>();
  const changes = merge(parts.ledger$, parts.mirror.changed$);
  return concat(changes.pipe(take(1)), changes.pipe(auditTime(behindMs))).pipe(
    switchMap(() => parts.ledger$.pipe(take(1))),
    map((ledger) =>
      [...ledger.entries.values()].filter(
        (entry) => isOpen(entry) && !(entry.receipt !== null && caughtUp.has(entry.step.id)),
      ),
    ),
    switchMap((entries) => (entries.length === 0 ? of(none) : touchedBy(entries, parts, caughtUp))),
    // Nothing, said again, would have every list read anew.
    distinctUntilChanged(),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
}

const none: Overlay = new Map();

/** Whether the copy may not show the step yet; whether it does is looked at once. */
function isOpen({ receipt }: LedgerEntry): boolean {
  return receipt === null || receipt.verdict === "applied" || receipt.verdict === "merged";
}

async function touchedBy(
  entries: readonly LedgerEntry[],
  parts: OverlayParts,
  caughtUp: Set<ActionId>,
): Promise<Overlay> {
  const byOrder = Map.groupBy(entries, (entry) => entry.step.orderId);
  const stored = await parts.mirror.ordersById([...byOrder.keys()]);
  const copies = new Map(stored.map(({ order }) => [order.id, order]));
  const touched = new Map<OrderId, Touched>();
  for (const [id, steps] of byOrder) {
    const copy = copies.get(id);
    for (const entry of steps) if (!isWaiting(entry, copy)) caughtUp.add(entry.step.id);
    const folded = fold(copy, steps, parts.judge());
    if (folded.waiting.length === 0) continue;
    const { order } = folded;
    const desk = parts.standpoint();
    touched.set(id, {
      folded,
      now: order ? { line: { ...lineOf(order), unsent: unsentOf(folded) }, place: placeOf(order, desk) } : null,
      before: copy ? { line: { ...lineOf(copy), unsent: 0 }, place: placeOf(copy, desk) } : null,
    });
  }
  return touched;
}

function unsentOf(folded: Folded): number {
  return folded.waiting.filter((entry) => entry.receipt === null).length;
}
