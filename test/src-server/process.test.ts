import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, expect, inject, test, vi } from "vitest";
import { readConfig } from "../../src-server/config.ts";
import { listenNear } from "../../src-server/listen-near.ts";
import { bornAt, FolderTaken, lockFolder } from "../../src-server/store/folder-lock.ts";
import { createDatabase } from "../support/postgres.ts";
import { onPostgres, startProvince } from "./support/province.ts";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "lxq-process-"));
const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((child) => child.kill("SIGKILL")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Started = Readonly<{
  child: ChildProcess;
  ready: Promise<{ url: string; accounts?: { username: string }[] }>;
  ended: Promise<number | null>;
  words: () => string;
}>;

function start(env: Record<string, string>): Started {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [path.join(root, "src-server/main.ts")], {
    env: { ...inherited, LXQ_PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let out = "";
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString("utf8")));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const ready = new Promise<{ url: string }>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString("utf8");
      if (out.endsWith("\n")) resolve(JSON.parse(out) as { url: string });
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
  ready.catch(() => undefined);
  return { child, ready, ended, words: () => err };
}

// The lock is PGlite's need alone: on PostgreSQL several processes share one database.
if (onPostgres) test("[SV-60, SV-62] several processes serve one PostgreSQL", severalProcesses, 120_000);
else
  test(
    "[SV-60, SV-61, SV-62, SV-63] a province starts, refuses a second, survives SIGKILL and stops when told",
    oneProcess,
    60_000,
  );

async function severalProcesses(): Promise<void> {
  const DATABASE_URL = await createDatabase(inject("postgresUrl"), `process_${randomUUID()}`);
  const both = [start({ LXQ_DATA: folder, DATABASE_URL }), start({ LXQ_DATA: folder, DATABASE_URL })];
  for (const one of both) {
    const { url } = await one.ready;
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ ok: true, database: "postgres" });
  }
  both.forEach((one) => one.child.kill("SIGTERM"));
  expect(await Promise.all(both.map((one) => one.ended))).toEqual([0, 0]);
}

async function oneProcess(): Promise<void> {
  const first = start({ LXQ_DATA: folder });
  const { url } = await first.ready;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
  const second = start({ LXQ_DATA: folder });
  expect(await second.ended).toBe(3);
  expect(second.words()).toContain(String(first.child.pid));
  first.child.kill("SIGKILL");
  await first.ended;
  expect(existsSync(path.join(folder, "lock"))).toBe(true);
  const again = start({ LXQ_DATA: folder });
  await again.ready;
  const began = performance.now();
  again.child.kill("SIGTERM");
  expect(await again.ended).toBe(0);
  expect(performance.now() - began).toBeLessThan(5000);
  expect(existsSync(path.join(folder, "lock"))).toBe(false);
}

test("[SV-64] a port in use makes way for the next, and the province says so", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const home = await startProvince();
  const said: string[] = [];
  const url = await listenNear(home.app, { host: "127.0.0.1", port }, (words) => said.push(words));
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
  taken.close();
  await home.close();
  expect(Number(new URL(url).port)).toBeGreaterThan(port);
  expect(said.join()).toContain(`Port ${port} is taken`);
});

test("[SV-61] a lock is taken over from the dead and from torn writes, not from the living", () => {
  const own = mkdtempSync(path.join(folder, "lock-"));
  const unlock = lockFolder(own);
  expect(() => lockFolder(own)).toThrow(FolderTaken);
  const file = path.join(own, "lock");
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.pid });
  unlock();
  // Another start took the dead one's folder over between our look at the lock and our taking it away.
  writeFileSync(file, '{"pid":99999999,"born":"1"}');
  const kill = vi.spyOn(process, "kill").mockImplementationOnce(() => {
    writeFileSync(file, JSON.stringify({ pid: process.ppid, born: bornAt(process.ppid) }));
    throw Object.assign(new Error("no such process"), { code: "ESRCH" });
  });
  expect(() => lockFolder(own)).toThrow(FolderTaken);
  kill.mockRestore();
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.ppid });
  expect(readdirSync(own)).toEqual(["lock"]);
  for (const left of ["", "{", '{"pid":99999999,"born":"1"}', `{"pid":${process.pid},"born":"another life"}`]) {
    writeFileSync(file, left);
    lockFolder(own)();
  }
  expect(existsSync(file)).toBe(false);
});

test("[SV-65] a demo stays on loopback, and the clock of tests stands still or runs", async () => {
  expect(() => readConfig({ LXQ_DEMO: "1", LXQ_HOST: "0.0.0.0" }, root)).toThrow("127.0.0.1");
  expect(() => readConfig({ LXQ_PORT: "many" }, root)).toThrow("LXQ_PORT");
  expect(() => readConfig({ LXQ_NOW: "soon" }, root)).toThrow("LXQ_NOW");
  const at = Date.parse("2026-03-02T09:00:00+08:00");
  const still = readConfig({ LXQ_NOW: "2026-03-02T09:00:00+08:00" }, root);
  const running = readConfig({ LXQ_NOW: "@2026-03-02T09:00:00+08:00" }, root);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(still.now()).toBe(at);
  expect(running.now()).toBeGreaterThan(at);
  expect(running.now()).toBeLessThan(at + 120_000);
  const plain = readConfig({}, root);
  expect(plain).toMatchObject({ host: "127.0.0.1", port: 12_351, databaseUrl: null, isDemo: false, webFolder: null });
  expect(Math.abs(plain.now() - Date.now())).toBeLessThan(1000);
});
