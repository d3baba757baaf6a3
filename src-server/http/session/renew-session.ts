import type { DeviceId } from "../../../src-shared/kernel/ids.ts";
import type { Instant } from "../../../src-shared/kernel/instant.ts";
import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import type { SessionTokens } from "../../../src-shared/protocol/session.ts";
import {
  addRefreshToken,
  endSession,
  findSession,
  lockRefreshToken,
  markUsed,
  type RefreshToken,
  type SessionState,
} from "../../store/session-store.ts";
import { noteContact } from "../../store/device-store.ts";
import type { Executor } from "../../store/store.ts";
import { inTransaction } from "../../store/transaction.ts";
import type { Province } from "../../sync/province.ts";
import { accessLivesMs, hashOf, refreshLivesMs, type Tokens } from "./tokens.ts";

export type RenewRefusal = "signed-out" | "session-reused" | "account-disabled";

/** On a weak line the answer gets lost: for this long the same token gives the same successor once more. */
const graceMs = 30_000;

type Parts = Readonly<{ province: Province; tokens: Tokens }>;

/**
 * Renews a session: the refresh token is used up and its one successor given. A token used again after the grace means
 * that two hold it: the session ends for both.
 * @see docs/spec/session.md SN-10 to SN-15 (security.md S9)
 */
export async function renewSession(
  parts: Parts,
  refreshToken: string,
  device: DeviceId,
): Promise<Result<SessionTokens, RenewRefusal>> {
  const { province, tokens } = parts;
  const at = province.now();
  const renewed = await inTransaction(province.store, (tx) => rotate(tx, { parts, refreshToken, device, at }));
  if (!renewed.ok) return renewed;
  return accept({
    accessToken: await tokens.issueAccess({ sid: renewed.value.sessionId }, at),
    accessExpiresInMs: accessLivesMs,
    refreshToken: tokens.refreshAfter(refreshToken),
  });
}

type Rotation = Readonly<{ parts: Parts; refreshToken: string; device: DeviceId; at: Instant }>;
type Renewed = Readonly<{ session: SessionState; sessionId: string }>;

async function rotate(tx: Executor, rotation: Rotation): Promise<Result<Renewed, RenewRefusal>> {
  const { parts, refreshToken, device, at } = rotation;
  const kept = await lockRefreshToken(tx, hashOf(refreshToken));
  const session = kept && (await findSession(tx, kept.sessionId));
  if (!kept || !session) return refuse("signed-out");
  const refusal = refusalOf(kept, session, { device, at });
  if (refusal === "session-reused") await endSession(tx, kept.sessionId, { at, reason: "token-reused" });
  if (refusal) return refuse(refusal);
  if (kept.usedAt === null) {
    await markUsed(tx, kept.hash, at);
    const next = parts.tokens.refreshAfter(refreshToken);
    const { sessionId } = kept;
    await addRefreshToken(tx, { hash: hashOf(next), sessionId, issuedAt: at, expiresAt: at + refreshLivesMs });
  }
  await noteContact(tx, device, at);
  return accept({ session, sessionId: kept.sessionId });
}

function refusalOf(
  token: RefreshToken,
  session: SessionState,
  asked: Readonly<{ device: DeviceId; at: Instant }>,
): RenewRefusal | null {
  if (session.endedAt !== null || token.expiresAt < asked.at || session.deviceId !== asked.device) return "signed-out";
  if (session.userDisabledAt !== null || session.deviceDisabledAt !== null) return "account-disabled";
  return token.usedAt !== null && asked.at - token.usedAt > graceMs ? "session-reused" : null;
}
