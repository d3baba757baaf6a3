import { createHash } from "node:crypto";
import pg from "pg";
import type { Logger } from "pino";

import { lockKinds, type LockKind } from "./lock-numbers.ts";
import type { Hold, SharedLocks } from "./shared-locks.ts";

const channel = "lxq_asked_for";
const answerWithinMs = 10_000;

// A computer that is cut off loses its locks when PostgreSQL notices, and stops writing when it notices itself: the
// holder's side has to be the first.
const holderNoticesMs = 10_000;
const databaseNotices = ["tcp_keepalives_idle=20", "tcp_keepalives_interval=5", "tcp_keepalives_count=3"];

type Held = Readonly<{ key: number; lose: AbortController; onAsked: () => void }>;

/** One connection, all locks that it holds by name, and whether it still does. */
type Session = Readonly<{ client: pg.Client; held: Map<string, Held>; broken: AbortSignal }>;

// [Note: locks and ear on one connection] Who holds a lock has to hear that somebody asks for it. The connection that
// holds the locks is also the one that listens, so that there is no state in which a process holds one and is deaf.

/**
 * Advisory locks of one connection, which opens when the first is wanted and again after it broke. All locks of a process
 * live on it, so that any number of them costs one connection and none of those that answer requests. PostgreSQL frees
 * them when the process dies.
 * @see docs/spec/files.md FI-15
 */
export function postgresLocks(url: string, kind: LockKind, log: Logger): SharedLocks {
  const state: { session: Promise<Session> | null; isClosed: boolean } = { session: null, isClosed: false };
  const current = (): Promise<Session> => {
    if (state.isClosed) return Promise.reject(new Error("Connection terminated: the province ends"));
    if (state.session) return state.session;
    const opening = openSession(url, log);
    state.session = opening;
    const forget = (): void => {
      if (state.session === opening) state.session = null;
    };
    opening.then((session) => session.broken.addEventListener("abort", forget, { once: true }), forget);
    return opening;
  };
  return {
    take: async (name, onAsked) => takeOn(await current(), lockKinds[kind], { name, onAsked }),
    close: async () => {
      state.isClosed = true;
      const session = await state.session?.catch(() => null);
      await session?.client.end().catch(() => undefined);
    },
  };
}

async function openSession(url: string, log: Logger): Promise<Session> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    keepAliveInitialDelayMillis: holderNoticesMs,
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
    options: databaseNotices.map((setting) => `-c ${setting}`).join(" "),
  });
  const held = new Map<string, Held>();
  const broken = new AbortController();
  const breakAll = (): void => {
    if (broken.signal.aborted) return;
    broken.abort();
    for (const { lose } of held.values()) lose.abort();
    held.clear();
  };
  client.on("error", (cause) => {
    log.warn({ cause: cause.message }, "the connection that holds locks broke");
    breakAll();
  });
  client.on("end", breakAll);
  client.on("notification", ({ payload }) => {
    for (const { key, onAsked } of held.values()) if (String(key) === payload) onAsked();
  });
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw cause;
  }
  return { client, held, broken: broken.signal };
}

type Wish = Readonly<{ name: string; onAsked: () => void }>;

async function takeOn(session: Session, kind: number, { name, onAsked }: Wish): Promise<Hold | null> {
  // A connection may take a lock that it holds once more: who comes second in this process is turned away here.
  const own = session.held.get(name);
  if (own) {
    own.onAsked();
    return null;
  }
  const key = keyOf(name);
  const held = { key, lose: new AbortController(), onAsked };
  session.held.set(name, held);
  if (await said(session, "select pg_try_advisory_lock($1, $2) as done", [kind, key])) {
    const release = (): Promise<void> => releaseOn(session, kind, { name, key });
    return { lost: held.lose.signal, release };
  }
  session.held.delete(name);
  await said(session, "select pg_notify($1, $2) is not null as done", [channel, String(key)]);
  return null;
}

async function releaseOn(session: Session, kind: number, { name, key }: Wished): Promise<void> {
  if (session.broken.aborted) return;
  // The name stays taken here until the database has freed it: see above.
  await said(session, "select pg_advisory_unlock($1, $2) as done", [kind, key]).catch(() => false);
  session.held.delete(name);
}

type Wished = Readonly<{ name: string; key: number }>;

/** After a statement without an answer nobody knows what the connection holds: it is closed, and holds nothing. */
async function said({ client }: Session, statement: string, values: readonly (string | number)[]): Promise<boolean> {
  try {
    const { rows } = await client.query<{ done: boolean }>(statement, [...values]);
    return rows[0]?.done === true;
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw cause;
  }
}

/** Two names with one key only wait for each other. */
function keyOf(name: string): number {
  return createHash("sha256").update(name).digest().readInt32BE(0);
}
