import { rmSync } from "node:fs";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

import { killTreeNow } from "../../scripts/support/process-tree.ts";
import { createDatabase, durable, makeCluster } from "../support/postgres.ts";

/** A PostgreSQL that is killed with all its processes and recovers from its log. */
export type Database = Readonly<{
  url: string;
  /** SIGKILL to the postmaster and every process below it; resolves when it is gone. */
  kill: () => Promise<void>;
  /** Starts it again, through crash recovery; does nothing while it runs. */
  start: () => Promise<void>;
  close: () => Promise<void>;
}>;

export async function openDatabase(parent?: string): Promise<Database> {
  const cluster = makeCluster(parent);
  let server = await cluster.run(durable);
  const goneToo = (): void => void killTreeNow(server.pid ?? 0);
  process.once("exit", goneToo);
  const url = await createDatabase(cluster.url, "chaos");
  const isGone = (): boolean => server.exitCode !== null || server.signalCode !== null;
  const kill = async (): Promise<void> => {
    if (isGone()) return;
    const ended = once(server, "exit");
    killTreeNow(server.pid ?? 0);
    await ended;
  };
  return {
    url,
    kill,
    start: async () => {
      if (isGone()) server = await again(() => cluster.run(durable));
    },
    close: async () => {
      await kill();
      process.off("exit", goneToo);
      rmSync(cluster.folder, { recursive: true, force: true });
    },
  };
}

/** Right after a kill the last backend may still hold the shared memory for a moment. */
async function again<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (cause) {
      if (attempt >= 20) throw cause;
      await sleep(100);
    }
  }
}
