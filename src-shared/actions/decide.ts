import { acceptAssignment } from "../domain/assignment/accept-assignment.ts";
import { dispatchOrder, forwardOrder } from "../domain/assignment/dispatch-order.ts";
import { moveTurns } from "../domain/assignment/move-turns.ts";
import { recallTurn } from "../domain/assignment/recall-turn.ts";
import { approveResult, reportResult, sendBack } from "../domain/assignment/report-result.ts";
import { decideReturn, returnOrder } from "../domain/assignment/return-order.ts";
import { callBack } from "../domain/callback/call-back.ts";
import { answerHelp, askHelp, releaseHelp } from "../domain/co-handling/co-handle.ts";
import { rejected, type Decision, type DecisionContext } from "../domain/decision.ts";
import { decideExtension } from "../domain/extension/decide-extension.ts";
import { requestExtension } from "../domain/extension/request-extension.ts";
import { assignHandler } from "../domain/handler/assign-handler.ts";
import { recuse } from "../domain/handler/recuse.ts";
import { isBarred } from "../domain/handler/recused.ts";
import { flagIncident, unflagIncident } from "../domain/incident/flag-incident.ts";
import { closeIncident, reportIncident } from "../domain/incident/report-incident.ts";
import { inspectOrder } from "../domain/inspection/inspect-order.ts";
import { objectTo } from "../domain/objection/object-to.ts";
import { ruleObjection } from "../domain/objection/rule-objection.ts";
import { decideReopen, requestReopen } from "../domain/reopening/reopen-order.ts";
import { answerNotice, settleNotice } from "../domain/supervision/answer-notice.ts";
import {
  confirmCard,
  issueCard,
  objectToCard,
  remind,
  revokeCard,
  ruleOnCard,
  withdrawCard,
} from "../domain/supervision/decide-card.ts";
import { adjudicateTime, recount } from "../domain/supervision/decide-time.ts";
import { issueNotice } from "../domain/supervision/issue-notice.ts";
import {
  addNote,
  attachFile,
  disclose,
  joinContacts,
  setAside,
  storeEvidence,
} from "../domain/work-order/add-record.ts";
import { archiveOrder, endOrder, mergeOrder, resumeOrder, suspendOrder } from "../domain/work-order/hub-decision.ts";
import { amendOrder, answerDirectly, registerOrder } from "../domain/work-order/register-order.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import { orderId } from "../kernel/ids.ts";
import type { ActionType, Intent, PayloadOf } from "./action.ts";
import { mayAct } from "./authorise.ts";
import { namesUnknownCode } from "./coded-fields.ts";

type Judge<T extends ActionType> = (order: WorkOrder, payload: PayloadOf<T>, context: DecisionContext) => Decision;

/** Every action on an order that is there, with the decision that judges it: to add one, add a row. */
const judges: Readonly<{ [T in Exclude<ActionType, "register">]: Judge<T> }> = {
  "answer-directly": answerDirectly,
  amend: amendOrder,
  dispatch: dispatchOrder,
  forward: forwardOrder,
  accept: acceptAssignment,
  note: addNote,
  attach: attachFile,
  "store-evidence": storeEvidence,
  "report-result": reportResult,
  "approve-result": approveResult,
  "send-back": sendBack,
  "return-order": returnOrder,
  "decide-return": decideReturn,
  suspend: suspendOrder,
  resume: resumeOrder,
  "call-back": callBack,
  inspect: inspectOrder,
  archive: archiveOrder,
  "merge-order": mergeOrder,
  "refuse-order": (order, payload, context) => endOrder(order, { ...payload, as: "refused" }, context),
  "terminate-order": (order, payload, context) => endOrder(order, { ...payload, as: "terminated" }, context),
  disclose,
  "set-aside": setAside,
  "join-contacts": joinContacts,
  "issue-notice": issueNotice,
  "answer-notice": answerNotice,
  "settle-notice": settleNotice,
  "ask-help": askHelp,
  "answer-help": answerHelp,
  "release-help": releaseHelp,
  "flag-incident": flagIncident,
  "unflag-incident": unflagIncident,
  "report-incident": reportIncident,
  "close-incident": closeIncident,
  "request-extension": requestExtension,
  "decide-extension": decideExtension,
  recall: recallTurn,
  "assign-handler": assignHandler,
  "move-turns": moveTurns,
  recuse,
  object: objectTo,
  "rule-objection": ruleObjection,
  "request-reopen": requestReopen,
  "decide-reopen": decideReopen,
  "issue-card": issueCard,
  "confirm-card": confirmCard,
  "withdraw-card": withdrawCard,
  "revoke-card": revokeCard,
  "object-to-card": objectToCard,
  "rule-on-card": ruleOnCard,
  remind,
  recount,
  "adjudicate-time": adjudicateTime,
};

/**
 * The one judge of every action, unchanged on the desk and at the province: first whether the person may, then whether
 * the order lets them.
 * @param order the order as it stands, or undefined when there is none under that id
 * @see docs/spec/life-cycle.md
 */
export function decide(order: WorkOrder | undefined, intent: Intent, context: DecisionContext): Decision {
  if (!mayAct(context.actor.roles, intent.type)) return rejected("no-right");
  if (namesUnknownCode(order, intent, context.rules.codes)) return rejected("unknown-code");
  if (intent.type === "register") return decideRegistration(order, intent, context);
  if (!order) return rejected("no-such-order");
  if (isBarred(order, context.actor, intent.type)) return rejected("recused");
  return decideOn(order, intent, context);
}

function decideRegistration(
  order: WorkOrder | undefined,
  intent: Extract<Intent, { type: "register" }>,
  context: DecisionContext,
): Decision {
  // The order's id is the registering action's, so that a repeated registration cannot make a second order (LC-1).
  if (!order && intent.orderId !== orderId(context.actionId)) return rejected("malformed");
  return registerOrder(order, intent.payload, context);
}

type LaterType = Exclude<ActionType, "register">;
type LaterIntent<T extends LaterType> = { [K in T]: Readonly<{ type: K; payload: PayloadOf<K> }> }[T];

function decideOn<T extends LaterType>(order: WorkOrder, intent: LaterIntent<T>, context: DecisionContext): Decision {
  const judge: Judge<T> = judges[intent.type];
  return judge(order, intent.payload, context);
}
