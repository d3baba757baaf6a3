import path from "node:path";

import type { Instant } from "../src-shared/kernel/instant.ts";

/** How this server process runs, read from the environment once at start. */
export type Config = Readonly<{
  dataFolder: string;
  databaseUrl: string | null;
  host: string;
  port: number;
  isDemo: boolean;
  webFolder: string | null;
  now: () => Instant;
}>;

/** The environment asks for something that cannot be. */
export class BadConfig extends Error {
  override readonly name = "BadConfig";
}

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/**
 * Reads LXQ_DATA, DATABASE_URL, LXQ_HOST, LXQ_PORT, LXQ_DEMO, LXQ_WEB and LXQ_NOW.
 * @throws BadConfig, as when a demo would be reachable from other machines: its passwords are printed
 */
export function readConfig(env: NodeJS.ProcessEnv, root: string): Config {
  const told = (name: string): string | null => env[name] || null;
  const host = told("LXQ_HOST") ?? "127.0.0.1";
  const isDemo = told("LXQ_DEMO") === "1";
  if (isDemo && !loopback.has(host))
    throw new BadConfig("the demo listens on 127.0.0.1 only: its passwords are public");
  const web = told("LXQ_WEB");
  return {
    dataFolder: path.resolve(told("LXQ_DATA") ?? path.join(root, "var/province")),
    databaseUrl: told("DATABASE_URL"),
    host,
    port: readPort(told("LXQ_PORT") ?? "12351"),
    isDemo,
    webFolder: web === null ? null : path.resolve(web),
    now: clockFrom(told("LXQ_NOW") ?? ""),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new BadConfig(`LXQ_PORT is no port: ${text}`);
  return port;
}

/** For tests: `2026-03-02T09:00:00+08:00` stands still there, `@2026-…` begins there and runs; empty is the real clock. */
function clockFrom(text: string): () => Instant {
  if (text === "") return () => Date.now();
  const start = Date.parse(text.replace(/^@/, ""));
  if (Number.isNaN(start)) throw new BadConfig(`LXQ_NOW is no moment: ${text}`);
  if (!text.startsWith("@")) return () => start;
  const began = performance.now();
  return () => Math.round(start + performance.now() - began);
}
