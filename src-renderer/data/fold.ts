import type { Intent } from "../../src-shared/actions/action.ts";
import { decide } from "../../src-shared/actions/decide.ts";
import { readIntent } from "../../src-shared/actions/read-intent.ts";
import type { Actor, Decision, DecisionContext, Rules } from "../../src-shared/domain/decision.ts";
import type { Refusal } from "../../src-shared/domain/refusal.ts";
import { evolve } from "../../src-shared/domain/work-order/evolve.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { ActionId } from "../../src-shared/kernel/ids.ts";
import type { Step } from "../../src-shared/protocol/action-envelope.ts";
import type { LedgerEntry } from "./ledger.ts";

/** Who judges on this desk, and by which rules. */
export type Judge = Readonly<{ actor: Actor; rules: Rules }>;

/** An order with the steps that its copy does not show yet, and what `decide` says of each of those steps. */
export type Folded = Readonly<{
  order: WorkOrder | undefined;
  /** Steps folded or tried, oldest first. */
  waiting: readonly LedgerEntry[];
  forecasts: ReadonlyMap<ActionId, Refusal | null>;
}>;

/**
 * What the screen shows: the province's copy and, on top, this computer's steps that it does not contain yet. The judge
 * is the server's own `decide`. A step whose guard fails changes nothing and is marked, never dropped.
 * @param entries the order's entries of the ledger, in the order in which they were made
 * @see docs/spec/outbox.md OB-7 to OB-10, docs/spec/simulator.md, invariants 12 and 13
 */
export function fold(mirrored: WorkOrder | undefined, entries: readonly LedgerEntry[], judge: Judge): Folded {
  const waiting = entries.filter((entry) => isWaiting(entry, mirrored));
  const forecasts = new Map<ActionId, Refusal | null>();
  let order = mirrored;
  for (const entry of waiting) {
    const decision = decideStep(order, entry, judge);
    forecasts.set(entry.step.id, decision.verdict === "rejected" ? decision.refusal : null);
    if (decision.verdict === "applied") order = evolve(order, decision.event);
  }
  return { order, waiting, forecasts };
}

/**
 * Whether a step still has to be folded in: until the copy contains it. An acknowledged step stays until then, so that
 * nothing flickers. Versions do not tell: before a restore the copy's may be higher than that which has the step now. One
 * that merged may have had its effect by another step; it stays until the copy has reached the version that shows it.
 */
export function isWaiting(entry: LedgerEntry, mirrored: WorkOrder | undefined): boolean {
  if (mirrored?.timeline.some((event) => event.id === entry.step.id)) return false;
  const { receipt } = entry;
  if (receipt === null || receipt.verdict === "applied") return true;
  if (receipt.verdict !== "merged" || receipt.orderVersion === null) return false;
  return mirrored === undefined || mirrored.version < receipt.orderVersion;
}

/**
 * Whether a step may follow an order that has left this computer: a note or a file, which the province takes as late.
 * @see docs/spec/late.md LT-10
 */
export function goesAfter(type: string): boolean {
  return type === "note" || type === "attach";
}

function decideStep(order: WorkOrder | undefined, entry: LedgerEntry, judge: Judge): Decision {
  const intent = intentOf(entry.step);
  if (intent === null) return { verdict: "rejected", refusal: "malformed" };
  // Nothing here can judge it; it changes no order that is shown, and only the province knows where the order is.
  if (!order && goesAfter(intent.type) && entry.step.baseVersion > 0) return { verdict: "merged" };
  return decide(order, intent, contextOf(entry, judge));
}

function contextOf({ receipt, step, savedAt }: LedgerEntry, { actor, rules }: Judge): DecisionContext {
  return {
    actionId: step.id,
    actor,
    at: receipt?.effectiveAt ?? savedAt,
    deviceAt: step.evidence.wallClock,
    receivedAt: receipt?.receivedAt ?? null,
    grade: receipt?.grade ?? null,
    baseVersion: step.baseVersion,
    orderNumber: receipt?.orderNumber ?? null,
    rules,
  };
}

/** The intent that a step carries; null when this build cannot read it. */
export function intentOf(step: Step): Intent | null {
  const intent = readIntent(step);
  return typeof intent === "string" ? null : intent;
}
