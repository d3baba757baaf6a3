import { isActionType } from "../../../src-shared/actions/action.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { ActionEnvelope } from "../../../src-shared/protocol/action-envelope.ts";
import type { LogRow } from "../../../src-server/store/action-store.ts";
import { keptAction } from "../../../src-server/sync/kept-envelope.ts";
import { allVersions } from "../versions/payloads.ts";
import type { Whole } from "./at-rest.ts";
import { rowsOf } from "./rows-of.ts";

/** What an older process did not know and put by is judged once the province knows it, but for what was given up. */
export function checkParked({ world, database }: Whole): void {
  if (world.versions === null) return;
  const unknown = rowsOf<LogRow>(database, "actions").filter((row) => row.code === "unknown-action");
  for (const { id, orderId, envelope } of unknown) {
    const action = keptAction(envelope);
    if (action === null || !isKnown(action)) continue;
    const order = database.committed("work_orders", orderId, null) as WorkOrder | null;
    const isGivenUp = order?.timeline.some((event) => event.type === "set-aside" && event.action === id) === true;
    if (!isGivenUp) world.violate(22, `${id}, a ${action.type}, stays parked although the province knows it`);
  }
}

function isKnown({ type, actionVersion }: ActionEnvelope): boolean {
  return isActionType(type) && actionVersion <= allVersions.current;
}
