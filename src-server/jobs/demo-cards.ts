import type { Rules } from "../../src-shared/domain/decision.ts";
import {
  cardDuties,
  nextCardLook,
  type CardDuty,
  type OfficeLine,
} from "../../src-shared/domain/supervision/card-duties.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";

/** What the province's job would have done at one order, and when. */
export type DueCards = Readonly<{ key: string; at: Instant; duties: readonly CardDuty[] }>;

/** Finds the cards and reminders that fall due between the steps of the demo, earliest first. */
export type CardWatch = Readonly<{
  /** An order stands otherwise than before. */
  changed: (key: string, order: WorkOrder) => void;
  /** What falls due next, up to a moment; null when nothing does. To be done before asking again. */
  next: (until: Instant) => DueCards | null;
}>;

const alwaysReached = (): OfficeLine => ({ isOutOfReach: false, emptiedAt: null });

/** A watch over the orders of a demo whose offices can always be reached. @see docs/spec/demo.md DM-15 */
export function watchCards(rules: Rules): CardWatch {
  const orders = new Map<string, WorkOrder>();
  const looks = new Map<string, Instant>();
  let soonest: Readonly<{ key: string; at: Instant }> | null = null;
  const find = (): void => {
    soonest = null;
    for (const [key, at] of looks) if (soonest === null || at < soonest.at) soonest = { key, at };
  };
  const plan = (key: string, at: Instant | null): void => {
    if (at === null) looks.delete(key);
    else looks.set(key, at);
    find();
  };
  return {
    changed: (key, order) => {
      orders.set(key, order);
      plan(key, nextCardLook(order, rules, order.timeline.at(-1)?.at ?? order.registeredAt));
    },
    next: (until) => {
      while (soonest !== null && soonest.at <= until) {
        const { key } = soonest;
        const order = orders.get(key);
        const at = Math.max(soonest.at, order?.timeline.at(-1)?.at ?? 0);
        const duties = order ? cardDuties(order, { rules, now: at, lineOf: alwaysReached }) : [];
        if (duties.length > 0) return { key, at, duties };
        plan(key, null);
      }
      return null;
    },
  };
}
