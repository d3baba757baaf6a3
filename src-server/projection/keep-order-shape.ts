import type { Logger } from "pino";

import { orderShape } from "../../src-shared/domain/work-order/order-shape.ts";
import { readOrMake, writeMeta } from "../store/meta-store.ts";
import type { Store } from "../store/store.ts";
import { rebuildOrders } from "./rebuild.ts";

/**
 * Brings every stored order to the shape that this version keeps, by replaying the log, once after an update.
 * @see docs/spec/sync-server.md SV-24
 */
export async function keepOrderShape(store: Store, log: Logger): Promise<void> {
  const wanted = String(orderShape);
  if ((await readOrMake(store.db, "order-shape", () => "none")) === wanted) return;
  const { orders, differing } = await rebuildOrders(store, true);
  await writeMeta(store.db, "order-shape", wanted);
  if (orders > 0) log.info({ orders, rebuilt: differing.length }, "orders brought to the shape of this version");
}
