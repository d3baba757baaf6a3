import { officesInCharge } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { Refusal } from "../refusal.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { fitsState, hasGround, isBelow, isLadderClimbed } from "./ladder.ts";
import type { NoticeFacts } from "./notice.ts";

/**
 * Decides a notice of supervision (督办): by an office above the one it is sent to, which must be in charge of the
 * order, for a reason that the record bears out, with a date for the reply. Refusals: `order-ended`, `unknown-office`,
 * `not-below`, `no-open-turn`, `ladder-skipped`, `notice-without-ground`, `reply-date-past`.
 * @see docs/spec/supervision.md SU-1 to SU-8 (source: docs/sources.md S2, S3)
 */
export function issueNotice(order: WorkOrder, payload: NoticeFacts, context: DecisionContext): Decision {
  const refusal = notToThem(order, payload, context) ?? notOnThisRung(order, payload, context);
  if (refusal) return rejected(refusal);
  const number = context.noticeNumber ?? null;
  return applied(context, order.round, { type: "notice-issued", number, notice: payload });
}

function notToThem(order: WorkOrder, { kind, office }: NoticeFacts, context: DecisionContext): Refusal | null {
  const { offices } = context.rules;
  if (!fitsState(order, kind)) return "order-ended";
  if (!offices.find(office)) return "unknown-office";
  if (!isBelow(office, context.actor.office, offices)) return "not-below";
  return officesInCharge(order).includes(office) ? null : "no-open-turn";
}

function notOnThisRung(order: WorkOrder, payload: NoticeFacts, context: DecisionContext): Refusal | null {
  const { kind, office, reason, replyBy } = payload;
  const { at } = context;
  if (!isLadderClimbed(order, kind)) return "ladder-skipped";
  const { reworkAtRating } = context.rules.policy.callback;
  if (!hasGround(order, kind, { office, reason, at, reworkAtRating })) return "notice-without-ground";
  return replyBy > at ? null : "reply-date-past";
}
