import { isDeepStrictEqual } from "node:util";
import { workingDaysBetween } from "../../src-shared/calendar/working-days-between.ts";
import type { Assignment } from "../../src-shared/domain/assignment/assignment.ts";
import { hopsOf, totalOf } from "../../src-shared/domain/assignment/custody-chain.ts";
import { activeAssignment, officesWithRight, openTurns } from "../../src-shared/domain/assignment/custody.ts";
import { isAtOrAbove } from "../../src-shared/domain/reference/is-at-or-above.ts";
import { evolve, replay } from "../../src-shared/domain/work-order/evolve.ts";
import { isAllowedMove } from "../../src-shared/domain/work-order/life-cycle-edges.ts";
import type { OrderEvent } from "../../src-shared/domain/work-order/order-event.ts";
import { isEnded, type OrderState } from "../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { shippedRules, type Said } from "../support/orders.ts";

/** An order before and after one step, and what the judge said to it. */
export type Walked = Readonly<{ before: WorkOrder | undefined; now: WorkOrder; said: Said }>;

/** What is wrong, in words; null when nothing is. */
type Complaint = string | null;

const acting: ReadonlySet<Assignment["stage"]> = new Set(["awaiting-acceptance", "handling", "returning", "reviewing"]);
const stageOf: Readonly<Partial<Record<OrderState, Assignment["stage"]>>> = {
  "awaiting-acceptance": "awaiting-acceptance",
  "return-review": "returning",
  handling: "handling",
  suspended: "handling",
  "awaiting-review": "reviewing",
};

/** Whether exactly one turn acts while the state needs one, and its office holds the order. */
function oneTurnActs({ now }: Walked): Complaint {
  const turns = now.assignments.filter(({ stage }) => acting.has(stage));
  const [turn] = turns;
  if (turns.length > 1 || turn?.stage !== stageOf[now.state]) return `${turns.length} turns act while ${now.state}`;
  if (turn && now.state !== "return-review" && now.holder !== turn.office) return "who must act does not hold it";
  return activeAssignment(now) === turn ? null : "another turn is said to act";
}

/** Whether a step counted once, behind all that was before, or left the order alone. */
function countsOnce({ before, now, said }: Walked): Complaint {
  if (said !== "applied") return now === before ? null : `${said}, and the order changed all the same`;
  const { version, timeline } = before ?? { version: 0, timeline: [] };
  if (now.version !== version + 1) return "the version did not go on by one";
  if (now.timeline.length !== now.version) return "the timeline is not as long as the version says";
  if (now.lastActionId !== now.timeline.at(-1)?.id) return "the last action is not the timeline's";
  return timeline.every((event, at) => event === now.timeline[at]) ? null : "an earlier event changed";
}

/** Whether a step moved the order along the table of its life. */
function movesAlongTheTable({ before, now, said }: Walked): Complaint {
  const last = now.timeline.at(-1);
  if (!before || !last || said !== "applied") return null;
  if (isSupplement(last)) return now.state === before.state ? null : "a supplement moved the order";
  return isAllowedMove(last.type, before.state, now.state) ? null : `${last.type}: ${before.state} to ${now.state}`;
}

const isSupplement = (event: OrderEvent): boolean => event.type === "reported" && event.supplementary;

/** Whether one office with a right holds the order, and nobody waits once it has ended. */
function oneHolder({ now }: Walked): Complaint {
  const offices = officesWithRight(now);
  if (!isAtOrAbove(shippedRules.offices, now.holder, givenTo(now)))
    return `held by ${now.holder}, to whom nobody gave it`;
  if (!offices.includes(now.holder)) return `held by ${now.holder}, who has no right to it`;
  if (new Set(offices).size !== offices.length) return "an office has its right twice";
  if ((now.closedAt !== null) !== isEnded(now.state)) return `closed at ${now.closedAt} while ${now.state}`;
  if ((now.suspension !== null) !== (now.state === "suspended")) return `a rest while ${now.state}`;
  const waits = now.state === "registered" || now.state === "awaiting-dispatch";
  if ((now.dispatchBy !== null) !== waits) return `a limit to dispatch while ${now.state}`;
  return isEnded(now.state) && openTurns(now).length > 0 ? "a turn is open at the end" : null;
}

