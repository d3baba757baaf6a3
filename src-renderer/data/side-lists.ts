import { redFrom, yellowFrom } from "../../src-shared/calendar/card-moments.ts";
import type { WorkingCalendar } from "../../src-shared/calendar/working-calendar.ts";
import { cardsToRule, openDoubts } from "../../src-shared/domain/supervision/card-rights.ts";
import {
  noticesToAnswer,
  noticesToJudge,
  officesToSupervise,
  openNotices,
} from "../../src-shared/domain/supervision/ladder.ts";
import { isAnswered, type Notice } from "../../src-shared/domain/supervision/notice.ts";
import { openHelpOf } from "../../src-shared/domain/co-handling/helpers.ts";
import { openIncident } from "../../src-shared/domain/incident/incidents-of.ts";
import { unopenedLateRecords } from "../../src-shared/domain/work-order/opening.ts";
import { pendingRequests } from "../../src-shared/domain/work-order/pending-requests.ts";
import { isEnded, isUndispatched } from "../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId } from "../../src-shared/kernel/ids.ts";
import { chinaDay, type Instant } from "../../src-shared/kernel/instant.ts";
import type { OrderLine } from "./order-line.ts";
import { sideListNames, type SideListName } from "./list-names.ts";
import type { Standpoint } from "./work-list.ts";

type Line = Omit<OrderLine, "unsent">;

/** What time changes on a list: now, and the calendar that says which days count. */
export type Moment = Readonly<{ now: Instant; calendar: WorkingCalendar }>;

type SideRule = Readonly<{
  /** Whether an order stands on the list of a desk, by what it says. Stored with the order's line. */
  holds: (order: WorkOrder, desk: Standpoint) => boolean;
  /** What must be true of the line besides, at the moment the list is read. */
  when?: (line: Line, moment: Moment) => boolean;
}>;

/**
 * The side lists, a row for each: to add one, name it in list-names.ts, give its rule here, its roles in
 * app/work-lists.ts, and its words in text/shell.ts and text/inbox.ts.
 * @see docs/spec/work-lists.md WL-3
 */
const sideRules: Readonly<Record<SideListName, SideRule>> = {
  mine: { holds: (order, desk) => registrarOf(order) === desk.user },
  own: { holds: (order, desk) => order.holder === desk.office && !isEnded(order.state) },
  carded: {
    holds: (order) => !isEnded(order.state) && order.state !== "suspended",
    when: (line, moment) => isCarded(line, moment),
  },
  "to-reply": { holds: (order, desk) => noticesToAnswer(order, desk.office).length > 0 },
  "to-decide": {
    holds: (order, desk) =>
      pendingRequests(order, desk.offices.hub).some((one) => one.kind !== "return" && one.awaits === desk.office),
  },
  "to-rule": {
    holds: (order, desk) =>
      desk.office === desk.offices.hub && (openDoubts(order).length > 0 || cardsToRule(order).length > 0),
  },
  "to-judge": { holds: (order, desk) => noticesToJudge(order, desk.office).length > 0 },
  "reply-awaited": {
    holds: (order, desk) => openNotices(order).some((one) => one.issuer === desk.office && !isAnswered(one)),
  },
  "to-supervise": {
    holds: (order, desk) => isUnsupervised(order, desk),
    when: (line, moment) => line.complained || isCarded(line, moment) || isOverdue(line, moment),
  },
  "to-help": { holds: (order, desk) => openHelpOf(order, desk.office) !== undefined && !isEnded(order.state) },
  incidents: { holds: (order) => openIncident(order) !== undefined },
  "late-records": { holds: (order, desk) => unopenedLateRecords(order, desk.office).length > 0 },
  "call-again": {
    holds: (order, desk) => order.state === "awaiting-callback" && order.holder === desk.office,
    when: ({ triedAt }, { now }) => triedAt !== null && chinaDay(triedAt) < chinaDay(now),
  },
};

/** The side lists an order stands on, as far as the order itself decides. */
export function sidesOf(order: WorkOrder, desk: Standpoint): readonly SideListName[] {
  return sideListNames.filter((name) => sideRules[name].holds(order, desk));
}

/** Whether a line that stands on a side list is shown there now. */
export function isShownOn(name: SideListName, line: Line, moment: Moment): boolean {
  return sideRules[name].when?.(line, moment) ?? true;
}

/** Whether the clock that presses has a card, yellow or red, or the rules foresee one. */
export function isCarded({ due, registeredAt, card, state }: Line, { now, calendar }: Moment): boolean {
  if (card !== null) return true;
  if (isUndispatched(state)) return false;
  return due !== null && now >= (yellowFrom(calendar, registeredAt, due) ?? redFrom(calendar, due));
}

/** Whether any limit of the order has run out, carded or not: the one that presses, first contact, an incident's report. */
function isOverdue({ due, besideDue }: Line, { now }: Moment): boolean {
  return [due, besideDue].some((limit) => limit !== null && now >= limit);
}

/** Whether an office below has the order in hand and this desk's office sent no notice about it in this round (SU-19). */
function isUnsupervised(order: WorkOrder, desk: Standpoint): boolean {
  if (isEnded(order.state) || order.state === "suspended") return false;
  if (order.notices.some((one) => isOurs(one, order, desk.office))) return false;
  return officesToSupervise(order, desk.office, desk.offices).length > 0;
}

function isOurs(notice: Notice, order: WorkOrder, office: OfficeId): boolean {
  return notice.issuer === office && notice.round === order.round && notice.outcome !== "withdrawn";
}

function registrarOf(order: WorkOrder): string | undefined {
  return order.timeline.find((event) => event.type === "registered")?.by;
}
