import { refuse, accept, type Result } from "../../../src-shared/kernel/result.ts";
import type { OwnPasswordRequest } from "../../../src-shared/protocol/administration.ts";
import { endSessionsOf } from "../../store/session-store.ts";
import { inTransaction } from "../../store/transaction.ts";
import { changeUser } from "../../store/user-store.ts";
import { writeAudit } from "../../sync/write-audit.ts";
import type { Services } from "../services.ts";
import { passwordRefusal, type PasswordRefusal } from "../../../src-shared/domain/permission/password-rules.ts";
import { lockProven } from "../session/lock-proven.ts";
import type { SignInRefusal } from "../session/session-desk.ts";

export type ChooseRefusal = SignInRefusal | Readonly<{ name: PasswordRefusal | "nothing-changed" }>;

/**
 * Replaces a password, the one that was given or the old one, by one of the person's own choice. Sessions that were
 * opened with the old one end. Refuses what signing in refuses, what `passwordRefusal` says, and the same password again.
 * @see docs/spec/administration.md AD-15
 */
export async function choosePassword(
  services: Pick<Services, "province" | "sessions" | "hashPassword">,
  asked: OwnPasswordRequest,
  address: string,
): Promise<Result<null, ChooseRefusal>> {
  const { province, sessions, hashPassword } = services;
  const user = await sessions.authenticate(asked, address);
  if (!user.ok) return user;
  const { id, username, name, office, oneTimeUntil } = user.value;
  if (oneTimeUntil !== null && province.now() >= oneTimeUntil) return refuse({ name: "password-expired" });
  if (asked.newPassword === asked.password) return refuse({ name: "nothing-changed" });
  const place = province.rules.offices.find(office);
  const refusal = passwordRefusal(asked.newPassword, [username, name, place?.name ?? "", place?.shortName ?? ""]);
  if (refusal) return refuse({ name: refusal });
  const passwordHash = await hashPassword(asked.newPassword);
  const at = province.now();
  return inTransaction(province.store, async (tx) => {
    if (!(await lockProven(tx, user.value))) return refuse({ name: "wrong-credentials" as const });
    await changeUser(tx, id, { passwordHash, oneTimeUntil: null });
    await endSessionsOf(tx, id, { at, reason: "password-changed" });
    const deed = { action: "user-password", subject: `${name}(${username})`, detail: "{}" };
    await writeAudit(tx, { userId: id, name, office, address, at }, { ...deed, beforeHash: "", afterHash: "" });
    return accept(null);
  });
}
