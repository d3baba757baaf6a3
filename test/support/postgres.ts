import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findPostgresBin } from "../../scripts/system/find-system.ts";

const startTimeoutMs = 20_000;
const owner = "lianxinqiao";

export type TemporaryPostgres = Readonly<{
  /** Connection URL of the maintenance database, over a Unix socket. */
  url: string;
  /** Stops the server and removes its folder. */
  stop: () => Promise<void>;
}>;

/** PostgreSQL refuses to run as root: borrow an unprivileged account then. */
function accountToRunAs(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const line =
    lines.find((entry) => entry.startsWith("postgres:")) ?? lines.find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined) throw new Error("no unprivileged account to run PostgreSQL as");
  return { uid: Number(uid), gid: Number(gid) };
}

function urlFor(socketFolder: string, database: string): string {
  return `postgresql://${owner}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function waitUntilReady(server: ChildProcess, url: string, log: () => string): Promise<void> {
  for (const until = Date.now() + startTimeoutMs; Date.now() < until; await sleep(50)) {
    if (server.exitCode !== null) break;
    if (await answers(url)) return;
  }
  server.kill("SIGKILL");
  throw new Error(`PostgreSQL did not start:\n${log()}`);
}

/** What a database that is thrown away may do without. */
const quick = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=64MB"];
/** As a province runs it: every commit is on the disk before it is answered. */
export const durable = ["fsync=on", "full_page_writes=on", "synchronous_commit=on", "shared_buffers=256MB"];

/** A database cluster on the disk that can be started, killed and started again. */
export type Cluster = Readonly<{
  /** Connection URL of the maintenance database, over a Unix socket. */
  url: string;
  folder: string;
  /** Starts the server and waits until it answers. `settings` are `name=value`. */
  run: (settings: readonly string[]) => Promise<ChildProcess>;
}>;

const usual = ["listen_addresses=", "max_connections=200", "timezone=America/New_York"];

/**
 * Makes a cluster in a folder of its own, reachable by a Unix socket only.
 * Its time zone is not UTC on purpose, so that a query relying on the session's zone shows.
 *
 * @param parent where the folder is made; any user must be able to pass through it
 * @throws when the programs are missing
 */
export function makeCluster(parent = tmpdir()): Cluster {
  const bin = findPostgresBin();
  if (bin === undefined) throw new Error("PostgreSQL is not installed: npm run test prepares it");
  const folder = mkdtempSync(path.join(parent, "lxq-pg-"));
  const account = accountToRunAs();
  if (account) chownSync(folder, account.uid, account.gid);
  const cluster = path.join(folder, "cluster");
  const as = { ...account, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "America/New_York" } };
  const made = spawnSync(
    path.join(bin, "initdb"),
    ["-D", cluster, "-U", owner, "-E", "UTF8", "--locale=C", "--auth=trust", "--no-sync"],
    { ...as, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout}${made.stderr}`);
  const url = urlFor(folder, "postgres");
  const run = async (settings: readonly string[]): Promise<ChildProcess> => {
    const all = [...usual, `unix_socket_directories=${folder}`, ...settings];
    const args = ["-D", cluster, ...all.flatMap((setting) => ["-c", setting])];
    const server = spawn(path.join(bin, "postgres"), args, { ...as, stdio: ["ignore", "ignore", "pipe"] });
    let log = "";
    server.stderr.on("data", (chunk: Buffer) => (log = (log + chunk.toString("utf8")).slice(-20_000)));
    await waitUntilReady(server, url, () => log);
    return server;
  };
  return { url, folder, run };
}

/**
 * Starts a PostgreSQL of its own in a temporary folder.
 *
 * @param kept `durable` where the time that a commit takes is what is measured
 * @throws when the programs are missing or do not start
 */
export async function startPostgres(kept: "quick" | "durable" = "quick"): Promise<TemporaryPostgres> {
  const { url, folder, run } = makeCluster();
  const server = await run(kept === "durable" ? durable : quick);
  return { url, stop: () => stopServer(server, folder) };
}

async function stopServer(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null) {
    const ended = once(server, "exit");
    server.kill("SIGINT"); // fast shutdown: open connections are cut
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Creates an empty database next to the maintenance database and returns its URL. */
export async function createDatabase(maintenanceUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    await client.query(`create database "${name.replaceAll('"', '""')}"`);
  } finally {
    await client.end();
  }
  const url = new URL(maintenanceUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.toString();
}
