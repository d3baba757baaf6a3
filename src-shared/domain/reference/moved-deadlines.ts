import { deadline } from "../../calendar/add-working-time.ts";
import { redFrom, yellowFrom } from "../../calendar/card-moments.ts";
import { atCloseOfBusiness } from "../../calendar/close-of-business.ts";
import type { LimitUnit } from "../../calendar/limit.ts";
import type { WorkingCalendar } from "../../calendar/working-calendar.ts";
import { workingDaysBetween } from "../../calendar/working-days-between.ts";
import type { OfficeId, OrderId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { Assignment } from "../assignment/assignment.ts";
import { openTurns, turnsAbove } from "../assignment/custody.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { limitsFor, type Policy } from "./policy.ts";

export type ShownCard = "yellow" | "red" | null;

/** An open limit that another calendar would move, and the card it shows before and after. */
export type MovedDeadline = Readonly<{
  order: OrderId;
  number: string | null;
  office: OfficeId;
  clock: "accept" | "complete";
  before: Instant;
  after: Instant;
  cardBefore: ShownCard;
  cardAfter: ShownCard;
}>;

export type CalendarChange = Readonly<{ old: WorkingCalendar; next: WorkingCalendar; policy: Policy; now: Instant }>;

/**
 * Which open limits of an order a new calendar moves, and which cards it would withdraw. A limit keeps its working days:
 * as many as were counted from its beginning to its end by the old calendar, extensions and rests included.
 * @see docs/spec/calendar.md CA-28
 */
export function movedDeadlines(order: WorkOrder, change: CalendarChange): readonly MovedDeadline[] {
  if (order.suspension !== null) return [];
  const { class: orderClass, urgency } = order.classification;
  const limits = limitsFor(change.policy, orderClass, urgency);
  return openTurns(order).flatMap((turn) => {
    const first = turnsAbove(order, turn).at(-1) ?? turn;
    const accepts = turn.acceptedAt === null && turn.stage === "awaiting-acceptance";
    return [
      ...(accepts ? movedOne(order, turn, { ...change, clock: "accept", unit: limits.accept.unit, from: turn }) : []),
      ...movedOne(order, turn, { ...change, clock: "complete", unit: limits.complete.unit, from: first }),
    ];
  });
}

type Clock = CalendarChange & Readonly<{ clock: "accept" | "complete"; unit: LimitUnit; from: Assignment }>;

function movedOne(order: WorkOrder, turn: Assignment, clock: Clock): readonly MovedDeadline[] {
  const before = clock.clock === "accept" ? turn.acceptBy : turn.completeBy;
  const start = clock.from.dispatchedAt;
  const after = recounted(clock, start, before);
  const card = (calendar: WorkingCalendar, due: Instant): ShownCard => shownCard(calendar, { start, due }, clock.now);
  const cardBefore = card(clock.old, before);
  const cardAfter = card(clock.next, after);
  if (after === before && cardBefore === cardAfter) return [];
  const { id, number } = order;
  return [{ order: id, number, office: turn.office, clock: clock.clock, before, after, cardBefore, cardAfter }];
}

function recounted({ old, next, policy, unit }: Clock, start: Instant, due: Instant): Instant {
  if (unit !== "working-day") return due;
  const amount = workingDaysBetween(old, start, due - 1);
  if (amount < 1) return due;
  return atCloseOfBusiness(deadline(next, start, { amount, unit }), policy.closeOfBusiness);
}

function shownCard(
  calendar: WorkingCalendar,
  { start, due }: Readonly<{ start: Instant; due: Instant }>,
  now: Instant,
): ShownCard {
  if (now >= redFrom(calendar, due)) return "red";
  const yellow = yellowFrom(calendar, start, due);
  return yellow !== undefined && now >= yellow ? "yellow" : null;
}

/** Which limits of a policy another makes shorter or longer, named by class, urgency and limit, with both texts. */
export type ChangedLimit = Readonly<{
  orderClass: keyof Policy["limits"];
  urgency: "critical" | "urgent" | "normal";
  limit: "dispatch" | "accept" | "firstContact" | "complete" | "thenEvery";
  before: Policy["limits"]["request"]["normal"]["accept"] | null;
  after: Policy["limits"]["request"]["normal"]["accept"] | null;
}>;

const classes = ["request", "consultation", "suggestion"] as const;
const urgencies = ["critical", "urgent", "normal"] as const;
const limitNames = ["dispatch", "accept", "firstContact", "complete", "thenEvery"] as const;

/** Every limit that two policies have differently. Limits that run already keep their ends (AD-22). */
export function changedLimits(old: Policy, next: Policy): readonly ChangedLimit[] {
  return classes.flatMap((orderClass) =>
    urgencies.flatMap((urgency) =>
      limitNames.flatMap((limit) => {
        const before = old.limits[orderClass][urgency][limit] ?? null;
        const after = next.limits[orderClass][urgency][limit] ?? null;
        const isSame = before?.amount === after?.amount && before?.unit === after?.unit;
        return isSame ? [] : [{ orderClass, urgency, limit, before, after }];
      }),
    ),
  );
}
