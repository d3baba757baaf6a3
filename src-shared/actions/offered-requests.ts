import { activeAssignment, everHeld, openTurns } from "../domain/assignment/custody.ts";
import type { Assignment } from "../domain/assignment/assignment.ts";
import type { Actor } from "../domain/decision.ts";
import { openExtension } from "../domain/extension/extensions-of.ts";
import { isBarred } from "../domain/handler/recused.ts";
import { objectionable, openObjection } from "../domain/objection/objectionable.ts";
import { openReopening } from "../domain/reopening/open-reopening.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import type { OfficeId } from "../kernel/ids.ts";
import { assertNever } from "../kernel/invariant.ts";
import type { ActionType } from "./action.ts";

const requestOffers = [
  "extension-judge",
  "objection-judge",
  "reopening-judge",
  "turn-giver",
  "turn-office",
  "turn-handler",
  "objector",
  "holder-before",
] as const;

/** Whom a request beside the course of an order, or the decision on it, is offered to. */
export type RequestOffer = (typeof requestOffers)[number];

export function isRequestOffer(who: string): who is RequestOffer {
  return requestOffers.some((one) => one === who);
}

/** Whether a request, or the decision on one, is this person's matter now. */
export function isConcernedWith(
  order: WorkOrder,
  { id, office }: Actor,
  { who, hub }: Readonly<{ who: RequestOffer; hub: OfficeId }>,
): boolean {
  switch (who) {
    case "extension-judge":
      return openExtension(order)?.judge === office;
    case "objection-judge":
      return office === hub && openObjection(order) !== undefined;
    case "reopening-judge":
      return office === hub && openReopening(order) !== undefined;
    case "turn-giver":
      return activeAssignment(order)?.from === office;
    case "turn-office":
      return turnInHand(order, office) !== undefined;
    case "turn-handler":
      return turnInHand(order, office)?.handler?.id === id;
    case "objector":
      return objectionable(order, office).length > 0;
    case "holder-before":
      return office === hub || everHeld(order, office);
    default:
      return assertNever(who);
  }
}

/** The open turn of an office that it has taken on: the one whose person in charge may change. */
export function turnInHand(order: WorkOrder, office: OfficeId): Assignment | undefined {
  return openTurns(order).findLast((one) => one.office === office && one.acceptedAt !== null);
}

/** Why a request, or somebody's withdrawal, keeps this person from a step; null when it does not. */
export function heldUp(order: WorkOrder, actor: Actor, type: ActionType): Refusal | null {
  if (isBarred(order, actor, type)) return "recused";
  return type === "archive" && openObjection(order) ? "objection-pending" : null;
}

/** Whose decision a request waits for that has been made already; nothing while none waits. */
export function awaiting(order: WorkOrder, type: ActionType, hub: OfficeId): Readonly<{ awaits?: OfficeId }> {
  if (type === "request-extension") {
    const extension = openExtension(order);
    return extension ? { awaits: extension.judge } : {};
  }
  return type === "request-reopen" && openReopening(order) ? { awaits: hub } : {};
}
