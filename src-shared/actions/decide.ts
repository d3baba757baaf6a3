import { acceptAssignment } from "../domain/assignment/accept-assignment.ts";
import { dispatchOrder, forwardOrder } from "../domain/assignment/dispatch-order.ts";
import { approveResult, reportResult, sendBack } from "../domain/assignment/report-result.ts";
import { decideReturn, returnOrder } from "../domain/assignment/return-order.ts";
import { callBack } from "../domain/callback/call-back.ts";
import { rejected, type Decision, type DecisionContext } from "../domain/decision.ts";
import { isBarred } from "../domain/handler/recused.ts";
import { inspectOrder } from "../domain/inspection/inspect-order.ts";
import { answerNotice, settleNotice } from "../domain/supervision/answer-notice.ts";
import { issueNotice } from "../domain/supervision/issue-notice.ts";
import { addNote, attachFile, disclose, setAside, storeEvidence } from "../domain/work-order/add-record.ts";
import { archiveOrder, endOrder, mergeOrder, resumeOrder, suspendOrder } from "../domain/work-order/hub-decision.ts";
import { amendOrder, answerDirectly, registerOrder } from "../domain/work-order/register-order.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import { orderId } from "../kernel/ids.ts";
import { assertNever } from "../kernel/invariant.ts";
import type { Intent } from "./action.ts";
import { mayAct } from "./authorise.ts";
import { namesUnknownCode } from "./coded-fields.ts";
import { decideBeside, isBeside, type BesideIntent } from "./decide-beside.ts";
import { decideRequest, isRequestIntent, type RequestIntent } from "./decide-request.ts";
import { decideCardStep, isCardIntent, type CardIntent } from "./decide-card-step.ts";

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
  if (isBeside(intent)) return decideBeside(order, intent, context);
  if (isRequestIntent(intent)) return decideRequest(order, intent, context);
  if (isCardIntent(intent)) return decideCardStep(order, intent, context);
  return isNotice(intent) ? decideNotice(order, intent, context) : decideOn(order, intent, context);
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

type LaterIntent = Exclude<Intent, { type: "register" } | NoticeIntent | BesideIntent | RequestIntent | CardIntent>;

function decideOn(order: WorkOrder, intent: LaterIntent, context: DecisionContext): Decision {
  switch (intent.type) {
    case "answer-directly":
      return answerDirectly(order, intent.payload, context);
    case "amend":
      return amendOrder(order, intent.payload, context);
    case "dispatch":
      return dispatchOrder(order, intent.payload, context);
    case "forward":
      return forwardOrder(order, intent.payload, context);
    case "accept":
      return acceptAssignment(order, intent.payload, context);
    case "note":
      return addNote(order, intent.payload, context);
    case "attach":
      return attachFile(order, intent.payload, context);
    case "store-evidence":
      return storeEvidence(order, intent.payload, context);
    case "report-result":
      return reportResult(order, intent.payload, context);
    case "approve-result":
      return approveResult(order, intent.payload, context);
    case "send-back":
      return sendBack(order, intent.payload, context);
    case "return-order":
      return returnOrder(order, intent.payload, context);
    case "decide-return":
      return decideReturn(order, intent.payload, context);
    case "call-back":
      return callBack(order, intent.payload, context);
    case "inspect":
      return inspectOrder(order, intent.payload, context);
    case "disclose":
      return disclose(order, intent.payload, context);
    case "set-aside":
      return setAside(order, intent.payload, context);
    case "suspend":
    case "resume":
    case "archive":
    case "merge-order":
    case "refuse-order":
    case "terminate-order":
      return decideCourse(order, intent, context);
    default:
      return assertNever(intent);
  }
}

type NoticeIntent = Extract<Intent, { type: "issue-notice" | "answer-notice" | "settle-notice" }>;

/** Supervision (督办), which runs beside the course of an order. */
function decideNotice(order: WorkOrder, intent: NoticeIntent, context: DecisionContext): Decision {
  switch (intent.type) {
    case "issue-notice":
      return issueNotice(order, intent.payload, context);
    case "answer-notice":
      return answerNotice(order, intent.payload, context);
    case "settle-notice":
      return settleNotice(order, intent.payload, context);
    default:
      return assertNever(intent);
  }
}

function isNotice(intent: Intent): intent is NoticeIntent {
  return intent.type === "issue-notice" || intent.type === "answer-notice" || intent.type === "settle-notice";
}

type CourseType = "suspend" | "resume" | "archive" | "merge-order" | "refuse-order" | "terminate-order";

/** What the hotline office alone decides about the course of an order. */
function decideCourse(
  order: WorkOrder,
  intent: Extract<Intent, { type: CourseType }>,
  context: DecisionContext,
): Decision {
  switch (intent.type) {
    case "suspend":
      return suspendOrder(order, intent.payload, context);
    case "resume":
      return resumeOrder(order, intent.payload, context);
    case "archive":
      return archiveOrder(order, intent.payload, context);
    case "merge-order":
      return mergeOrder(order, intent.payload, context);
    case "refuse-order":
      return endOrder(order, { ...intent.payload, as: "refused" }, context);
    case "terminate-order":
      return endOrder(order, { ...intent.payload, as: "terminated" }, context);
    default:
      return assertNever(intent);
  }
}
