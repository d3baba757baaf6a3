import { Type, type Static, type TSchema } from "typebox";
import Value from "typebox/value";

import { acceptPayload } from "../domain/assignment/accept-assignment.ts";
import { dispatchPayload, forwardPayload } from "../domain/assignment/dispatch-order.ts";
import { moveTurnsPayload } from "../domain/assignment/move-turns.ts";
import { recallPayload } from "../domain/assignment/recall-turn.ts";
import { approvePayload, reportPayload, sendBackPayload } from "../domain/assignment/report-result.ts";
import { decideReturnPayload, returnPayload } from "../domain/assignment/return-order.ts";
import { answerHelpPayload, askHelpPayload, releaseHelpPayload } from "../domain/co-handling/help.ts";
import {
  closeIncidentPayload,
  flagIncidentPayload,
  reportIncidentPayload,
  unflagIncidentPayload,
} from "../domain/incident/incident.ts";
import { callbackFactsSchema } from "../domain/callback/callback.ts";
import { decideExtensionPayload } from "../domain/extension/decide-extension.ts";
import { requestExtensionPayload } from "../domain/extension/request-extension.ts";
import { assignHandlerPayload } from "../domain/handler/assign-handler.ts";
import { recusePayload } from "../domain/handler/recuse.ts";
import { inspectionFactsSchema } from "../domain/inspection/inspection.ts";
import { answerNoticePayload, issueNoticePayload, settleNoticePayload } from "../domain/supervision/notice.ts";
import {
  attachPayload,
  disclosePayload,
  evidencePayload,
  joinContactsPayload,
  setAsidePayload,
} from "../domain/work-order/add-record.ts";
import { objectPayload } from "../domain/objection/object-to.ts";
import { ruleObjectionPayload } from "../domain/objection/rule-objection.ts";
import { decideReopenPayload, requestReopenPayload } from "../domain/reopening/reopen-order.ts";
import { cardPayloads } from "../domain/supervision/card-steps.ts";
import {
  archivePayload,
  endPayload,
  mergePayload,
  resumePayload,
  suspendPayload,
} from "../domain/work-order/hub-decision.ts";
import { noteFactsSchema } from "../domain/work-order/note.ts";
import { amendPayload, answerPayload, registerPayload } from "../domain/work-order/register-order.ts";
import { orderIdSchema, type OrderId } from "../kernel/ids.ts";
import { isStorable } from "../kernel/text.ts";

/** What each kind of action carries, by its name: the whole list of what a person can do to an order. */
export const payloadSchemas = {
  register: registerPayload,
  "answer-directly": answerPayload,
  amend: amendPayload,
  dispatch: dispatchPayload,
  forward: forwardPayload,
  accept: acceptPayload,
  note: noteFactsSchema,
  attach: attachPayload,
  "store-evidence": evidencePayload,
  "report-result": reportPayload,
  "approve-result": approvePayload,
  "send-back": sendBackPayload,
  "return-order": returnPayload,
  "decide-return": decideReturnPayload,
  suspend: suspendPayload,
  resume: resumePayload,
  "call-back": callbackFactsSchema,
  inspect: inspectionFactsSchema,
  archive: archivePayload,
  "merge-order": mergePayload,
  "refuse-order": endPayload,
  "terminate-order": endPayload,
  "issue-notice": issueNoticePayload,
  "answer-notice": answerNoticePayload,
  "settle-notice": settleNoticePayload,
  "ask-help": askHelpPayload,
  "answer-help": answerHelpPayload,
  "release-help": releaseHelpPayload,
  "flag-incident": flagIncidentPayload,
  "unflag-incident": unflagIncidentPayload,
  "report-incident": reportIncidentPayload,
  "close-incident": closeIncidentPayload,
  "join-contacts": joinContactsPayload,
  "request-extension": requestExtensionPayload,
  "decide-extension": decideExtensionPayload,
  recall: recallPayload,
  "assign-handler": assignHandlerPayload,
  "move-turns": moveTurnsPayload,
  recuse: recusePayload,
  object: objectPayload,
  "rule-objection": ruleObjectionPayload,
  "request-reopen": requestReopenPayload,
  "decide-reopen": decideReopenPayload,
  disclose: disclosePayload,
  "set-aside": setAsidePayload,
  ...cardPayloads,
} as const;

export type ActionType = keyof typeof payloadSchemas;
export type PayloadOf<T extends ActionType> = Readonly<Static<(typeof payloadSchemas)[T]>>;

/** What a person wants to do to one order: the part of an action that has a meaning. */
export type Intent = { [T in ActionType]: Readonly<{ type: T; orderId: OrderId; payload: PayloadOf<T> }> }[ActionType];

/** Version of the payload shapes above; a change that an older province would misread raises it. */
export const actionVersion = 1;

export function isActionType(text: string): text is ActionType {
  return Object.hasOwn(payloadSchemas, text);
}

const intentSchemaOf: ReadonlyMap<string, TSchema> = new Map(
  Object.entries(payloadSchemas).map(([type, payload]) => {
    const schema: TSchema = Type.Object({ type: Type.Literal(type), orderId: orderIdSchema, payload });
    return [type, schema] as const;
  }),
);

/**
 * Reads an intent out of a message: the right shape for its type and nothing that a database cannot store.
 * Returns null when it is not one.
 */
export function parseIntent(candidate: Readonly<{ type: string; orderId: OrderId; payload: unknown }>): Intent | null {
  const { type, orderId, payload } = candidate;
  const intent = { type, orderId, payload };
  return isActionType(type) && isIntent(intent) && isStorable(payload) ? intent : null;
}

function isIntent(candidate: Readonly<{ type: string; payload: unknown }>): candidate is Intent {
  const schema = intentSchemaOf.get(candidate.type);
  return schema !== undefined && Value.Check(schema, candidate);
}
