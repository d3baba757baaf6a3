import type { WorkingCalendar } from "../../../src-shared/calendar/working-calendar.ts";
import { workingDaysBetween } from "../../../src-shared/calendar/working-days-between.ts";
import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import { isEnded } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId } from "../../../src-shared/kernel/ids.ts";
import type { Instant } from "../../../src-shared/kernel/instant.ts";
import { evolve } from "../../../src-shared/domain/work-order/evolve.ts";

/** One office's hold of an order: from one hand to the next. `until` is null while it holds it. */
export type Hop = Readonly<{
  office: OfficeId;
  state: WorkOrder["state"];
  from: Instant;
  until: Instant | null;
  workingDays: number;
}>;

/**
 * Who held the order how long: a new line whenever holder or state changed. The lines follow each other without a gap,
 * so they add up to the whole time.
 */
export function hopsOf(order: WorkOrder, calendar: WorkingCalendar, now: Instant): readonly Hop[] {
  const starts = handovers(order.timeline);
  const last = starts.at(-1);
  const end = last && isEnded(last.state) ? last.at : null;
  const held = end === null ? starts : starts.slice(0, -1);
  return held.map((start, at) => {
    const until = starts[at + 1]?.at ?? null;
    return {
      office: start.holder,
      state: start.state,
      from: start.at,
      until,
      workingDays: workingDaysBetween(calendar, start.at, until ?? now),
    };
  });
}

type Handover = Readonly<{ at: Instant; holder: OfficeId; state: WorkOrder["state"] }>;

function handovers(events: readonly OrderEvent[]): readonly Handover[] {
  const list: Handover[] = [];
  let order: WorkOrder | undefined;
  for (const event of events) {
    order = evolve(order, event);
    const before = list.at(-1);
    if (before?.holder !== order.holder || before.state !== order.state) {
      list.push({ at: event.at, holder: order.holder, state: order.state });
    }
  }
  return list;
}
