import { randomBytes } from "node:crypto";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { roleSchema } from "../../../src-shared/domain/permission/role.ts";
import { officeIdSchema, userId } from "../../../src-shared/kernel/ids.ts";
import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import { requiredText } from "../../../src-shared/kernel/text.ts";
import { uuidV7 } from "../../../src-shared/kernel/uuid.ts";
import { addUsers, findUserByName, type User } from "../../store/user-store.ts";
import type { Province } from "../../sync/province.ts";
import { passwordRefusal, type PasswordRefusal } from "../../../src-shared/domain/permission/password-rules.ts";

const wantedSchema = Type.Object({
  username: Type.String({ pattern: "^[a-z0-9][a-z0-9._-]{1,39}$" }),
  name: requiredText(40),
  office: officeIdSchema,
  roles: Type.Array(roleSchema, { minItems: 1 }),
});
export type WantedAccount = Readonly<Static<typeof wantedSchema>>;
export type AccountRefusal = PasswordRefusal | "bad-account" | "unknown-office" | "username-taken";

/**
 * Adds an account that can sign in at once.
 * Refuses `bad-account` (a name, an office or a role that cannot be one), `unknown-office`, `username-taken`, and what
 * `passwordRefusal` says.
 * @see docs/spec/session.md SN-30, SN-31
 */
export async function addAccount(
  province: Province,
  asked: Readonly<{ wanted: unknown; password: string }>,
  hash: (password: string) => Promise<string>,
): Promise<Result<User, AccountRefusal>> {
  const { wanted, password } = asked;
  if (!Value.Check(wantedSchema, wanted)) return refuse("bad-account");
  const office = province.rules.offices.find(wanted.office);
  if (!office) return refuse("unknown-office");
  const refusal = passwordRefusal(password, [wanted.username, wanted.name, office.name, office.shortName]);
  if (refusal) return refuse(refusal);
  const { db } = province.store;
  const id = userId(uuidV7(province.now(), randomBytes(10)));
  await addUsers(db, [{ ...wanted, id, passwordHash: await hash(password) }]);
  const kept = await findUserByName(db, wanted.username);
  return kept?.id === id ? accept(kept) : refuse("username-taken");
}
