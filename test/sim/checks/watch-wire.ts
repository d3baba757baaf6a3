import { orderFor } from "../../../src-shared/domain/permission/withhold-worker.ts";
import { replay } from "../../../src-shared/domain/work-order/evolve.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { officeId, type OfficeId } from "../../../src-shared/kernel/ids.ts";
import type { Told } from "../../../src-shared/protocol/told-orders.ts";
import { toldOrders } from "../../../src-shared/sync/told-orders.ts";
import { hub } from "../../support/orders.ts";
import type { Caller, Watch } from "../network/network.ts";
import { accountOf, places } from "../people/accounts.ts";
import type { MemoryDatabase } from "../store/memory-database.ts";
import type { World } from "../world/world.ts";
import { isSame } from "./is-same.ts";
import { maySee } from "./may-see.ts";

/** An answer may be in the making while an account moves to another office: so long the old one still counts, ms. */
const inTheMakingMs = 90_000;

/**
 * Looks at every document that leaves for a machine, whether it arrives or not: one that its account may not have is a
 * breach. Looked at where it leaves, for on the way, and before a machine that sleeps, it may lie for any time.
 */
export function watchWire(world: World, database: MemoryDatabase): Watch {
  const accounts = new Map(places.map(accountOf).map(({ id, username }) => [username, id]));
  const held = new Map<string, Map<OfficeId, number>>();
  const officesOf = ({ name }: Caller): ReadonlyMap<OfficeId, number> => {
    const own = held.get(name) ?? new Map<OfficeId, number>();
    held.set(name, own);
    const row = database.committed("users", accounts.get(name) ?? "", null) as { officeId: string } | null;
    return row ? own.set(officeId(row.officeId), world.now()) : own;
  };
  return {
    comes: (caller) => void officesOf(caller),
    leaves: (caller, { path }, { text }) => {
      const offices = [...officesOf(caller)].filter(([, at]) => at >= world.now() - inTheMakingMs);
      if (path === "/api/sync/reference" || path.startsWith("/api/files") || text === "") return;
      const answer: unknown = JSON.parse(text);
      for (const order of [...ordersIn(answer), ...toldIn(answer, database)]) {
        const fits = offices.some(([office]) => maySee(order, office) && isSame(order, orderFor(office, hub, order)));
        if (!fits) world.violate(9, `${caller.name} was sent ${order.id}, which it may not see`);
      }
    },
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
