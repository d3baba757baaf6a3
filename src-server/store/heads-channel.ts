import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import type { Heads, HeadsChannel } from "./store.ts";

const channel = "lxq_heads";
const reconnectAfterMs = 2000;

const messageSchema = Type.Object({ from: Type.String(), heads: Type.Record(Type.String(), Type.Integer()) });

/**
 * Carries heads between server processes by NOTIFY, after the commit and outside the transaction: a NOTIFY inside would
 * make all commits of the database wait for each other.
 */
export async function postgresHeads(
  pool: pg.Pool,
  url: string,
  log: Logger,
): Promise<HeadsChannel & Readonly<{ close: () => Promise<void> }>> {
  const self = randomUUID();
  const listeners = new Set<(heads: Heads) => void>();
  const hear = (text: string): void => {
    const message = readMessage(text);
    if (message && message.from !== self) listeners.forEach((listener) => listener(message.heads));
  };
  const ear = await openEar(url, hear, log);
  return {
    publish: async (heads) => {
      await pool.query("select pg_notify($1, $2)", [channel, JSON.stringify({ from: self, heads })]);
    },
    subscribe: (listener) => void listeners.add(listener),
    close: ear.close,
  };
}

function readMessage(text: string): Static<typeof messageSchema> | null {
  try {
    const message: unknown = JSON.parse(text);
    return Value.Check(messageSchema, message) ? message : null;
  } catch {
    return null; // another program's word on our channel
  }
}

type Ear = Readonly<{ close: () => Promise<void> }>;

/** A connection of its own that listens, and comes back when it breaks. */
async function openEar(url: string, hear: (text: string) => void, log: Logger): Promise<Ear> {
  const state = { closed: false, client: await listen() };
  function watch(client: pg.Client): void {
    client.on("notification", (message) => hear(message.payload ?? ""));
    client.on("end", () => void reconnect());
  }
  async function listen(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    // From the first moment: an error that nobody hears ends the process.
    client.on("error", (cause) => log.warn({ cause: cause.message }, "the heads channel broke"));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      return client;
    } catch (cause) {
      await client.end().catch(() => undefined);
      throw cause;
    }
  }
  async function reconnect(): Promise<void> {
    while (!state.closed) {
      await sleep(reconnectAfterMs, undefined, { ref: false });
      const client = state.closed ? null : await listen().catch(() => null);
      if (!client) continue;
      // Closed while it was connecting: nobody else would end it, and the process would not end either.
      if (state.closed) return client.end().catch(() => undefined);
      state.client = client;
      watch(client);
      return;
    }
  }
  watch(state.client);
  const close = async (): Promise<void> => {
    state.closed = true;
    await state.client.end().catch(() => undefined);
  };
  return { close };
}
