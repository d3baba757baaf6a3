import type { OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import { officesInCharge, openTurns } from "../assignment/custody.ts";
import type { Assignment } from "../assignment/assignment.ts";
import type { OfficeLookup } from "../decision.ts";
import { isWithin } from "../reference/office.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { isAnswered, type Notice, type NoticeKind, type NoticeReason } from "./notice.ts";

const ofTheMatter = ["overdue", "dissatisfied", "dissatisfied-again", "concentrated", "unresolved"] as const;

/**
 * The reasons for which each step of the ladder may be taken.
 * @see docs/spec/supervision.md SU-4
 */
export const reasonsFor: Readonly<Record<NoticeKind, readonly NoticeReason[]>> = {
  reminder: ["approaching", "asked-again"],
  "urging-notice": ["overdue"],
  "supervision-order": ofTheMatter,
  "public-supervision": [...ofTheMatter, "no-effect"],
  summons: [...ofTheMatter, "no-effect"],
};

/** The steps that build on a supervision order (督办单) that was issued before. */
const upperSteps: ReadonlySet<NoticeKind> = new Set(["public-supervision", "summons"]);

/** The steps that press for what is still to be done: there is none of them once an order has been closed. */
const pressingSteps: ReadonlySet<NoticeKind> = new Set(["reminder", "urging-notice"]);

/** Whether a step of the ladder may be taken while the order is in its present state. */
export function fitsState(order: WorkOrder, kind: NoticeKind): boolean {
  return !isEnded(order.state) || (order.state === "closed" && !pressingSteps.has(kind));
}

/** Whether the step of the ladder that another builds on has been taken. */
export function isLadderClimbed(order: WorkOrder, kind: NoticeKind): boolean {
  return !upperSteps.has(kind) || hasNotice(order, "supervision-order");
}

/** Whether a notice of this kind stands on the order, answered or not; a withdrawn one does not count. */
export function hasNotice(order: WorkOrder, kind: NoticeKind): boolean {
  return order.notices.some((notice) => notice.kind === kind && notice.outcome !== "withdrawn");
}

/** The offices in charge of an order that lie below an office, which may send them a notice (SU-2). */
export function officesToSupervise(order: WorkOrder, issuer: OfficeId, offices: OfficeLookup): readonly OfficeId[] {
  return officesInCharge(order).filter((office) => isBelow(office, issuer, offices));
}

/** Whether an office lies below another, and is not that office itself. */
export function isBelow(office: OfficeId, above: OfficeId, offices: OfficeLookup): boolean {
  const path = offices.find(office)?.path;
  const abovePath = offices.find(above)?.path;
  return office !== above && path !== undefined && abovePath !== undefined && isWithin(path, abovePath);
}

/** The notices that still ask for something: open ones of an order that is not filed, merged, refused or terminated. */
export function openNotices(order: WorkOrder): readonly Notice[] {
  if (isEnded(order.state) && order.state !== "closed") return [];
  return order.notices.filter((notice) => notice.outcome === null);
}

/** The open notices that wait for an office's reply. */
export function noticesToAnswer(order: WorkOrder, office: OfficeId): readonly Notice[] {
  return openNotices(order).filter((notice) => notice.office === office && !isAnswered(notice));
}

/** The open notices whose reply waits for the judgement of the office that issued them. */
export function noticesToJudge(order: WorkOrder, issuer: OfficeId): readonly Notice[] {
  return openNotices(order).filter((notice) => notice.issuer === issuer && isAnswered(notice));
}

export type Ground = Readonly<{ office: OfficeId; reason: NoticeReason; at: Instant; reworkAtRating: number }>;

/**
 * Whether the order's record bears a reason out. What only the supervisor can judge (asked again, concentrated or
 * unresolved complaints, no effect) is taken at their word, which stands in the demand.
 * @see docs/spec/supervision.md SU-5, SU-6
 */
export function hasGround(order: WorkOrder, kind: NoticeKind, ground: Ground): boolean {
  if (!reasonsFor[kind].includes(ground.reason)) return false;
  switch (ground.reason) {
    case "approaching":
      return limitOn(order, ground.office) !== null && !isOverdue(order, ground.office, ground.at);
    case "overdue":
      return isOverdue(order, ground.office, ground.at) || (kind !== "urging-notice" && wasLate(order, ground.office));
    case "dissatisfied":
      return isDissatisfied(order, ground.reworkAtRating, 1);
    case "dissatisfied-again":
      return isDissatisfied(order, ground.reworkAtRating, 2);
    case "asked-again":
    case "concentrated":
    case "unresolved":
    case "no-effect":
      return true;
  }
}

/** Whether a limit of an office on this order has run out and what it is for has not been done; never while it rests. */
export function isOverdue(order: WorkOrder, office: OfficeId, at: Instant): boolean {
  const due = limitOn(order, office);
  return due !== null && at > due;
}

/** The limit of an office on an order that presses now: to dispatch, to accept or to complete; null when none does. */
export function limitOn(order: WorkOrder, office: OfficeId): Instant | null {
  if (isEnded(order.state) || order.state === "suspended") return null;
  if (order.dispatchBy !== null) return order.holder === office ? order.dispatchBy : null;
  const turn = openTurns(order).findLast((one) => one.office === office);
  return turn ? limitOf(turn) : null;
}

function limitOf(turn: Assignment): Instant | null {
  if (turn.stage === "reported") return null;
  const accepts = turn.stage === "awaiting-acceptance" || turn.stage === "returning";
  return accepts ? Math.min(turn.acceptBy, turn.completeBy) : turn.completeBy;
}

/** Whether an office took the order on, by passing it on too, or reported after the limit, or was ruled to have. */
function wasLate(order: WorkOrder, office: OfficeId): boolean {
  if (order.doubts.some((doubt) => doubt.office === office && doubt.ruling?.inTime === false)) return true;
  return order.timeline.some((event) => {
    if (event.type !== "accepted" && event.type !== "forwarded" && event.type !== "reported") return false;
    return event.office === office && event.late === true;
  });
}

/** Whether a worker who was reached in this round or a later one was dissatisfied; a rating that was struck out is none. */
export function isDissatisfied(order: WorkOrder, reworkAtRating: number, round: number): boolean {
  return order.callbacks.some((one) => {
    if (!one.reached || one.struckOut || one.round < round || one.ruling === "unreasonable") return false;
    return one.solved === "no" || (one.resultRating > 0 && one.resultRating <= reworkAtRating);
  });
}
