import { officesWithRight } from "../../../src-shared/domain/assignment/custody.ts";
import { isWithin } from "../../../src-shared/domain/reference/office.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId } from "../../../src-shared/kernel/ids.ts";
import { shippedRules } from "../../support/orders.ts";

/** Whether somebody of an office may see an order, from the order and the office tree alone. */
export function maySee(order: WorkOrder, office: OfficeId): boolean {
  const path = shippedRules.offices.find(office)?.path;
  if (path === undefined) return false;
  return officesWithRight(order).some((id) => isWithin(shippedRules.offices.find(id)?.path ?? "", path));
}
