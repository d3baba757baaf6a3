import type { LogRow } from "../../../src-server/store/action-store.ts";
import type { User } from "../../../src-server/store/user-store.ts";
import { isActionType } from "../../../src-shared/actions/action.ts";
import { rolesFor } from "../../../src-shared/actions/authorise.ts";
import type { Commit, MemoryDatabase } from "../store/memory-database.ts";
import type { World } from "../world/world.ts";

type Account = Readonly<{ officeId: string; roles: User["roles"] }>;

/** A transaction may have read an account that changes before it ends: so long the old one still counts, ms. */
const inTheMakingMs = 90_000;

/**
 * Looks at every step that was applied: who took it must have had the role for it, and the office in whose name it stands,
 * when it was applied, whatever they were when it was made or when the session began (docs/spec/simulator.md, invariant 8).
 */
export function watchRights(world: World, database: MemoryDatabase): void {
  const earlier = new Map<string, Readonly<{ account: Account; until: number }>[]>();
  const accountsOf = (user: string): readonly Account[] => {
    const now = database.committed("users", user, null) as Account | null;
    const since = world.now() - inTheMakingMs;
    const before = (earlier.get(user) ?? []).filter(({ until }) => until >= since).map(({ account }) => account);
    return now === null ? before : [now, ...before];
  };
  const look = ({ number, writes }: Commit): void => {
    for (const { table, key, row } of writes) {
      if (table === "users") keep(key, database.committed("users", key, number - 1) as Account | null);
      if (table === "actions" && row !== null) checkRight(world, accountsOf, row as LogRow);
    }
  };
  const keep = (user: string, account: Account | null): void => {
    if (account === null) return;
    earlier.set(user, [...(earlier.get(user) ?? []), { account, until: world.now() }]);
  };
  database.watchers.push(look);
}

function checkRight(world: World, accountsOf: (user: string) => readonly Account[], row: LogRow): void {
  const { id, type, userId, officeId, verdict } = row;
  if (verdict !== "applied" || !isActionType(type)) return;
  // What the province does by itself is done by no account.
  if (rolesFor[type].length === 0) return;
  const mayDo = (account: Account): boolean =>
    account.officeId === officeId && account.roles.some((role) => rolesFor[type].includes(role));
  if (accountsOf(userId).some(mayDo)) world.count("right at the moment of applying");
  else world.violate(8, `${id} (${type}) was applied for ${officeId} by an account that may not`);
}
