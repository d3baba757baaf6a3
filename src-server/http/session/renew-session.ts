import type { DeviceId } from "../../../src-shared/kernel/ids.ts";
import type { Instant } from "../../../src-shared/kernel/instant.ts";
import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import type { SessionTokens } from "../../../src-shared/protocol/session.ts";
import {
  addRefreshToken,
  beginStep,
  endSession,
  lockRefreshToken,
  lockSession,
  markUsed,
  type RefreshToken,
  type SessionState,
} from "../../store/session-store.ts";
import { noteContact } from "../../store/device-store.ts";
import type { Executor } from "../../store/store.ts";
import { inTransaction } from "../../store/transaction.ts";
import type { Province } from "../../sync/province.ts";
import { accessLivesMs, hashOf, refreshLivesMs, type Claims, type Tokens } from "./tokens.ts";

export type RenewRefusal = "signed-out" | "session-reused" | "account-disabled";

/** On a weak line the answer gets lost: for this long the same token gives the same successor once more. */
const graceMs = 30_000;

type Parts = Readonly<{ province: Province; tokens: Tokens }>;

/**
 * Renews a session: the refresh token is used up and its one successor given. A token used again after the grace gives
 * the same successor as long as nobody has used that; otherwise two hold it, and the session ends for both.
 * @see docs/spec/session.md SN-10 to SN-18
 */
export async function renewSession(
  parts: Parts,
  refreshToken: string,
  device: DeviceId,
): Promise<Result<SessionTokens, RenewRefusal>> {
  const { province, tokens } = parts;
  const at = province.now();
  const next = tokens.refreshAfter(refreshToken);
  const renewed = await inTransaction(province.store, (tx) => rotate(tx, { refreshToken, next, device, at }));
  if (!renewed.ok) return renewed;
  return accept({
    accessToken: await tokens.issueAccess(renewed.value, at),
    accessExpiresInMs: accessLivesMs,
    refreshToken: next,
    gzip: true,
  });
}

type Rotation = Readonly<{ refreshToken: string; next: string; device: DeviceId; at: Instant }>;

async function rotate(tx: Executor, rotation: Rotation): Promise<Result<Claims, RenewRefusal>> {
  const { refreshToken, device, at } = rotation;
  const kept = await lockRefreshToken(tx, hashOf(refreshToken));
  const session = kept && (await lockSession(tx, kept.sessionId));
  if (!kept || !session) return refuse("signed-out");
  const refusal = refusalOf(kept, session, { device, at });
  if (refusal) return refuse(refusal);
  const step = await stepOf(tx, rotation, { kept, session });
  if (step === null) {
    await endSession(tx, kept.sessionId, { at, reason: "token-reused" });
    return refuse("session-reused");
  }
  await noteContact(tx, device, at);
  return accept({ sid: kept.sessionId, step });
}

type Chain = Readonly<{ kept: RefreshToken; session: SessionState }>;

/** The step that a token is renewed with; null when its successor is in use, so that two hold it. */
async function stepOf(tx: Executor, { next, at }: Rotation, { kept, session }: Chain): Promise<number | null> {
  const { sessionId, usedAt } = kept;
  if (usedAt !== null && at - usedAt <= graceMs) return session.step;
  if (usedAt !== null && (await isInUse(tx, next, session))) return null;
  const step = session.step + 1;
  await beginStep(tx, sessionId, { step, validFrom: usedAt === null ? session.validFrom : step });
  await markUsed(tx, kept.hash, at);
  await addRefreshToken(tx, { hash: hashOf(next), sessionId, issuedAt: at, expiresAt: at + refreshLivesMs });
  return step;
}

/** Whether anybody has renewed with a token or come with an access token given beside it: it is the newest if not. */
async function isInUse(tx: Executor, token: string, session: SessionState): Promise<boolean> {
  const kept = await lockRefreshToken(tx, hashOf(token));
  return kept?.usedAt !== null || session.stepSeen;
}

function refusalOf(
  token: RefreshToken,
  session: SessionState,
  asked: Readonly<{ device: DeviceId; at: Instant }>,
): "signed-out" | "account-disabled" | null {
  if (session.endedAt !== null || token.expiresAt < asked.at || session.deviceId !== asked.device) return "signed-out";
  return session.userDisabledAt !== null || session.deviceDisabledAt !== null ? "account-disabled" : null;
}
