import { orderFor } from "../../../src-shared/domain/permission/withhold-worker.ts";
import { replay } from "../../../src-shared/domain/work-order/evolve.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { officeId, type OfficeId } from "../../../src-shared/kernel/ids.ts";
import type { Told } from "../../../src-shared/protocol/told-orders.ts";
import { toldOrders } from "../../../src-shared/sync/told-orders.ts";
import { hub } from "../../support/orders.ts";
import type { Machine } from "../desk/machine.ts";
import type { WireTap } from "../desk/sim-http.ts";
import type { MemoryDatabase } from "../store/memory-database.ts";
import type { World } from "../world/world.ts";
import { isSame } from "./is-same.ts";
import { maySee } from "./may-see.ts";

/** An answer may be under way while an account moves to another office: so long the old one still counts, ms. */
const underWayMs = 90_000;

/** Looks at every document that reaches a machine: one that its account may not have is a breach, wherever it goes. */
export function watchWire(world: World, database: MemoryDatabase, machine: Machine): WireTap {
  const held = new Map<OfficeId, number>();
  return (answer) => {
    const row = database.committed("users", machine.account.userId, null) as { officeId: string } | null;
    if (row) held.set(officeId(row.officeId), world.now());
    const offices = [...held].filter(([, at]) => at >= world.now() - underWayMs).map(([office]) => office);
    for (const order of [...ordersIn(answer), ...toldIn(answer, database)]) {
      const fits = offices.some((office) => maySee(order, office) && isSame(order, orderFor(office, hub, order)));
      if (!fits) world.violate(9, `${machine.name} was sent ${order.id}, which it may not see`);
    }
  };
}

function ordersIn(answer: unknown): readonly WorkOrder[] {
  if (typeof answer !== "object" || answer === null || !("rows" in answer) || !Array.isArray(answer.rows)) return [];
  return answer.rows.flatMap((row: Readonly<{ order: WorkOrder | null }>) => row.order ?? []);
}

/** What was told is looked at as the orders that it makes: events are those of the order that is committed. */
function toldIn(answer: unknown, database: MemoryDatabase): readonly WorkOrder[] {
  if (typeof answer !== "object" || answer === null || !("told" in answer)) return [];
  return (toldOrders(answer.told as Told) ?? []).flatMap(({ orderId, from, events }) => {
    if (from === 0) return replay(events) ?? [];
    const committed = database.committed("work_orders", orderId, null) as WorkOrder | null;
    return replay(committed?.timeline.slice(0, from + events.length) ?? []) ?? [];
  });
}
