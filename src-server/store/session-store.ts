import { and, eq, isNull, lt, sql } from "drizzle-orm";

import type { DeviceId, UserId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { devices, refreshTokens, sessions, signInFailures, users } from "./schema.ts";
import type { Executor } from "./store.ts";

export type NewSession = Readonly<{ id: string; userId: UserId; deviceId: DeviceId; startedAt: Instant }>;

export async function addSession(tx: Executor, session: NewSession): Promise<void> {
  await tx.insert(sessions).values(session);
}

export type Ending = Readonly<{ at: Instant; reason: "signed-out" | "token-reused" | "disabled" | "password-changed" }>;

export async function endSession(tx: Executor, id: string, ending: Ending): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: ending.at, endReason: ending.reason })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)));
}

/** Ends every session of an account. */
export async function endSessionsOf(tx: Executor, user: UserId, ending: Ending): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: ending.at, endReason: ending.reason })
    .where(and(eq(sessions.userId, user), isNull(sessions.endedAt)));
}

/** A session with the account and device behind it, as they are now. */
export type SessionState = Readonly<{
  userId: string;
  deviceId: string;
  endedAt: Instant | null;
  userDisabledAt: Instant | null;
  deviceDisabledAt: Instant | null;
  step: number;
  stepSeen: boolean;
  validFrom: number;
}>;

export async function findSession(db: Executor, id: string): Promise<SessionState | null> {
  const [row] = await selectSession(db, id);
  return row ?? null;
}

/** The session, locked: what is renewed and what is seen in use come one after the other. */
export async function lockSession(tx: Executor, id: string): Promise<SessionState | null> {
  const [row] = await selectSession(tx, id).for("update", { of: sessions });
  return row ?? null;
}

function selectSession(db: Executor, id: string) {
  return db
    .select({
      userId: sessions.userId,
      deviceId: sessions.deviceId,
      endedAt: sessions.endedAt,
      userDisabledAt: users.disabledAt,
      deviceDisabledAt: devices.disabledAt,
      step: sessions.step,
      stepSeen: sessions.stepSeen,
      validFrom: sessions.validFrom,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(devices, eq(devices.id, sessions.deviceId))
    .where(eq(sessions.id, id));
}

/** Begins a step of a session, of which nothing was seen yet; access tokens from before `validFrom` are void. */
export async function beginStep(
  tx: Executor,
  id: string,
  { step, validFrom }: Readonly<{ step: number; validFrom: number }>,
): Promise<void> {
  await tx.update(sessions).set({ step, validFrom, stepSeen: false }).where(eq(sessions.id, id));
}

/** Keeps that an access token of a step was seen; false when the session has gone on or ended meanwhile. */
export async function noteStepSeen(db: Executor, id: string, step: number): Promise<boolean> {
  const noted = await db
    .update(sessions)
    .set({ stepSeen: true })
    .where(and(eq(sessions.id, id), eq(sessions.step, step), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  return noted.length > 0;
}

export type RefreshToken = typeof refreshTokens.$inferSelect;

/** Adds a token; one that is given anew lives as long as a new one. */
export async function addRefreshToken(tx: Executor, token: Omit<RefreshToken, "usedAt">): Promise<void> {
  const { issuedAt, expiresAt } = token;
  await tx
    .insert(refreshTokens)
    .values(token)
    .onConflictDoUpdate({ target: refreshTokens.hash, set: { issuedAt, expiresAt } });
}

/** The token with this hash, locked: of two renewals at once the second sees what the first did. */
export async function lockRefreshToken(tx: Executor, hash: string): Promise<RefreshToken | null> {
  const [row] = await tx.select().from(refreshTokens).where(eq(refreshTokens.hash, hash)).for("update");
  return row ?? null;
}

export async function markUsed(tx: Executor, hash: string, at: Instant): Promise<void> {
  await tx.update(refreshTokens).set({ usedAt: at }).where(eq(refreshTokens.hash, hash));
}

export type Failures = Readonly<{ failures: number; lastAt: Instant }>;

export async function readFailures(db: Executor, account: string): Promise<Failures> {
  const [row] = await db.select().from(signInFailures).where(eq(signInFailures.account, account));
  return row ?? { failures: 0, lastAt: 0 };
}

/** A failed sign-in; with `drainMs`, one failure before it is forgotten for each such time that has passed. */
export type Failure = Readonly<{ key: string; at: Instant; drainMs: number | null }>;

/** Counts a failed sign-in; failures older than a day are forgotten. */
export async function countFailure(db: Executor, { key, at, drainMs }: Failure): Promise<void> {
  await db.delete(signInFailures).where(lt(signInFailures.lastAt, at - 86_400_000));
  const { failures, lastAt } = signInFailures;
  const before =
    drainMs === null ? sql`${failures}` : sql`greatest(0, ${failures} - floor((${at} - ${lastAt}) / ${drainMs}))`;
  await db
    .insert(signInFailures)
    .values({ account: key, failures: 1, lastAt: at })
    .onConflictDoUpdate({ target: signInFailures.account, set: { failures: sql`${before} + 1`, lastAt: at } });
}

export async function forgetFailures(db: Executor, account: string): Promise<void> {
  await db.delete(signInFailures).where(eq(signInFailures.account, account));
}
