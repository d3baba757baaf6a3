import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { delayLeft } from "../../../src-shared/domain/permission/sign-in-delay.ts";
import type { UserId } from "../../../src-shared/kernel/ids.ts";
import type { Platform } from "../../platform/platform.ts";
import type { SignInResult } from "../desk-api.ts";
import { isPassword } from "./stretch.ts";

const triesSchema = Type.Object({ failures: Type.Integer(), lastAt: Type.Integer() });
const none: Static<typeof triesSchema> = { failures: 0, lastAt: 0 };

/**
 * Compares a password with the one that was chosen with a setup packet. After five wrong ones it waits, longer each time,
 * as the province does; a restart or a clock that is set back does not end the wait.
 * @param isRight for tests that have no seconds to spend
 * @see docs/spec/courier.md CP-49
 */
export async function checkPassword(
  { secrets, clock }: Pick<Platform, "secrets" | "clock">,
  given: Readonly<{ account: UserId; password: string; hash: string }>,
  isRight: typeof isPassword = isPassword,
): Promise<SignInResult> {
  const place = `tries.${given.account}`;
  const kept: unknown = JSON.parse((await secrets.get(place)) ?? "null");
  const tries = Value.Check(triesSchema, kept) ? kept : none;
  const now = Math.max(clock.wall(), tries.lastAt);
  const retryAfterMs = delayLeft(tries, now);
  if (retryAfterMs > 0) return { ok: false, trouble: "too-many-attempts", retryAfterMs };
  // Counted before it is looked at: switching the computer off in between gains nothing.
  await secrets.set(place, JSON.stringify({ failures: tries.failures + 1, lastAt: now }));
  if (!(await isRight(given.password, given.hash))) {
    return { ok: false, trouble: "wrong-credentials", retryAfterMs: null };
  }
  await secrets.delete(place);
  return { ok: true };
}
