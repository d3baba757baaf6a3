import { Type, type Static } from "typebox";

import type { OrderLine } from "./order-line.ts";
import { isCarded, type Moment } from "./side-lists.ts";

/** What a list is narrowed to besides its name; an empty member narrows nothing. */
export const listFilterSchema = Type.Object({
  class: Type.String(),
  urgency: Type.String(),
  /** A problem code; an upper one stands for all below it. */
  problem: Type.String(),
  /** A region code; a city's stands for its counties. */
  region: Type.String(),
  holder: Type.String(),
  carded: Type.Boolean(),
  text: Type.String(),
});
export type ListFilter = Readonly<Static<typeof listFilterSchema>>;

export const noFilter: ListFilter = {
  class: "",
  urgency: "",
  problem: "",
  region: "",
  holder: "",
  carded: false,
  text: "",
};

/** How many members of a filter narrow something, without the text, which the screen shows by itself. */
export function narrowings(filter: ListFilter): number {
  const { text: _, ...others } = filter;
  return Object.values(others).filter((value) => value !== "" && value !== false).length;
}

/** Whether a line passes a filter, its text apart. @see docs/spec/work-lists.md WL-6 */
export function passes(line: Omit<OrderLine, "unsent">, filter: ListFilter, moment: Moment): boolean {
  return (
    isAny(filter.class, line.class) &&
    isAny(filter.urgency, line.urgency) &&
    (isAny(filter.problem, line.problem) || line.problem.startsWith(`${filter.problem}.`)) &&
    isInRegion(filter.region, line.region) &&
    isAny(filter.holder, line.holder) &&
    (!filter.carded || isCarded(line, moment))
  );
}

function isAny(wanted: string, is: string): boolean {
  return wanted === "" || wanted === is;
}

/** GB/T 2260: a city's code ends in 00, a province's in 0000; the digits before are those of every region in it. */
function isInRegion(wanted: string, is: string): boolean {
  return is.startsWith(wanted.replace(/(?:00)+$/, ""));
}
