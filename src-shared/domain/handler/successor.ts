import type { UserId } from "../../kernel/ids.ts";
import type { DecisionContext } from "../decision.ts";
import type { Role } from "../permission/role.ts";
import type { Refusal } from "../refusal.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { Handler } from "./handler.ts";
import { isRecused } from "./recused.ts";

const mayHandle: readonly Role[] = ["handler", "leader"];

/** The colleague of the actor's office who is to be in charge; the refusal when this person cannot be. */
export function successorOf(order: WorkOrder, id: UserId, context: DecisionContext): Handler | Refusal {
  const person = context.rules.colleagues.find(id);
  if (person?.office !== context.actor.office) return "not-a-colleague";
  if (!mayHandle.some((role) => person.roles.includes(role))) return "not-a-colleague";
  return isRecused(order, id) ? "recused" : { id: person.id, name: person.name };
}
