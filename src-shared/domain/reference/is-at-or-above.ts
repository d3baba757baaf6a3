import type { OfficeId } from "../../kernel/ids.ts";
import type { OfficeLookup } from "../decision.ts";
import { isWithin } from "./office.ts";

/** Whether an office is one of these or above one of them in the office tree. */
export function isAtOrAbove(offices: OfficeLookup, office: OfficeId, concerned: readonly OfficeId[]): boolean {
  const own = offices.find(office)?.path;
  return concerned.some((id) => id === office || (own !== undefined && isWithin(offices.find(id)?.path ?? "", own)));
}
