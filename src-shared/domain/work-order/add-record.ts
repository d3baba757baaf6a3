import { Type, type Static } from "typebox";

import { actionIdSchema, orderIdSchema, sha256Schema, type OfficeId } from "../../kernel/ids.ts";
import { optionalText, requiredText } from "../../kernel/text.ts";
import { officesWithRight } from "../assignment/custody.ts";
import { everHelped, openHelpOf } from "../co-handling/helpers.ts";
import { contactSchema } from "../contact/contact.ts";
import { applied, rejected, type Decision, type DecisionContext, type OfficeLookup } from "../decision.ts";
import { isConfidential, mayKnowWorker } from "../permission/withhold-worker.ts";
import { isAtOrAbove } from "../reference/is-at-or-above.ts";
import type { Refusal } from "../refusal.ts";
import { attachmentSchema } from "./attachment.ts";
import { asSeen, movedSinceSeen } from "./late-record.ts";
import type { noteFactsSchema } from "./note.ts";
import type { WorkOrder } from "./work-order.ts";

export const attachPayload = Type.Object({ attachment: attachmentSchema }, { additionalProperties: false });
export const evidencePayload = Type.Object({ sha256: sha256Schema }, { additionalProperties: false });
export const joinContactsPayload = Type.Object(
  {
    from: orderIdSchema,
    number: optionalText(40),
    contacts: Type.Array(contactSchema, { minItems: 1, maxItems: 1000 }),
  },
  { additionalProperties: false },
);
export const disclosePayload = Type.Object(
  { field: Type.Enum(["phone", "id-number", "name"]), reason: requiredText(500) },
  { additionalProperties: false },
);
export const setAsidePayload = Type.Object(
  { action: actionIdSchema, reason: optionalText(500) },
  { additionalProperties: false },
);

/**
 * Decides a note (记一笔). An office that ever held the order, or lies above one that did, may add one at any time before
 * archiving, and what it wrote before it could know of that also later; once its own part is over, or the order has moved
 * on meanwhile, it is a late note that both offices see. A helper adds while its help is open.
 * Refusals: `order-ended`, `other-office`, `help-over`.
 * @see docs/spec/life-cycle.md LC-10, LC-11, docs/spec/late.md LT-1, LT-2, LT-3
 */
export function addNote(
  order: WorkOrder,
  payload: Readonly<Static<typeof noteFactsSchema>>,
  context: DecisionContext,
): Decision {
  const refusal = noRecordHere(order, context);
  if (refusal) return rejected(refusal);
  return applied(context, order.round, { type: "noted", note: payload, afterMove: isLate(order, context) });
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
  const afterMove = isLate(order, context);
  return applied(context, order.round, { type: "attached", attachment: payload.attachment, afterMove });
}

/**
 * Decides that all bytes of a file have arrived: the province says so of itself, once per file, at any time.
 * @see docs/spec/life-cycle.md LC-13
 */
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
 * Decides that an order takes over the contacts of one that was merged into it (并单): the province says so of itself.
 * @see docs/spec/merge.md MG-1, MG-2 (source: docs/sources.md S4 art. 25)
 */
export function joinContacts(
  order: WorkOrder,
  payload: Readonly<Static<typeof joinContactsPayload>>,
  context: DecisionContext,
): Decision {
  const known = order.contacts.map((contact) => contact.id);
  if (payload.contacts.every(({ id }) => known.includes(id))) return { verdict: "merged" };
  return applied(context, order.round, { type: "contacts-joined", ...payload });
}

/**
 * Decides a look at masked personal data (查看完整信息): by an office with a right to the order or above one, always
 * with a reason, always on record; at a confidential order only by the office that handles it and the hub.
 * Refusal: `other-office`.
 * @see docs/spec/privacy.md PR-1, PR-2, PR-3 (source: docs/sources.md S10 arts 51, 55)
 */
export function disclose(
  order: WorkOrder,
  payload: Readonly<Static<typeof disclosePayload>>,
  context: DecisionContext,
): Decision {
  if (!mayKnow(order, context)) return rejected("other-office");
  return applied(context, order.round, { type: "disclosed", field: payload.field, reason: payload.reason });
}

/**
 * Decides that a person gives up an own step that was not accepted; the step itself stays on the server's record. An
 * office with no part in the order has nothing on its timeline to add to. Refusal: `state-moved` (the step was applied).
 * @see docs/spec/life-cycle.md LC-14
 */
export function setAside(
  order: WorkOrder,
  payload: Readonly<Static<typeof setAsidePayload>>,
  context: DecisionContext,
): Decision {
  if (order.timeline.some((event) => event.id === payload.action)) return rejected("state-moved");
  const already = order.timeline.some((event) => event.type === "set-aside" && event.action === payload.action);
  if (already || !hadPart(order, context.actor.office, context.rules.offices)) return { verdict: "merged" };
  return applied(context, order.round, { type: "set-aside", action: payload.action, reason: payload.reason });
}

function noRecordHere(order: WorkOrder, context: DecisionContext): Refusal | null {
  if (order.state === "archived") return wasOpenWhenSeen(order, context) ? null : "order-ended";
  const { office } = context.actor;
  if (mayRecord(order, office, context.rules.offices)) return null;
  return everHelped(order, office) ? "help-over" : "other-office";
}

/** Whether the author could still add to the order as they saw it (docs/spec/late.md LT-3). */
function wasOpenWhenSeen(order: WorkOrder, context: DecisionContext): boolean {
  const seen = asSeen(order, context);
  return seen !== undefined && seen.state !== "archived" && hadPart(seen, context.actor.office, context.rules.offices);
}

/** Whether an office has a part in an order that lets it add to the record, now or late (LC-10). */
export function mayRecord(order: WorkOrder, office: OfficeId, offices: OfficeLookup): boolean {
  return hadPart(order, office, offices) || openHelpOf(order, office) !== undefined;
}

function hadPart(order: WorkOrder, office: OfficeId, offices: OfficeLookup): boolean {
  const had = [order.registeredBy, order.holder, ...order.assignments.map((one) => one.office)];
  return isAtOrAbove(offices, office, had);
}

function mayKnow(order: WorkOrder, context: DecisionContext): boolean {
  const { office } = context.actor;
  const { offices } = context.rules;
  if (isConfidential(order)) return mayKnowWorker(order, office, offices.hub);
  return isAtOrAbove(offices, office, officesWithRight(order));
}

function isLate(order: WorkOrder, context: DecisionContext): boolean {
  return isPartOver(order, context) || movedSinceSeen(order, context);
}

function isPartOver(order: WorkOrder, context: DecisionContext): boolean {
  const turn = order.assignments.findLast((one) => one.office === context.actor.office);
  return turn !== undefined && ["reported", "done", "returned"].includes(turn.stage);
}
