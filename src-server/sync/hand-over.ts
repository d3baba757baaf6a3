import type { Intent } from "../../src-shared/actions/action.ts";
import { hangsOn } from "../../src-shared/domain/assignment/move-turns.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId, UserId } from "../../src-shared/kernel/ids.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { Receipt } from "../../src-shared/protocol/sync.ts";
import { findOpenOrders } from "../store/order-store.ts";
import type { Executor, Heads } from "../store/store.ts";
import { readUsersOf } from "../store/user-store.ts";
import { actAloneIn } from "./act-alone.ts";
import type { Province } from "./province.ts";

export type Move = Readonly<{ from: OfficeId; to: OfficeId }>;

/** Under which name the province keeps which office takes over what hangs on a closed one. */
export function heirKey(office: OfficeId): string {
  return `heir-of-${office}`;
}

/**
 * Lets a successor take over what hangs on an office, order by order, within the transaction that merges it. Whoever was
 * in charge and has an account with the successor stays in charge. Returns the heads that moved.
 * @throws when an order does not let go: then nothing has happened
 * @see docs/spec/administration.md AD-35, AD-36
 */
export async function handOver(tx: Executor, province: Province, move: Move): Promise<Heads> {
  const people = new Set((await readUsersOf(tx, [move.to])).map(({ id }) => id));
  let moved: Heads = {};
  // Again, for what desks sent to the office while the first ones were taken over.
  for (;;) {
    const orders = await findOpenOrders(tx, (order) => hangsOn(order, move.from));
    if (orders.length === 0) return moved;
    const intents = orders.map((order) => takenOver(order, move, people));
    const { receipts, heads } = await actAloneIn(tx, province, intents);
    invariant(receipts.every(letGo), "every order that hangs on an office can be taken over");
    moved = { ...moved, ...heads };
  }
}

function takenOver(order: WorkOrder, move: Move, people: ReadonlySet<UserId>): Intent {
  const inCharge = order.assignments.flatMap(({ handler }) => handler?.id ?? []);
  const keep = [...new Set(inCharge)].filter((id) => people.has(id));
  return { type: "move-turns", orderId: order.id, payload: { ...move, keep } };
}

/** An order that ended in this moment has let go by itself. */
function letGo({ verdict, code }: Receipt): boolean {
  return verdict === "applied" || code === "order-ended" || code === "nothing-changed";
}
