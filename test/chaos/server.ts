import { setTimeout as sleep } from "node:timers/promises";

import { inRoot } from "../../scripts/support/paths.ts";
import { readReadyLine } from "../../scripts/support/ready-line.ts";
import { startChild, type Child } from "./child.ts";

/** One province process, brought up again whenever it is killed, as a service manager does. */
export type Server = Readonly<{
  /** Where it answers now; null while it starts. */
  url: () => string | null;
  /** Settles when it answers. */
  ready: () => Promise<string>;
  kill: () => Promise<void>;
  /** What it said on stderr, over all its lives. */
  log: () => string;
  /** How often it ended by itself after it had been ready: a fault of ours. */
  falls: () => number;
  close: () => Promise<number>;
}>;

/** `env` is what it is told in all its lives, `firstEnv` besides in its first one. */
export type ServerWish = Readonly<{
  folder: string;
  databaseUrl: string;
  env?: Readonly<Record<string, string>>;
  firstEnv?: Readonly<Record<string, string>>;
}>;

const restartAfterMs = 250;
const readyWithinMs = 60_000;

export function keepServer({ folder, databaseUrl, env = {}, firstEnv = {} }: ServerWish): Server {
  const said: string[] = [];
  let url: string | null = null;
  let falls = 0;
  let isWanted = true;
  let child: Child;
  const start = (more: Readonly<Record<string, string>> = {}): void => {
    let wasReady = false;
    child = startChild({
      args: [inRoot("src-server/main.ts")],
      env: { LXQ_DATA: folder, LXQ_PORT: "0", DATABASE_URL: databaseUrl, ...env, ...more },
      onLine: (line) => {
        const ready = readReadyLine(line);
        if (ready) [url, wasReady] = [ready.url, true];
      },
      onError: (text) => said.push(text),
    });
    const own = child;
    void own.ended.then(async (code) => {
      url = null;
      if (!isWanted) return;
      if (wasReady && own.process.signalCode === null) {
        falls += 1;
        said.push(`the server ended by itself with code ${code}\n`);
      }
      await sleep(restartAfterMs);
      if (isWanted) start();
    });
  };
  start(firstEnv);
  return {
    url: () => url,
    ready: async () => {
      for (const until = Date.now() + readyWithinMs; Date.now() < until; await sleep(20)) if (url !== null) return url;
      throw new Error(`no server within ${readyWithinMs} ms:\n${said.join("").slice(-3000)}`);
    },
    kill: () => child.kill(),
    log: () => said.join(""),
    falls: () => falls,
    close: async () => {
      isWanted = false;
      child.process.kill("SIGTERM");
      return (await child.ended) ?? 1;
    },
  };
}
