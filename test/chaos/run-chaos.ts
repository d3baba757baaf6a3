import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { seededRandom, type SeededRandom } from "../../scripts/demo/seeded-random.ts";
import { inRoot } from "../../scripts/support/paths.ts";
import { readOrders } from "../e2e/support/rows.ts";
import { keepBrowserSeat, type BrowserSeat } from "./browser-seat.ts";
import { cast } from "./cast.ts";
import { openDatabase, type Database } from "./database.ts";
import { keepDevice, type Device } from "./device.ts";
import { openFaultLine, type FaultLine } from "./fault-line.ts";
import { judgeNotes } from "./judge-notes.ts";
import { judgeRows, strangersOnTheWire, verdicts } from "./judge.ts";
import { planKills, type Kill, type KillWish } from "./kill-plan.ts";
import { keepServer, type Server } from "./server.ts";
import { settle } from "./settle.ts";
import { waitFor } from "./wait-for.ts";
import { watchWire, type WireWatch } from "./wire-watch.ts";

export type ChaosWish = Readonly<{
  seed: number;
  kills: KillWish;
  /** Mean time between two kills, ms. */
  everyMs: number;
  /** How many devices take part. */
  devices: number;
  /** Once faults have stopped, all queues are empty and all mirrors right within this time. */
  settleWithinMs: number;
  tell: (line: string) => void;
}>;

export type ChaosResult = Readonly<{
  kills: number;
  saved: number;
  verdicts: Readonly<Record<string, number>>;
  lost: readonly string[];
  doubled: readonly string[];
  wrong: readonly string[];
  /** What the devices said and what the lines did, counted: a run that says nothing has shown nothing. */
  words: Counts;
  faults: Counts;
}>;

type Counts = Readonly<Record<string, number>>;

type Scene = Readonly<{
  folder: string;
  database: Database;
  servers: readonly Server[];
  lines: readonly FaultLine[];
  devices: readonly Device[];
  browsers: readonly BrowserSeat[];
  watch: WireWatch;
}>;

/** Two province processes, one PostgreSQL and some devices over bad lines, all of them killed again and again. */
export async function runChaos(wish: ChaosWish): Promise<ChaosResult> {
  const random = seededRandom(wish.seed);
  const scene = await openScene(wish);
  try {
    const kills = planKills(wish.kills, random, wish.everyMs);
    await killAll(scene, kills, { random, tell: wish.tell });
    wish.tell("faults stop; the queues drain");
    scene.lines.forEach((line) => line.calm());
    scene.devices.forEach((device) => device.tell("calm"));
    scene.browsers.forEach((one) => one.calm());
    const unsettled = [
      ...(await settle(scene, wish.settleWithinMs, wish.tell)),
      ...(await Promise.all(scene.browsers.map((one) => one.settle(wish.settleWithinMs)))).flat(),
    ];
    return await judged(scene, kills.length, unsettled);
  } finally {
    await closeScene(scene);
  }
}

async function openScene({ seed, devices: count, kills, tell }: ChaosWish): Promise<Scene> {
  const folder = mkdtempSync(path.join(tmpdir(), "lxq-chaos-"));
  const database = await openDatabase();
  const env: Readonly<Record<string, string>> = kills.browser > 0 ? { LXQ_WEB: inRoot("out/renderer") } : {};
  const parts = { folder: path.join(folder, "province"), databaseUrl: database.url, env };
  const first = keepServer({ ...parts, firstEnv: { LXQ_DEMO: "1" } });
  await first.ready(); // the demo stands in the database; all later lives run as installed
  const second = keepServer(parts);
  await second.ready();
  const servers = [first, second];
  const watch = watchWire();
  const up = (): readonly string[] => servers.flatMap((server) => server.url() ?? []);
  const lines: FaultLine[] = [];
  const devices: Device[] = [];
  for (const [at, account] of cast.slice(0, count).entries()) {
    const from = `10.12.35.${at + 1}`;
    const line = await openFaultLine({ account, from, random: seededRandom(seed * 100 + at), servers: up, watch });
    lines.push(line);
    const home = path.join(folder, account);
    devices.push(keepDevice({ account, folder: home, url: line.url, seed: seed * 1000 + at }));
  }
  const browsers: BrowserSeat[] = [];
  if (kills.browser > 0) {
    const { account, order } = await orderAtHand(await first.ready());
    const wish = { account, from: "10.12.35.200", random: seededRandom(seed * 100 + 99), servers: up, watch };
    const line = await openFaultLine({ ...wish, spares: /^\/api\/session/ });
    lines.push(line);
    browsers.push(keepBrowserSeat({ account, order, url: line.url }));
  }
  await Promise.all([...devices, ...browsers].map((one) => one.opened()));
  lines.forEach((line) => line.worsen());
  tell(`2 servers, 1 database, ${devices.length} devices and ${browsers.length} browsers are up`);
  return { folder, database, servers, lines, devices, browsers, watch };
}

