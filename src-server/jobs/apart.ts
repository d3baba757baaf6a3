import type { OrderId } from "../../src-shared/kernel/ids.ts";
import { withoutValues } from "../store/database-fault.ts";
import type { Province } from "../sync/province.ts";

/**
 * Does a job's work on one order. A fault is logged and goes no further, so that one order that cannot be worked on does
 * not keep every other from its turn. Null after a fault; whoever calls sees that the order comes up again.
 */
export async function apart<Value>(
  { log }: Province,
  order: OrderId,
  work: () => Promise<Value>,
): Promise<Value | null> {
  try {
    return await work();
  } catch (error) {
    log.error({ err: withoutValues(error), order }, "a job could not work on an order");
    return null;
  }
}
