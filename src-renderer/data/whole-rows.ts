import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { FeedRow } from "../../src-shared/protocol/sync.ts";
import type { Told, ToldOrder } from "../../src-shared/protocol/told-orders.ts";
import { hearOrders, toldOrders } from "../../src-shared/sync/told-orders.ts";
import type { HttpAnswer } from "./http.ts";
import type { Mirror } from "./mirror.ts";
import type { MirrorRow } from "./mirror-rows.ts";
import type { OrderForm } from "./province-api.ts";

type Page = Readonly<{ rows: readonly FeedRow[]; told?: Told | undefined }>;

/**
 * A page of the feed with whole orders, however they travelled. Where what was told and the copy do not add up, the same
 * page is asked for again, whole: nothing rests on the shorter way.
 * @see docs/spec/told-orders.md TO-20, TO-21
 */
export async function wholePage<Value extends Page>(
  mirror: Pick<Mirror, "ordersById">,
  ask: (form: OrderForm) => Promise<HttpAnswer<Value>>,
): Promise<HttpAnswer<Value & Readonly<{ rows: readonly MirrorRow[] }>>> {
  const answer = await ask("told");
  if (!answer.ok || answer.value.told === undefined) return answer;
  const heard = await rowsOf(mirror, answer.value.told);
  if (heard === null) return ask("whole");
  return { ok: true, value: { ...answer.value, rows: [...answer.value.rows, ...heard] } };
}

async function rowsOf(mirror: Pick<Mirror, "ordersById">, told: Told): Promise<readonly MirrorRow[] | null> {
  const list = toldOrders(told);
  if (list === null) return null;
  const inPart = list.filter(({ from }) => from > 0).map(({ orderId }) => orderId);
  const copies = inPart.length === 0 ? [] : await mirror.ordersById(inPart);
  const orders = hearOrders(list, told.sum, new Map(copies.map(({ order }) => [order.id, withoutOpenings(order)])));
  const openings = new Map(list.map((one) => [one.orderId, one.openings]));
  return orders?.map((order) => rowOf(order, openings.get(order.id))) ?? null;
}

/** Who has opened an order comes anew with every row: it is no event of it (docs/spec/receipts.md). */
function withoutOpenings({ openings: _, ...order }: WorkOrder): WorkOrder {
  return order;
}

function rowOf(order: WorkOrder, openings: ToldOrder["openings"]): MirrorRow {
  const row = { orderId: order.id, version: order.version, gone: false, order, isTold: true };
  return openings ? { ...row, openings } : row;
}
