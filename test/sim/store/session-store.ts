import type {
  Ending,
  Failures,
  NewSession,
  RefreshToken,
  SessionState,
} from "../../../src-server/store/session-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import { statement } from "./executor.ts";
import { table } from "./tables.ts";

/** The twin of src-server/store/session-store.ts; of failed sign-ins there are none in a run. */
export function addSession(executor: Executor, session: NewSession): Promise<void> {
  return statement(executor, (tx) =>
    table.sessions.put(tx, session.id, { ...session, endedAt: null, endReason: null }),
  );
}

export function endSession(executor: Executor, id: string, ending: Ending): Promise<void> {
  return statement(executor, async (tx) => {
    const row = await table.sessions.lock(tx, id);
    if (row?.endedAt !== null) return;
    table.sessions.put(tx, id, { ...row, endedAt: ending.at, endReason: ending.reason });
  });
}

export function findSession(executor: Executor, id: string): Promise<SessionState | null> {
  return statement(executor, (tx) => {
    const session = table.sessions.get(tx, id);
    const user = session && table.users.get(tx, session.userId);
    const device = session && table.devices.get(tx, session.deviceId);
    if (!session || !user || !device) return null;
    const { userId, deviceId, endedAt } = session;
    return { userId, deviceId, endedAt, userDisabledAt: user.disabledAt, deviceDisabledAt: device.disabledAt };
  });
}

export function addRefreshToken(executor: Executor, token: Omit<RefreshToken, "usedAt">): Promise<void> {
  return statement(executor, async (tx) => {
    await table.refreshTokens.lockKey(tx, token.hash);
    if (!table.refreshTokens.get(tx, token.hash)) table.refreshTokens.put(tx, token.hash, { ...token, usedAt: null });
  });
}

export function lockRefreshToken(executor: Executor, hash: string): Promise<RefreshToken | null> {
  return statement(executor, (tx) => table.refreshTokens.lock(tx, hash));
}

export function markUsed(executor: Executor, hash: string, at: number): Promise<void> {
  return statement(executor, async (tx) => {
    const row = await table.refreshTokens.lock(tx, hash);
    if (row) table.refreshTokens.put(tx, hash, { ...row, usedAt: at });
  });
}

export async function readFailures(): Promise<Failures> {
  return { failures: 0, lastAt: 0 };
}

export async function countFailure(): Promise<void> {}

export async function forgetFailures(): Promise<void> {}
