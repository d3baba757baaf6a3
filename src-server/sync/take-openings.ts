import { newsFor, openedUpTo } from "../../src-shared/domain/work-order/opening.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { orderId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { accept, refuse, type Result } from "../../src-shared/kernel/result.ts";
import type { OpeningMark } from "../../src-shared/protocol/openings.ts";
import { addOpenings, readOpenings, type OrderOpening } from "../store/opening-store.ts";
import { lockOrders } from "../store/order-store.ts";
import type { Executor, Heads } from "../store/store.ts";
import { byPublished } from "./by-published.ts";
import { visibleAmong } from "../store/visibility-store.ts";
import type { Province } from "./province.ts";
import { publishVisibility } from "./publish-visibility.ts";
import type { ScopeReader } from "./read-actor.ts";
import type { Scope } from "./scope.ts";

/**
 * Notes that somebody of an office had orders open, and tells the desks that see them. What is no news to the office, was
 * told before, or lies outside its scope changes nothing and reaches nobody.
 * Refuses `account-disabled`.
 * @see docs/spec/receipts.md RC-3 to RC-7
 */
export async function takeOpenings(
  province: Province,
  readScope: ScopeReader,
  marks: readonly OpeningMark[],
): Promise<Result<null, "account-disabled">> {
  const heads = await byPublished(province, async (tx) => {
    const scope = await readScope(tx);
    return scope && noteIn(tx, province, { scope, marks });
  });
  if (!heads) return refuse("account-disabled");
  province.broadcast.publish(heads);
  return accept(null);
}

type Told = Readonly<{ scope: Scope; marks: readonly OpeningMark[] }>;

async function noteIn(tx: Executor, province: Province, { scope, marks }: Told): Promise<Heads> {
  const latest = new Map(marks.toSorted((one, other) => one.version - other.version).map((one) => [one.orderId, one]));
  const visible = await visibleAmong(tx, scope.path, [...latest.keys()]);
  const orders = visible.size > 0 ? await lockOrders(tx, [...visible].map(orderId)) : [];
  const known = await readOpenings(
    tx,
    orders.map((order) => order.id),
  );
  const { offices } = province.rules;
  const fresh = orders.flatMap((order) => {
    const mark = latest.get(order.id);
    const opened = mark && openingOf(order, mark, { scope, offices, now: province.now() });
    const isNew = opened && opened.version > openedUpTo(known.get(order.id) ?? [], scope.office);
    return isNew ? [{ order, opened }] : [];
  });
  await addOpenings(
    tx,
    fresh.map(({ opened }) => opened),
  );
  const moved = await publishVisibility(
    tx,
    fresh.map(({ order }) => order),
    offices,
  );
  province.recent.note(
    fresh.map(({ order }) => ({ order, versionBefore: order.version })),
    moved,
  );
  return moved.after;
}

type Moment = Readonly<{ scope: Scope; offices: Province["rules"]["offices"]; now: Instant }>;

/** What a mark is worth: the last news the desk can have shown, at a time between its arrival here and now. */
function openingOf(order: WorkOrder, mark: OpeningMark, { scope, offices, now }: Moment): OrderOpening {
  const shown = { ...order, timeline: order.timeline.slice(0, mark.version) };
  const version = newsFor(shown, scope.office, offices);
  const arrived = order.timeline[version - 1]?.receivedAt ?? 0;
  const at = Math.min(now, Math.max(mark.at, arrived));
  return { orderId: order.id, office: scope.office, version, at };
}
