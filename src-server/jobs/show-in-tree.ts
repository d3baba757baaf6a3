import { orderId } from "../../src-shared/kernel/ids.ts";
import { withoutValues } from "../store/database-fault.ts";
import { pagesOf } from "../store/in-pages.ts";
import { lockOrders } from "../store/order-store.ts";
import type { Heads } from "../store/store.ts";
import { byPublished } from "../sync/by-published.ts";
import { readShownNowhere } from "../store/visibility-store.ts";
import type { Province } from "../sync/province.ts";
import { publishVisibility } from "../sync/publish-visibility.ts";
import { oncePerTree } from "./once-per-tree.ts";

/** How many orders are locked, held and published at once. */
const shownAtOnce = 500;

/**
 * Publishes anew the orders that are shown at a place that no office has: after a move, a server process of an older
 * program shows by the old tree for some seconds, and takes the new place back. Once for each tree, when every process
 * follows it. Only the job that keeps the cards may call it, alone.
 * @see docs/spec/administration.md AD-29
 */
export function showInTree(province: Province): Promise<void> {
  return oncePerTree(province, "orders-shown-by", async () => {
    let isWhole = true;
    const astray = (await readShownNowhere(province.store.db)).toSorted();
    for (const page of pagesOf(astray, shownAtOnce)) isWhole = (await showAnew(province, page)) && isWhole;
    return isWhole;
  });
}

/** A fault is logged and goes no further: the next turn of the job tries again. */
async function showAnew(province: Province, ids: readonly string[]): Promise<boolean> {
  try {
    const heads = await byPublished(province, async (tx): Promise<Heads> => {
      const orders = await lockOrders(tx, ids.map(orderId));
      return (await publishVisibility(tx, orders, province.rules.offices)).after;
    });
    province.broadcast.publish(heads);
    return true;
  } catch (error) {
    province.log.error({ err: withoutValues(error) }, "orders could not be shown at their offices' places");
    return false;
  }
}