/** An order that a county handles whose own device does not take part: nobody takes it out of the browser's hands. */
async function orderAtHand(url: string): Promise<Readonly<{ account: string; order: string }>> {
  for (const account of ["lixia", "jianshe", "jiaotong", "nengyuan", "gangtie", "gaosu", "gangkou"]) {
    const orders = await readOrders(url, account);
    const own = orders.find(({ state, holder, assignments }) => {
      return state === "handling" && assignments.at(-1)?.office === holder;
    });
    if (own) return { account, order: own.id };
  }
  throw new Error("the demo has no order in the hands of an office without a device");
}

type Hand = Readonly<{ random: SeededRandom; tell: (line: string) => void }>;

async function killAll(scene: Scene, kills: readonly Kill[], { random, tell }: Hand): Promise<void> {
  let revival: Promise<void> = Promise.resolve();
  const began = performance.now();
  for (const [at, kill] of kills.entries()) {
    await sleep(kill.afterMs);
    if (random.below(8) === 0) void pick(scene.lines, kill.which).away(200 + random.below(4000));
    if (kill.atWork && performance.now() - began < patienceOfRunMs) await upAgain(scene, kill);
    if (kill.victim === "device") await pick(scene.devices, kill.which).kill();
    if (kill.victim === "browser") await pick(scene.browsers, kill.which).kill();
    if (kill.victim === "server") await pick(scene.servers, kill.which).kill();
    if (kill.victim === "database") {
      await revival;
      revival = killDatabase(scene.database, 100 + random.below(1200));
    }
    if ((at + 1) % 20 === 0) tell(`${at + 1} kills, ${savedBy(scene.devices).size} steps saved`);
  }
  await revival;
}

/** The longest that a kill waits for its victim, ms: a machine that is too slow for it is no reason not to kill. */
const longestGraceMs = 12_000;
/** … and all kills of a run together, ms: a run stays within its ten minutes. */
const patienceOfRunMs = 300_000;

async function upAgain({ devices, servers }: Scene, { victim, which }: Kill): Promise<void> {
  const isUp = (): boolean => {
    if (victim === "device") return pick(devices, which).isUp();
    return victim !== "server" || servers.every((server) => server.url() !== null);
  };
  await waitFor("the victim is up", isUp, longestGraceMs).catch(() => undefined);
}

async function killDatabase(database: Database, downMs: number): Promise<void> {
  await database.kill();
  await sleep(downMs);
  await database.start();
}

function pick<Value>(values: readonly Value[], which: number): Value {
  const value = values[which % values.length];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}

function savedBy(devices: readonly Device[]): ReadonlySet<string> {
  return new Set(devices.flatMap((device) => [...device.saved]));
}

async function judged(scene: Scene, kills: number, unsettled: readonly string[]): Promise<ChaosResult> {
  const { database, devices, browsers, servers, watch } = scene;
  const saved = savedBy(devices);
  const rows = await judgeRows(database.url, saved);
  const notes = new Set(browsers.flatMap((one) => [...one.saved]));
  const written = await judgeNotes(database.url, notes);
  const strangers = await strangersOnTheWire(database.url, watch.documents());
  const fallen = servers.flatMap((server) =>
    server.falls() > 0 ? [`a server ended by itself:\n${server.log()}`] : [],
  );
  const complaints = devices.flatMap((device) => device.complaints);
  return {
    kills,
    saved: saved.size + notes.size,
    verdicts: await verdicts(database.url),
    lost: [...rows.lost, ...written.lost],
    doubled: [...rows.doubled, ...written.doubled],
    words: sum(devices.map((device) => device.words())),
    faults: sum(scene.lines.map((line) => line.counts())),
    wrong: [...rows.wrong, ...strangers, ...watch.faults(), ...fallen, ...complaints, ...unsettled],
  };
}

function sum(all: readonly Counts[]): Counts {
  const total: Record<string, number> = {};
  for (const [name, count] of all.flatMap((one) => Object.entries(one))) total[name] = (total[name] ?? 0) + count;
  return total;
}

async function closeScene({ folder, database, servers, lines, devices, browsers }: Scene): Promise<void> {
  await Promise.all(browsers.map((one) => one.close()));
  await Promise.all(devices.map((device) => device.close()));
  await Promise.all(lines.map((line) => line.close()));
  await Promise.all(servers.map((server) => server.close()));
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
