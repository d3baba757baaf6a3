import { createHash } from "node:crypto";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { canonicalJson } from "../../src-shared/kernel/canonical-json.ts";

/** An order's version and a hash of all that it holds, whatever the order of its members. */
export function markOf(order: Pick<WorkOrder, "version">): string {
  return `${order.version}:${createHash("sha256").update(canonicalJson(order)).digest("hex").slice(0, 16)}`;
}
