import type { OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { fitsState, hasGround, hasNotice, isDissatisfied, isLadderClimbed, isOverdue, reasonsFor } from "./ladder.ts";
import { noticeKinds, type NoticeKind, type NoticeReason } from "./notice.ts";

export type LadderStep = Readonly<{ kind: NoticeKind; reason: NoticeReason }>;
type Where = Readonly<{ office: OfficeId; at: Instant; reworkAtRating: number }>;

/**
 * The step of the ladder that comes next for an office, with its reason: what was not heeded goes one step up.
 * @see docs/spec/supervision.md SU-17
 */
export function suggestStep(order: WorkOrder, where: Where): LadderStep | null {
  const allowed = (step: LadderStep): boolean => stepsOpen(order, where).some((one) => isSame(one, step));
  const ground = groundNow(order, where);
  const pressing: LadderStep = { kind: "supervision-order", reason: ground ?? "unresolved" };
  const upper: LadderStep = { kind: "public-supervision", reason: "no-effect" };
  const urging: LadderStep = { kind: "urging-notice", reason: "overdue" };
  const asked: LadderStep = { kind: "reminder", reason: "approaching" };
  if (hasNotice(order, "supervision-order")) return allowed(upper) ? upper : null;
  const isUrged = hasNotice(order, "urging-notice");
  const steps = ground === "overdue" && !isUrged ? [urging] : ground === null ? [asked] : [pressing];
  return steps.find(allowed) ?? null;
}

/** Every step that may be taken now, with each reason that the record bears out, lowest first. */
export function stepsOpen(order: WorkOrder, where: Where): readonly LadderStep[] {
  return noticeKinds
    .filter((kind) => fitsState(order, kind) && isLadderClimbed(order, kind))
    .flatMap((kind) => reasonsFor[kind].map((reason) => ({ kind, reason })))
    .filter(({ kind, reason }) => hasGround(order, kind, { ...where, reason }));
}

function groundNow(order: WorkOrder, where: Where): NoticeReason | null {
  if (isDissatisfied(order, where.reworkAtRating, 2)) return "dissatisfied-again";
  if (isOverdue(order, where.office, where.at)) return "overdue";
  return isDissatisfied(order, where.reworkAtRating, 1) ? "dissatisfied" : null;
}

function isSame(one: LadderStep, other: LadderStep): boolean {
  return one.kind === other.kind && one.reason === other.reason;
}