/** The offices to which an order came: who registered it, was given it, took it over. Those above may have it back. */
function givenTo(order: WorkOrder): readonly OfficeId[] {
  const given = order.assignments.filter((one) => one.stage !== "returned").map((one) => one.office);
  const tookOver = order.timeline.flatMap((event) => (event.type === "turns-moved" ? [event.to] : []));
  return [order.registeredBy, ...given, ...tookOver];
}

/** What must hold after every step of any history, by its rules. */
export const stepLaws = {
  "AS-7": oneTurnActs,
  "LC-5": countsOnce,
  "LC-6": movesAlongTheTable,
  "LC-7": oneHolder,
} as const satisfies Readonly<Record<string, (walked: Walked) => Complaint>>;

type End = Readonly<{ order: WorkOrder; at: Instant }>;

/** Whether the turns form a chain: one below at most, each waiting for the one below, one limit for all. */
function turnsFormAChain({ order }: End): Complaint {
  const standing = order.assignments.filter((one) => one.stage !== "returned");
  const parents = standing.map((one) => one.parent).filter((parent) => parent !== null);
  if (new Set(parents).size !== parents.length) return "a turn has two below it";
  if (new Set(order.assignments.map((one) => one.id)).size !== order.assignments.length) return "two turns, one id";
  const begun = order.timeline.findLast((event) => event.type === "reopen-decided" && event.granted)?.at ?? 0;
  const current = standing.filter((one) => one.dispatchedAt >= begun);
  if (new Set(current.map((one) => one.completeBy)).size > 1) return "the turns of one order have two limits";
  const wrong = openTurns(order).find((one) => {
    const below = standing.find((other) => other.parent === one.id);
    const works = below !== undefined && below.stage !== "reported" && below.stage !== "done";
    return (one.stage === "passed-on") !== works;
  });
  return wrong ? `a turn is ${wrong.stage} above one that does not fit` : null;
}

function twoReturnsAtMost({ order }: End): Complaint {
  const asked = order.timeline.filter((event) => event.type === "return-asked").length;
  return asked > 2 ? `${asked} returns` : null;
}

/** Whether the events add up to the order, whole and from any cut. */
function replaysToItself({ order }: End): Complaint {
  const { timeline } = order;
  if (!isDeepStrictEqual(replay(timeline), order)) return "the events add up to another order";
  const cut = Math.floor(timeline.length / 2);
  const later = timeline.slice(cut).reduce<WorkOrder | undefined>(evolve, replay(timeline.slice(0, cut)));
  return isDeepStrictEqual(later, order) ? null : "the events add up to another order from a cut";
}

/** Whether the hops follow each other without a gap and add up to the whole time. */
function hopsAddUp({ order, at }: End): Complaint {
  const { calendar } = shippedRules;
  const hops = hopsOf(order, calendar, at);
  if (hops[0]?.from !== order.registeredAt) return "the first hop does not begin at the registration";
  if (hops.slice(1).some((hop, before) => hop.from !== hops[before]?.until)) return "a gap between two hops";
  const last = hops.at(-1);
  if ((last?.until === null) === isEnded(order.state)) return "the last hop is open at the end, or closed before it";
  const end = last?.until ?? at;
  const { ms, workingDays } = totalOf(hops);
  if (ms !== end - order.registeredAt) return `hops of ${ms} ms in ${end - order.registeredAt} ms`;
  const days = workingDaysBetween(calendar, order.registeredAt, end);
  return workingDays === days ? null : `hops of ${workingDays} working days in ${days}`;
}

/** What must hold at the end of any history, by its rules. */
export const endLaws = {
  "AS-2": turnsFormAChain,
  "AS-25": twoReturnsAtMost,
  "LC-5": replaysToItself,
  "SU-23": hopsAddUp,
} as const satisfies Readonly<Record<string, (end: End) => Complaint>>;
