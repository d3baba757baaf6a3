import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderLine } from "./order-line.ts";
import { isSideList, type SideListName, type WorkListName } from "./list-names.ts";
import { isShownOn, sidesOf, type Moment } from "./side-lists.ts";
import { listOf, type OwnList, type Standpoint } from "./work-list.ts";

/** Where an order stands on a desk: its one main list, and the side lists it is on. */
export type Place = Readonly<{ list: OwnList; sides: readonly SideListName[] }>;

export function placeOf(order: WorkOrder, desk: Standpoint): Place {
  return { list: listOf(order, desk), sides: sidesOf(order, desk) };
}

type Standing = Readonly<{ place: Place; line: Omit<OrderLine, "unsent"> }>;

/** Whether an order stands on the list a person asked for: closed orders to file are ended ones too. */
export function standsOn({ place, line }: Standing, asked: WorkListName, moment: Moment): boolean {
  if (isSideList(asked)) return place.sides.includes(asked) && isShownOn(asked, line, moment);
  if (asked === "all" || place.list === asked) return true;
  return asked === "ended" && place.list === "to-archive";
}
