import { Type, type Static } from "typebox";

import { actionIdSchema, sha256Schema } from "../../kernel/ids.ts";
import { optionalText, requiredText } from "../../kernel/text.ts";
import { everHeld } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { isWithin } from "../reference/office.ts";
import type { Refusal } from "../refusal.ts";
import { attachmentSchema } from "./attachment.ts";
import type { noteFactsSchema } from "./note.ts";
import type { WorkOrder } from "./work-order.ts";

export const attachPayload = Type.Object({ attachment: attachmentSchema }, { additionalProperties: false });
export const evidencePayload = Type.Object({ sha256: sha256Schema }, { additionalProperties: false });
export const disclosePayload = Type.Object(
  { field: Type.Enum(["phone", "id-number", "name"]), reason: requiredText(500) },
  { additionalProperties: false },
);
export const setAsidePayload = Type.Object(
  { action: actionIdSchema, reason: optionalText(500) },
  { additionalProperties: false },
);

/**
 * Decides a note (记一笔). An office that ever held the order may add one at any time before archiving; once the order
 * has moved on it is a late note that both offices see. Refusals: `order-ended`, `other-office`.
 * @see docs/spec/life-cycle.md LC-10, LC-11
 */
export function addNote(
  order: WorkOrder,
  payload: Readonly<Static<typeof noteFactsSchema>>,
  context: DecisionContext,
): Decision {
  const refusal = noRecordHere(order, context);
  if (refusal) return rejected(refusal);
  return applied(context, order.round, { type: "noted", note: payload, afterMove: hasMoved(order, context) });
}

/**
 * Decides an attachment: the same rule as for a note; the same file twice on one order is one.
 * @see docs/spec/life-cycle.md LC-12
 */
export function attachFile(
  order: WorkOrder,
  payload: Readonly<Static<typeof attachPayload>>,
  context: DecisionContext,
): Decision {
  const refusal = noRecordHere(order, context);
  if (refusal) return rejected(refusal);
  const known = order.attachments.some((one) => one.sha256 === payload.attachment.sha256);
  if (known) return { verdict: "merged" };
  const afterMove = hasMoved(order, context);
  return applied(context, order.round, { type: "attached", attachment: payload.attachment, afterMove });
}

/** Decides that all bytes of a file have arrived: the province says so of itself, once per file. */
export function storeEvidence(
  order: WorkOrder,
  payload: Readonly<Static<typeof evidencePayload>>,
  context: DecisionContext,
): Decision {
  const waiting = order.attachments.some((one) => one.sha256 === payload.sha256 && !one.stored);
  if (!waiting) return { verdict: "merged" };
  return applied(context, order.round, { type: "evidence-stored", sha256: payload.sha256 });
}

/**
 * Decides a look at masked personal data (查看完整信息): always with a reason, always on record.
 * @see docs/spec/privacy.md PR-1 (source: PIPL arts 51, 55)
 */
export function disclose(
  order: WorkOrder,
  payload: Readonly<Static<typeof disclosePayload>>,
  context: DecisionContext,
): Decision {
  if (!hasRight(order, context)) return rejected("other-office");
  return applied(context, order.round, { type: "disclosed", field: payload.field, reason: payload.reason });
}

/** Decides that a person gives up an own step that was not accepted; the step itself stays on the server's record. */
export function setAside(
  order: WorkOrder,
  payload: Readonly<Static<typeof setAsidePayload>>,
  context: DecisionContext,
): Decision {
  return applied(context, order.round, { type: "set-aside", action: payload.action, reason: payload.reason });
}

function noRecordHere(order: WorkOrder, context: DecisionContext): Refusal | null {
  if (order.state === "archived") return "order-ended";
  return hasRight(order, context) ? null : "other-office";
}

function hasRight(order: WorkOrder, context: DecisionContext): boolean {
  const { office } = context.actor;
  return everHeld(order, office) || order.holder === office || isAbove(order, context);
}

function isAbove(order: WorkOrder, context: DecisionContext): boolean {
  const { offices } = context.rules;
  const own = offices.find(context.actor.office);
  const concerned = [order.registeredBy, order.holder, ...order.assignments.map((one) => one.office)];
  return own !== undefined && concerned.some((id) => isWithin(offices.find(id)?.path ?? "", own.path));
}

function hasMoved(order: WorkOrder, context: DecisionContext): boolean {
  const turn = order.assignments.findLast((one) => one.office === context.actor.office);
  return turn !== undefined && (turn.stage === "returned" || turn.stage === "done");
}
