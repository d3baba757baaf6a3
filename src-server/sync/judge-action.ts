import { readIntent } from "../../src-shared/actions/read-intent.ts";
import type { Decision, DecisionContext, Rules } from "../../src-shared/domain/decision.ts";
import type { OrderEvent } from "../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { Intent } from "../../src-shared/actions/action.ts";
import { decide } from "../../src-shared/actions/decide.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import type { ProblemName } from "../../src-shared/protocol/problem-code.ts";
import type { GradedTime } from "../../src-shared/sync/clock-evidence.ts";
import { nextNoticeNumber, nextOrderNumber } from "../store/number-store.ts";
import type { Batch } from "./batch.ts";
import { namedColleague } from "./named-colleague.ts";
import { mayKnowOf } from "./scope.ts";

/** When an action was made, and when its device was last in touch before. */
export type WitnessedTime = GradedTime & Readonly<{ lastContactAt: Instant | null }>;

/** What becomes of an action; `order` is the order as the actor may see it. */
export type Judgement =
  | Readonly<{ verdict: "applied"; code: null; event: OrderEvent; order: WorkOrder | undefined }>
  | Readonly<{ verdict: "merged"; code: null; order: WorkOrder | undefined }>
  | Readonly<{ verdict: "rejected" | "parked"; code: ProblemName; order: WorkOrder | undefined }>;

/**
 * Judges a well-sealed action by roles and office as they are now and the order as it stands now.
 * @see docs/spec/sync-server.md SV-10 to SV-19
 */
export async function judgeAction(batch: Batch, action: ActionEnvelope, time: WitnessedTime): Promise<Judgement> {
  const intent = intentOf(action);
  if (typeof intent === "string") return unreadable(intent);
  const order = batch.orders.get(action.orderId);
  const { offices } = batch.province.rules;
  if (order && intent.type !== "register" && !mayKnowOf(order, batch.actor.office, offices)) return noSuchOrder;
  const rules = await rulesFor(batch, intent, time.effectiveAt);
  const context: DecisionContext = { ...factsOf(batch, action, time), rules };
  const decision = decide(order, intent, context);
  if (decision.verdict !== "applied") return judgementOf(decision, order);
  const target = intent.type === "merge-order" ? refusalOfTarget(batch.orders.get(intent.payload.into)) : null;
  if (target) return { verdict: "rejected", code: target, order: target === "no-such-order" ? undefined : order };
  const numbers = await numbersFor(batch, intent.type);
  return judgementOf(numbers ? decide(order, intent, { ...context, ...numbers }) : decision, order);
}

type Numbers = Pick<DecisionContext, "noticeNumber"> & Partial<Pick<DecisionContext, "orderNumber">>;

/** The number that the province gives to what is sure to be accepted: a refused one must not use one up. */
async function numbersFor({ tx, receivedAt }: Batch, type: Intent["type"]): Promise<Numbers | null> {
  if (type === "register") return { orderNumber: await nextOrderNumber(tx, receivedAt) };
  return type === "issue-notice" ? { noticeNumber: await nextNoticeNumber(tx, receivedAt) } : null;
}

const noSuchOrder: Judgement = { verdict: "rejected", code: "no-such-order", order: undefined };

function unreadable(code: "unknown-action" | "malformed"): Judgement {
  return { verdict: code === "malformed" ? "rejected" : "parked", code, order: undefined };
}

/** An action that a newer desk made waits (parked) until the province knows it; one that cannot be read is refused. */
function intentOf(action: ActionEnvelope): Intent | "unknown-action" | "malformed" {
  const intent = readIntent(action);
  if (typeof intent === "string") return intent;
  const namesItself = intent.type !== "register" || String(action.orderId) === String(action.id);
  return namesItself ? intent : "malformed";
}

const noMoreTaken: ReadonlySet<WorkOrder["state"]> = new Set(["merged", "refused", "terminated", "archived"]);

/**
 * Why an order cannot be merged into another, which is locked like the order itself: of two that are merged into each
 * other at once the second finds the first one merged, so that no ring of merged orders ends them all.
 */
function refusalOfTarget(target: WorkOrder | undefined): "no-such-order" | "order-ended" | null {
  if (!target) return "no-such-order";
  return noMoreTaken.has(target.state) ? "order-ended" : null;
}

/** The rules of the step's own time, with the person whom it names. */
async function rulesFor({ province, tx }: Batch, intent: Intent, at: Instant): Promise<Rules> {
  // A step made before a policy took effect is judged by the policy of its own time.
  return { ...province.reference.rulesAt(at), colleagues: await namedColleague(tx, intent) };
}

function factsOf(batch: Batch, action: ActionEnvelope, time: WitnessedTime): Omit<DecisionContext, "rules"> {
  return {
    actionId: action.id,
    actor: batch.actor,
    at: time.effectiveAt,
    deviceAt: action.evidence.wallClock,
    receivedAt: batch.receivedAt,
    grade: time.grade,
    lastContactAt: time.lastContactAt,
    baseVersion: action.baseVersion,
    orderNumber: null,
  };
}

function judgementOf(decision: Decision, order: WorkOrder | undefined): Judgement {
  switch (decision.verdict) {
    case "applied":
      return { verdict: "applied", code: null, event: decision.event, order };
    case "merged":
      return { verdict: "merged", code: null, order };
    case "rejected":
      return { verdict: "rejected", code: decision.refusal, order };
  }
}
