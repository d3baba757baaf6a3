import { activeAssignment, pressingDue } from "../../src-shared/domain/assignment/custody.ts";
import type { OfficeLookup } from "../../src-shared/domain/decision.ts";
import { openIncident } from "../../src-shared/domain/incident/incidents-of.ts";
import { isWithin } from "../../src-shared/domain/reference/office.ts";
import { isEnded, type OrderState } from "../../src-shared/domain/work-order/order-state.ts";
import { cardFor } from "../../src-shared/domain/supervision/card-for.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId, UserId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { OrderLine } from "./order-line.ts";
import { mainListNames, type MainListName } from "./list-names.ts";

/** Whose desk it is: the lists of an office depend on where it stands in the tree. */
export type Standpoint = Readonly<{ user: UserId; office: OfficeId; offices: OfficeLookup }>;

/** The one main list an order stands on; `elsewhere` for an order above us or beside us, which only `all` shows. */
export type OwnList = MainListName | "elsewhere";
export const ownLists: readonly OwnList[] = [...mainListNames, "elsewhere"];

const myTurn: Readonly<Partial<Record<OrderState, OwnList>>> = {
  registered: "to-dispatch",
  "awaiting-dispatch": "to-dispatch",
  "awaiting-acceptance": "to-accept",
  handling: "in-handling",
  "awaiting-review": "to-review",
  "return-review": "returns",
  "awaiting-callback": "to-call-back",
  "awaiting-inspection": "to-inspect",
};

/**
 * The work list an order stands on for an office.
 * @see docs/spec/local-store.md LS-12
 */
export function listOf(order: WorkOrder, desk: Omit<Standpoint, "user">): OwnList {
  const { state, holder } = order;
  if (state === "closed" && desk.office === desk.offices.hub) return "to-archive";
  if (isEnded(state)) return "ended";
  if (state === "suspended") return "suspended";
  // Only a state of a newer province is none of these: what it asks of us an update will say, and nobody may overlook it.
  if (holder === desk.office) return myTurn[state] ?? "in-handling";
  return isBelow(holder, desk) ? "below" : "elsewhere";
}

function isBelow(holder: OfficeId, desk: Omit<Standpoint, "user">): boolean {
  const path = desk.offices.find(holder)?.path;
  const own = desk.offices.find(desk.office)?.path;
  return path !== undefined && own !== undefined && isWithin(path, own);
}

/** The line a list shows of an order. */
export function lineOf(order: WorkOrder): Omit<OrderLine, "unsent"> {
  const { classification } = order;
  const due = pressingDue(order);
  const card = cardFor(order, due);
  return {
    id: order.id,
    number: order.number ?? order.provisionalNumber,
    title: classification.title,
    state: order.state,
    urgency: classification.urgency,
    problem: classification.problem,
    class: classification.class,
    workerName: order.worker.name,
    workerWithheld: order.workerWithheld ?? false,
    workerIdentity: order.worker.identity,
    employerName: order.employer.name,
    employerCode: order.employer.creditCode,
    region: order.employer.region,
    holder: order.holder,
    due,
    besideDue: besideDueOf(order),
    card: card?.colour ?? null,
    cardProvisional: card?.state === "provisional",
    registeredAt: order.registeredAt,
    confidential: classification.flags.includes("confidential"),
    incident: openIncident(order) !== undefined,
    round: order.round,
    complained: isAfterComplaint(order),
    triedAt: order.callbacks.findLast((one) => one.round === order.round && !one.reached)?.at ?? null,
  };
}

function besideDueOf(order: WorkOrder): Instant | null {
  if (isEnded(order.state) || order.state === "suspended") return null;
  const turn = activeAssignment(order);
  const contactBy = turn && turn.firstContactAt === null ? turn.firstContactBy : null;
  const limits = [contactBy, openIncident(order)?.reportBy ?? null].filter((due) => due !== null);
  return limits.length === 0 ? null : Math.min(...limits);
}

function isAfterComplaint({ timeline, round }: WorkOrder): boolean {
  return timeline.some((event) => event.type === "called-back" && event.rework !== null && event.round === round - 1);
}

/** Later than any due time and any registration, ms: what waits on no clock stands last. */
const never = 9e14;

/** Sort keys of a line, ascending as the screen shows it (only ascending sorts use an index: docs/spec/pitfalls.md PF-7). */
export function sortKeys(line: Readonly<{ due: number | null; registeredAt: number }>): SortKeys {
  return { dueKey: inRange(line.due ?? never), newestKey: inRange(never - line.registeredAt) };
}
export type SortKeys = Readonly<{ dueKey: number; newestKey: number }>;

function inRange(key: number): number {
  return Math.min(Math.max(0, Math.round(key)), never);
}
