import { Type, type Static } from "typebox";

import { extendedDeadline } from "../../calendar/add-working-time.ts";
import { assignmentIdSchema, type OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import { requiredText } from "../../kernel/text.ts";
import type { Assignment } from "../assignment/assignment.ts";
import { activeAssignment } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext, type OfficeLookup } from "../decision.ts";
import { officeAbove } from "../reference/office-above.ts";
import type { Policy } from "../reference/policy.ts";
import type { Refusal } from "../refusal.ts";
import { isEnded, type OrderState } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { extensionsGranted, openExtension } from "./extensions-of.ts";

export const requestExtensionPayload = Type.Object(
  { assignment: assignmentIdSchema, days: Type.Integer({ minimum: 1, maximum: 60 }), reason: requiredText(2000) },
  { additionalProperties: false },
);
type Request = Readonly<Static<typeof requestExtensionPayload>>;

/** The states in which the holder's limit to complete runs and the holder has taken the order on. */
export const extensibleStates: readonly OrderState[] = ["handling", "awaiting-review"];

/**
 * Decides whether the holder may ask for more time (延期): while its limit to complete runs, before it has passed, with a
 * reason, and for no more than the policy's first or second extension gives. A second request while one waits merges.
 * Refusals: `order-ended`, `state-moved`, `other-office`, `assignment-moved`, `extension-too-late`, `extension-used-up`,
 * `extension-too-long`.
 * @see docs/spec/extension.md EX-1 to EX-6 (source: docs/sources.md S2)
 */
export function requestExtension(order: WorkOrder, payload: Request, context: DecisionContext): Decision {
  const refusal = notExtensible(order, context);
  if (refusal) return rejected(refusal);
  const turn = activeAssignment(order);
  if (!turn || turn.id !== payload.assignment) return rejected("assignment-moved");
  if (openExtension(order)) return { verdict: "merged" };
  const over = extensionOver(order, turn, { at: context.at, policy: context.rules.policy });
  const rule = nextExtension(order, context.rules.policy);
  if (over || !rule) return rejected(over ?? "extension-used-up");
  if (isLonger(payload.days, rule, { turn, context })) return rejected("extension-too-long");
  const { days, reason } = payload;
  const judge = judgeOf(turn, rule, context.rules.offices);
  return applied(context, order.round, { type: "extension-asked", assignment: turn.id, days, reason, judge });
}

/** The rule of the policy for the next extension of an order; undefined when it has had all. */
export function nextExtension(order: WorkOrder, policy: Policy): Policy["extensions"][number] | undefined {
  return policy.extensions[extensionsGranted(order)];
}

/** Why the limit of a turn can be extended no more: it has passed, or the order has had all extensions. */
export function extensionOver(
  order: WorkOrder,
  turn: Assignment,
  { at, policy }: Readonly<{ at: Instant; policy: Policy }>,
): Refusal | null {
  if (at > turn.completeBy) return "extension-too-late";
  return nextExtension(order, policy) ? null : "extension-used-up";
}

function notExtensible(order: WorkOrder, context: DecisionContext): Refusal | null {
  if (!extensibleStates.includes(order.state)) return isEnded(order.state) ? "order-ended" : "state-moved";
  return order.holder === context.actor.office ? null : "other-office";
}

function isLonger(
  days: number,
  rule: Policy["extensions"][number],
  { turn, context }: Readonly<{ turn: Assignment; context: DecisionContext }>,
): boolean {
  const { calendar } = context.rules;
  const asked = extendedDeadline(calendar, turn.completeBy, { amount: days, unit: "working-day" });
  return asked > extendedDeadline(calendar, turn.completeBy, rule.upTo);
}

/** Who decides. Nobody grants time to itself: who dispatched to itself asks the office above in the tree. */
export function judgeOf(turn: Assignment, rule: Policy["extensions"][number], offices: OfficeLookup): OfficeId {
  if (rule.grantedBy === "hub") return offices.hub;
  return turn.from === turn.office ? officeAbove(offices, turn.office) : turn.from;
}
