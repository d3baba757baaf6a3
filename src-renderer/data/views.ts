import {
  asapScheduler,
  auditTime,
  combineLatest,
  concat,
  distinctUntilChanged,
  filter,
  map,
  merge,
  of,
  switchMap,
} from "rxjs";
import type { Observable } from "rxjs";

import { availableActions } from "../../src-shared/actions/available-actions.ts";
import type { Refusal } from "../../src-shared/domain/refusal.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { OrderView, QueuedStep } from "./desk-api.ts";
import { fold, type Judge } from "./fold.ts";
import { entriesOf, isHereAlone, isRefused, type Ledger, type LedgerEntry } from "./ledger.ts";
import type { Mirror } from "./mirror.ts";
import type { StoredOrder } from "./mirror-rows.ts";
import type { Overlay } from "./overlay.ts";

export type ViewParts = Readonly<{ mirror: Mirror; ledger$: Observable<Ledger>; judge$: Observable<Judge> }>;

/** An order as it stands on this computer, and whenever that changes; null while there is none under the id. */
export function order$(parts: ViewParts, id: OrderId): Observable<OrderView | null> {
  const steps = parts.ledger$.pipe(
    map((ledger) => entriesOf(ledger, id)),
    distinctUntilChanged((before, now) => before.length === now.length && before.every((one, at) => one === now[at])),
  );
  const copies = concat(of(null), parts.mirror.changed$.pipe(filter((ids) => ids.size === 0 || ids.has(id)))).pipe(
    switchMap(() => parts.mirror.order(id)),
  );
  return combineLatest([copies, steps, parts.judge$]).pipe(
    // Within the same task: a timer would let the work for the lists go first.
    auditTime(0, asapScheduler),
    map(([stored, entries, judge]) => viewOf(stored, entries, judge)),
  );
}

function viewOf(stored: StoredOrder | null, entries: readonly LedgerEntry[], judge: Judge): OrderView | null {
  const { order, waiting, forecasts } = fold(stored?.order, entries, judge);
  if (!order) return null;
  const shown = new Set([...waiting, ...entries.filter(isRefused)]);
  return {
    order,
    queued: entries.filter((entry) => shown.has(entry)).map((entry) => queuedStep(entry, forecasts.get(entry.step.id))),
    receipts: new Map(entries.flatMap(({ step, receipt }) => (receipt ? [[step.id, receipt]] : []))),
    offered: availableActions(order, judge.actor, judge.rules.offices),
    mirroredAt: stored?.at ?? null,
  };
}

function queuedStep(entry: LedgerEntry, forecast: Refusal | null | undefined): QueuedStep {
  const { step, savedAt, sealed, receipt } = entry;
  return { step, savedAt, seq: sealed?.seal.seq ?? null, stage: stageOf(entry), forecast: forecast ?? null, receipt };
}

function stageOf(entry: LedgerEntry): QueuedStep["stage"] {
  if (isRefused(entry)) return "refused";
  if (entry.receipt !== null) return "received";
  return isHereAlone(entry) ? "saved" : "sending";
}

/** Received steps that the sync centre still lists. */
const receivedShown = 200;

/** All steps that wait or were refused, and the last ones received, oldest first. */
export function queue$(ledger$: Observable<Ledger>, overlay$: Observable<Overlay>): Observable<readonly QueuedStep[]> {
  return combineLatest([ledger$, merge(of<Overlay>(new Map()), overlay$)]).pipe(
    auditTime(0),
    map(([ledger, overlay]) => queueOf(ledger, overlay)),
  );
}

function queueOf(ledger: Ledger, overlay: Overlay): readonly QueuedStep[] {
  const all = [...ledger.entries.values()].map((entry) => {
    const forecasts = overlay.get(entry.step.orderId)?.folded.forecasts;
    return queuedStep(entry, entry.receipt === null ? forecasts?.get(entry.step.id) : null);
  });
  const received = all.filter((one) => one.stage === "received").slice(-receivedShown);
  const recent = new Set(received);
  return all.filter((one) => one.stage !== "received" || recent.has(one));
}
