import { administersAccount, type Administrator } from "../../../src-shared/domain/permission/administration.ts";
import type { AdministeredUser, AuditPage } from "../../../src-shared/protocol/administration.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { readAuditBefore } from "../../store/audit-store.ts";
import { readOpenSetups } from "../../store/setup-store.ts";
import { readUsersOf, type User } from "../../store/user-store.ts";
import type { Province } from "../../sync/province.ts";

const pageSize = 50;

/** An account as its administrators see it: nothing of its password. */
export function shownAccount(user: User): AdministeredUser {
  const { id, username, name, office, roles, disabledAt, oneTimeUntil } = user;
  return { id, username, name, office, roles: [...roles], disabledAt, oneTimeUntil };
}

/** The accounts that somebody administers. */
export async function listAccounts(
  province: Province,
  by: Administrator,
): Promise<Readonly<{ users: AdministeredUser[] }>> {
  const users = await readUsersOf(
    province.store.db,
    province.offices.map(({ id }) => id),
  );
  const own = users.filter((user) => {
    const office = province.rules.offices.find(user.office);
    return office !== undefined && administersAccount(by, { office, roles: user.roles });
  });
  const setups = await readOpenSetups(province.store.db);
  const now = province.now();
  const openUntil = (user: User): number | null => {
    const until = setups.get(user.id) ?? null;
    return until !== null && until > now ? until : null;
  };
  return { users: own.map((user) => ({ ...shownAccount(user), setupUntil: openUntil(user) })) };
}

/** A page of the audit before a line, the latest first. */
export async function readAudit(province: Province, before: number | null): Promise<AuditPage> {
  const rows = await readAuditBefore(province.store.db, before, pageSize + 1);
  const page = rows.slice(0, pageSize);
  const nameOf = (id: string): string => province.rules.offices.find(officeId(id))?.name ?? id;
  const entries = page.map(({ userId: _, officeId: office, ...line }) => ({ ...line, office: nameOf(office) }));
  return { entries, next: rows.length > pageSize ? (page.at(-1)?.number ?? null) : null };
}
