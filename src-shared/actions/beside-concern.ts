import { officesInCharge, officesWithRight, openTurns } from "../domain/assignment/custody.ts";
import { isReleasable, openHelpOf } from "../domain/co-handling/helpers.ts";
import type { OfficeLookup } from "../domain/decision.ts";
import { openIncident } from "../domain/incident/incidents-of.ts";
import { isAtOrAbove } from "../domain/reference/is-at-or-above.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import type { OfficeId } from "../kernel/ids.ts";

/** Whose business a step is that runs beside the state of an order. */
export type BesideConcern = "turns" | "helper" | "asker" | "unflagged" | "board" | "flagged";

type Place = Readonly<{ who: BesideConcern; offices: OfficeLookup }>;

/** Whether a step of co-handling or of an incident is an office's business now. */
export function isBesideConcern(order: WorkOrder, office: OfficeId, { who, offices }: Place): boolean {
  const isHub = office === offices.hub;
  switch (who) {
    case "turns":
      return isHub || openTurns(order).some((turn) => turn.office === office);
    case "helper":
      return openHelpOf(order, office) !== undefined;
    case "asker":
      return order.helps.some((help) => isReleasable(help) && (isHub || help.askedBy === office));
    case "unflagged":
      return !openIncident(order) && isAtOrAbove(offices, office, officesWithRight(order));
    case "board":
      return openIncident(order) !== undefined && (isHub || officesInCharge(order).includes(office));
    case "flagged":
      return openIncident(order) !== undefined && isHub;
  }
}
