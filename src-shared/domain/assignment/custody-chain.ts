import type { WorkingCalendar } from "../../calendar/working-calendar.ts";
import { workingDaysBetween } from "../../calendar/working-days-between.ts";
import type { OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import { evolve } from "../work-order/evolve.ts";
import type { OrderEvent } from "../work-order/order-event.ts";
import { isKnownEvent } from "../work-order/known-event.ts";
import { isEnded, type OrderState } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { activeAssignment } from "./custody.ts";

/** The limit that ran while an office held an order; `days` is its whole length in working days. */
export type HopLimit = Readonly<{ name: "dispatch" | "accept" | "complete"; days: number }>;

/** One office's hold of an order: from one hand to the next. `until` is null while it holds it. */
export type Hop = Readonly<{
  office: OfficeId;
  state: OrderState;
  from: Instant;
  until: Instant | null;
  /** How long by the clock on the wall, ms. */
  ms: number;
  /** How long in working days, and how many of them count: none while the order rested (挂起). */
  workingDays: number;
  netDays: number;
  limit: HopLimit | null;
  /** What brought the order here. */
  why: OrderEvent;
}>;

/**
 * Who held the order how long: a new hop whenever holder or state changed. The hops follow each other without a gap, so
 * they add up to the whole time, by the clock and in working days.
 * @see docs/spec/supervision.md SU-23, SU-24
 */
export function hopsOf(order: WorkOrder, calendar: WorkingCalendar, now: Instant): readonly Hop[] {
  const starts = toNow(handovers(order.timeline.filter(isKnownEvent), calendar), order);
  const last = starts.at(-1);
  const held = last && isEnded(last.state) ? starts.slice(0, -1) : starts;
  return held.map((start, at) => {
    const until = starts[at + 1]?.from ?? null;
    const end = until ?? Math.max(now, start.from);
    const workingDays = workingDaysBetween(calendar, start.from, end);
    const netDays = start.state === "suspended" ? 0 : workingDays;
    return { ...start, until, ms: end - start.from, workingDays, netDays };
  });
}

type Handover = Pick<Hop, "office" | "state" | "from" | "limit" | "why">;

function handovers(events: readonly OrderEvent[], calendar: WorkingCalendar): readonly Handover[] {
  const list: Handover[] = [];
  let order: WorkOrder | undefined;
  for (const why of events) {
    order = evolve(order, why);
    const before = list.at(-1);
    const { holder: office, state } = order;
    if (before?.office === office && before.state === state) continue;
    // Times are as good as the clocks of the devices: an event that says it was earlier than the one before follows it.
    const from = Math.max(why.at, before?.from ?? why.at);
    list.push({ office, state, from, limit: limitOf(order, calendar, from), why });
  }
  return list;
}

/** An event that this version does not know may have moved the order: where it stands now is the province's word. */
function toNow(starts: readonly Handover[], { holder: office, state, timeline }: WorkOrder): readonly Handover[] {
  const last = starts.at(-1);
  const why = timeline.findLast((event) => !isKnownEvent(event));
  if (!last || !why || (last.office === office && last.state === state)) return starts;
  return [...starts, { office, state, from: Math.max(why.at, last.from), limit: null, why }];
}

const stillToAccept: ReadonlySet<OrderState> = new Set(["awaiting-acceptance", "return-review"]);

function limitOf(order: WorkOrder, calendar: WorkingCalendar, from: Instant): HopLimit | null {
  const daysOf = (start: Instant, due: Instant): number => workingDaysBetween(calendar, start, due - 1);
  if (order.dispatchBy !== null) return { name: "dispatch", days: daysOf(from, order.dispatchBy) };
  const turn = activeAssignment(order);
  if (!turn || order.state === "suspended") return null;
  if (stillToAccept.has(order.state)) return { name: "accept", days: daysOf(turn.dispatchedAt, turn.acceptBy) };
  return { name: "complete", days: daysOf(turn.dispatchedAt, turn.completeBy) };
}

/** How much of the limit that ran a hop took, 1 for all of it; null where none ran or it is shorter than a day. */
export function shareOf({ netDays, limit }: Hop): number | null {
  return limit === null || limit.days <= 0 ? null : netDays / limit.days;
}

/** The whole time of a chain, by the clock and in working days. */
export function totalOf(hops: readonly Hop[]): Pick<Hop, "ms" | "workingDays" | "netDays"> {
  return hops.reduce(
    (sum, hop) => ({
      ms: sum.ms + hop.ms,
      workingDays: sum.workingDays + hop.workingDays,
      netDays: sum.netDays + hop.netDays,
    }),
    { ms: 0, workingDays: 0, netDays: 0 },
  );
}
