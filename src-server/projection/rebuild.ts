import { replay } from "../../src-shared/domain/work-order/evolve.ts";
import { canonicalJson } from "../../src-shared/kernel/canonical-json.ts";
import { orderId } from "../../src-shared/kernel/ids.ts";
import { readEvents } from "../store/action-store.ts";
import { lockOrders, readOrderIds, saveOrder } from "../store/order-store.ts";
import type { Store } from "../store/store.ts";
import { inTransaction } from "../store/transaction.ts";

const pageSize = 200;

export type Rebuilt = Readonly<{ orders: number; differing: readonly string[] }>;

/**
 * Replays the accepted actions of every order and compares (docs/spec/simulator.md, invariant 6); with `mend` it also stores what the
 * replay gives. Orders that differ are named: the log is right and the stored order is wrong.
 */
export async function rebuildOrders(store: Store, mend: boolean): Promise<Rebuilt> {
  const differing: string[] = [];
  let orders = 0;
  let ids = await readOrderIds(store.db, null, pageSize);
  while (ids.length > 0) {
    for (const id of ids) if (await differs(store, id, mend)) differing.push(id);
    orders += ids.length;
    ids = await readOrderIds(store.db, ids.at(-1) ?? null, pageSize);
  }
  return { orders, differing };
}

async function differs(store: Store, id: string, mend: boolean): Promise<boolean> {
  return inTransaction(store, async (tx) => {
    const [stored] = await lockOrders(tx, [orderId(id)]);
    const replayed = replay(await readEvents(tx, orderId(id)));
    if (canonicalJson(stored ?? null) === canonicalJson(replayed ?? null)) return false;
    if (mend && replayed) await saveOrder(tx, replayed);
    return true;
  });
}
