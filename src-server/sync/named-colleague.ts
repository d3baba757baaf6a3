import type { Intent } from "../../src-shared/actions/action.ts";
import type { ColleagueLookup } from "../../src-shared/domain/decision.ts";
import { findUser } from "../store/user-store.ts";
import type { Executor } from "../store/store.ts";

/**
 * The person whom a step names as the one in charge, as the accounts are now; nobody when it names none, or an account
 * that is disabled or cannot sign in.
 * @see docs/spec/handler.md HD-3
 */
export async function namedColleague(tx: Executor, intent: Intent): Promise<ColleagueLookup> {
  const named = intent.type === "assign-handler" || intent.type === "recuse" ? intent.payload.to : undefined;
  const user = named === undefined ? null : await findUser(tx, named);
  if (user?.disabledAt !== null || user.passwordHash === null) return { find: () => undefined };
  const { id, name, office, roles } = user;
  return { find: (wanted) => (wanted === id ? { id, name, office, roles } : undefined) };
}
