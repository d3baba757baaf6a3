import { randomBytes, randomInt } from "node:crypto";

import {
  administersAccount,
  checkAccountRight,
  type Administrator,
} from "../../../src-shared/domain/permission/administration.ts";
import type { Office } from "../../../src-shared/domain/reference/office.ts";
import { userId, type OfficeId } from "../../../src-shared/kernel/ids.ts";
import { dayMs } from "../../../src-shared/kernel/instant.ts";
import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { uuidV7 } from "../../../src-shared/kernel/uuid.ts";
import type { UserChangeAsked } from "../../../src-shared/protocol/administration.ts";
import type { ProblemName } from "../../../src-shared/protocol/problem-code.ts";
import { endSessionsOf } from "../../store/session-store.ts";
import type { Executor } from "../../store/store.ts";
import { byPublished } from "../../sync/by-published.ts";
import { addUsers, changeUser, findUser, lockUser, type User, type UserChange } from "../../store/user-store.ts";
import { administratorNow } from "../../sync/administrator-now.ts";
import { contentHash } from "../../sync/content-hash.ts";
import type { Province } from "../../sync/province.ts";
import { writeAudit, type AuditActor } from "../../sync/write-audit.ts";

/** A password that was given is good for so long, to choose one's own. */
const oneTimeLivesMs = 3 * dayMs;

export type AccountChange = Readonly<{
  province: Province;
  actor: AuditActor;
  hash: (password: string) => Promise<string>;
}>;
type Changing = Omit<AccountChange, "hash"> & Readonly<{ by: Administrator }>;

export type Changed = Readonly<{ user: User; oneTimePassword: string | null }>;
type Refused = ProblemName;

/**
 * Does one thing to an account, and writes it into the audit in the same transaction. Disabling and resetting end its
 * sessions at once. A given password is told once and is good for choosing one's own, so that no administrator knows
 * the one that is used.
 * Refuses: `no-right` (taken meanwhile), `own-account`, `no-such-user`, `unknown-office`, `office-closed`, `bad-account`,
 * `roles-apart`, `username-taken`.
 * @see docs/spec/administration.md AD-11 to AD-18
 */
export async function changeAccount(asked: AccountChange, change: UserChangeAsked): Promise<Result<Changed, Refused>> {
  const needsPassword = change.type === "create" || change.type === "reset";
  const oneTimePassword = needsPassword ? newOneTimePassword() : null;
  const passwordHash = oneTimePassword === null ? null : await asked.hash(oneTimePassword);
  const { province, actor } = asked;
  const done = await byPublished(province, async (tx): Promise<Result<User, Refused>> => {
    const by = await administratorNow(tx, province, { userId: actor.userId, task: "users" });
    if (by === null) return refuse("no-right");
    const changing = { province, actor, by };
    if (change.type === "create") return create(tx, changing, { change, passwordHash });
    return alter(tx, changing, { change, passwordHash });
  });
  return done.ok ? accept({ user: done.value, oneTimePassword }) : done;
}

/** Readable aloud: no letters that look alike; 20 of them are 98 bits. */
const letters = "23456789abcdefghjkmnpqrstuvwxyz";

function newOneTimePassword(): string {
  const group = (): string => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

type Create = Extract<UserChangeAsked, { type: "create" }>;
type Alter = Exclude<UserChangeAsked, Create>;

async function create(
  tx: Executor,
  asked: Changing,
  { change, passwordHash }: Readonly<{ change: Create; passwordHash: string | null }>,
): Promise<Result<User, Refused>> {
  const { province, by, actor } = asked;
  const office = officeOf(province, change.office);
  if (!office) return refuse("unknown-office");
  const right = checkAccountRight(by, { office, roles: change.roles });
  if (!right.ok) return refuse(right.refusal === "no-such-user" ? "no-right" : right.refusal);
  const id = userId(uuidV7(actor.at, randomBytes(10)));
  const { username, roles } = change;
  const oneTimeUntil = actor.at + oneTimeLivesMs;
  await addUsers(tx, [
    { id, username, name: tidyText(change.name), office: office.id, roles, passwordHash, oneTimeUntil },
  ]);
  const user = await findUser(tx, id);
  if (user === null) return refuse("username-taken");
  await audit(tx, asked, { action: "user-created", before: null, after: user });
  return accept(user);
}

async function alter(
  tx: Executor,
  asked: Changing,
  { change, passwordHash }: Readonly<{ change: Alter; passwordHash: string | null }>,
): Promise<Result<User, Refused>> {
  const { actor } = asked;
  const before = await lockUser(tx, change.id);
  if (!before || !isAdministered(asked, before)) return refuse("no-such-user");
  if (before.id === actor.userId) return refuse("own-account");
  const right = rightAfter(asked, before, change);
  if (!right.ok) return right;
  await changeUser(tx, before.id, changeOf(change, actor.at, passwordHash));
  const reason = endOfSessions[change.type];
  if (reason !== null) await endSessionsOf(tx, before.id, { at: actor.at, reason });
  const after = await findUser(tx, before.id);
  if (!after) return refuse("no-such-user");
  await audit(tx, asked, { action: actions[change.type], before, after });
  return accept(after);
}

/** Nobody administers the province's own account, which has no password. */
function isAdministered({ province, by }: Changing, user: User): boolean {
  const office = officeOf(province, user.office);
  return user.passwordHash !== null && office !== undefined && administersAccount(by, { office, roles: user.roles });
}

const endOfSessions = {
  roles: null,
  move: null,
  enable: null,
  disable: "disabled",
  reset: "password-changed",
} as const;

const actions = {
  roles: "user-roles",
  move: "user-moved",
  disable: "user-disabled",
  enable: "user-enabled",
  reset: "user-reset",
} as const;

/** The office and the roles that the account would have must be the administrator's to give. */
function rightAfter({ province, by }: Changing, before: User, change: Alter): Result<null, Refused> {
  if (change.type !== "roles" && change.type !== "move" && change.type !== "enable") return accept(null);
  const office = officeOf(province, change.type === "move" ? change.office : before.office);
  if (!office) return refuse("unknown-office");
  const right = checkAccountRight(by, { office, roles: change.type === "roles" ? change.roles : before.roles });
  if (right.ok) return right;
  return refuse(right.refusal === "no-such-user" ? "no-right" : right.refusal);
}

function changeOf(change: Alter, at: number, passwordHash: string | null): UserChange {
  switch (change.type) {
    case "roles":
      return { roles: change.roles };
    case "move":
      return { office: change.office };
    case "disable":
      return { disabledAt: at };
    case "enable":
      return { disabledAt: null };
    case "reset":
      return { ...(passwordHash === null ? {} : { passwordHash }), oneTimeUntil: at + oneTimeLivesMs };
  }
}

function officeOf(province: Province, id: OfficeId): Office | undefined {
  return province.rules.offices.find(id);
}

type Deed = Readonly<{ action: string; before: User | null; after: User }>;

async function audit(tx: Executor, asked: Changing, { action, before, after }: Deed): Promise<void> {
  const { username, name, office, roles } = after;
  const was = before === null ? null : { office: before.office, roles: before.roles };
  await writeAudit(tx, asked.actor, {
    action,
    subject: `${name}(${username})`,
    detail: JSON.stringify({ was, is: { office, roles } }),
    beforeHash: before === null ? "" : contentHash(withoutPassword(before)),
    afterHash: contentHash(withoutPassword(after)),
  });
}

function withoutPassword({ passwordHash: _, ...user }: User): object {
  return user;
}
