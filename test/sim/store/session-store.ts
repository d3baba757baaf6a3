import type {
  Ending,
  Failures,
  NewSession,
  RefreshToken,
  SessionState,
} from "../../../src-server/store/session-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import { statement } from "./executor.ts";
import type { MemoryTransaction } from "./memory-database.ts";
import { table } from "./tables.ts";

/** The twin of src-server/store/session-store.ts; of failed sign-ins there are none in a run. */
export function addSession(executor: Executor, session: NewSession): Promise<void> {
  return statement(executor, (tx) =>
    table.sessions.put(tx, session.id, {
      ...session,
      endedAt: null,
      endReason: null,
      step: 0,
      stepSeen: true,
      validFrom: 0,
    }),
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
  return statement(executor, (tx) => stateOf(tx, id));
}

export function lockSession(executor: Executor, id: string): Promise<SessionState | null> {
  return statement(executor, async (tx) => {
    await table.sessions.lock(tx, id);
    return stateOf(tx, id);
  });
}

function stateOf(tx: MemoryTransaction, id: string): SessionState | null {
  const session = table.sessions.get(tx, id);
  const user = session && table.users.get(tx, session.userId);
  const device = session && table.devices.get(tx, session.deviceId);
  if (!session || !user || !device) return null;
  const { userId, deviceId, endedAt, step, stepSeen, validFrom } = session;
  const disabled = { userDisabledAt: user.disabledAt, deviceDisabledAt: device.disabledAt };
  return { userId, deviceId, endedAt, ...disabled, step, stepSeen, validFrom };
}

export function beginStep(
  executor: Executor,
  id: string,
  { step, validFrom }: Readonly<{ step: number; validFrom: number }>,
): Promise<void> {
  return statement(executor, async (tx) => {
    const row = await table.sessions.lock(tx, id);
    if (row) table.sessions.put(tx, id, { ...row, step, validFrom, stepSeen: false });
  });
}

export function noteStepSeen(executor: Executor, id: string, step: number): Promise<boolean> {
  return statement(executor, async (tx) => {
    // The database waits only for rows that it finds as they stood when the statement began.
    if (table.sessions.get(tx, id)?.step !== step) return false;
    const row = await table.sessions.lock(tx, id);
    if (row?.step !== step || row.endedAt !== null) return false;
    table.sessions.put(tx, id, { ...row, stepSeen: true });
    return true;
  });
}

export function addRefreshToken(executor: Executor, token: Omit<RefreshToken, "usedAt">): Promise<void> {
  return statement(executor, async (tx) => {
    await table.refreshTokens.lockKey(tx, token.hash);
    const before = table.refreshTokens.get(tx, token.hash);
    const { issuedAt, expiresAt } = token;
    table.refreshTokens.put(tx, token.hash, before ? { ...before, issuedAt, expiresAt } : { ...token, usedAt: null });
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
