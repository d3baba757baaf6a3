import type { Actor } from "../../src-shared/domain/decision.ts";
import type { UserId } from "../../src-shared/kernel/ids.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { Executor } from "../store/store.ts";
import { findUser } from "../store/user-store.ts";

/** Reads an account inside the transaction that judges its actions: rights are those of that moment. */
export function actorReader(id: UserId): (tx: Executor) => Promise<Actor> {
  return async (tx) => {
    const user = await findUser(tx, id);
    invariant(user, "a signed-in account exists");
    return { id: user.id, name: user.name, office: user.office, roles: user.roles };
  };
}
