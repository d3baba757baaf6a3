import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { seededRandom } from "../../scripts/demo/seeded-random.ts";
import { openSmallDisk, type SmallDisk } from "../support/small-disk.ts";
import { openDatabase, type Database } from "./database.ts";
import { keepDevice, type Device } from "./device.ts";
import { openFaultLine, type FaultLine } from "./fault-line.ts";
import { judgeRows } from "./judge.ts";
import { keepServer, type Server } from "./server.ts";
import { settle } from "./settle.ts";
import { waitFor } from "./wait-for.ts";
import { watchWire } from "./wire-watch.ts";

const provinceMegabytes = 260;
const deviceMegabytes = 4;
const cannotMount = "this user may not mount a small disk";

const provinceDisk = openSmallDisk(provinceMegabytes);
const deviceDisk = openSmallDisk(deviceMegabytes);
const watch = watchWire();
let database: Database;
let server: Server;
let line: FaultLine;
let device: Device;

beforeAll(async () => {
  if (!provinceDisk || !deviceDisk) return;
  database = await openDatabase(provinceDisk.folder);
  const folder = path.join(provinceDisk.folder, "province");
  server = keepServer({ folder, databaseUrl: database.url, firstEnv: { LXQ_DEMO: "1" } });
  await server.ready();
  const servers = (): readonly string[] => [server.url() ?? []].flat();
  const account = "sd-quanneng";
  line = await openFaultLine({ account, from: "10.12.35.1", random: seededRandom(1), servers, watch });
  device = keepDevice({ account, folder: path.join(deviceDisk.folder, account), url: line.url, seed: 5 });
  await device.opened();
}, 120_000);

afterAll(async () => {
  await device?.close();
  await line?.close();
  await server?.close();
  await database?.close();
  provinceDisk?.close();
  deviceDisk?.close();
}, 60_000);

/** How often a step was refused because there is no room on the device. */
function refusedForRoom(): number {
  const words = Object.entries(device.words());
  return words.filter(([word]) => word.endsWith(" no-room")).reduce((sum, [, count]) => sum + count, 0);
}

async function savesMore(steps: number): Promise<void> {
  const before = device.saved.size;
  await waitFor(`${steps} more steps are saved`, () => device.saved.size >= before + steps);
}

/** Does some work on a full disk, and makes room again. */
async function whileFull(disk: SmallDisk, work: () => Promise<void>): Promise<void> {
  disk.fill();
  try {
    await work();
  } finally {
    disk.clear();
  }
}

async function expectNothingLost(): Promise<void> {
  device.tell("calm");
  const unsettled = await settle({ devices: [device], servers: [server] }, 60_000, () => undefined);
  const { lost, doubled, wrong } = await judgeRows(database.url, device.saved);
  device.tell("work");
  const complaints = [...device.complaints, ...watch.faults(), ...unsettled];
  expect({ lost, doubled, wrong, complaints }).toEqual({ lost: [], doubled: [], wrong: [], complaints: [] });
  expect(server.falls(), server.log()).toBe(0);
}

test("[CX-7] a full disk under the journal: refused in words, nothing confirmed is lost, killed on it, goes on when freed", async (context) => {
  if (!deviceDisk) return context.skip(cannotMount);
  await savesMore(4);
  await whileFull(deviceDisk, async () => {
    await waitFor("steps are refused for lack of room", () => refusedForRoom() >= 3);
    const confirmed = device.saved.size;
    await device.kill();
    await waitFor("it opens on the full disk", () => (device.words()["open"] ?? 0) >= 2);
    const refused = refusedForRoom();
    await waitFor("steps are still refused", () => refusedForRoom() > refused);
    expect(device.saved.size - confirmed, "what the last block still takes").toBeLessThan(5);
  });
  await savesMore(4);
  await expectNothingLost();
}, 240_000);

test("[CX-8] a full disk under database and files: told as such, no other fault, no crash, goes on when freed", async (context) => {
  if (!provinceDisk) return context.skip(cannotMount);
  await savesMore(2);
  await whileFull(provinceDisk, async () => {
    await waitFor("the device is told that the province's disk is full", () => device.state()?.trouble === "disk-full");
    await savesMore(3); // on the device there is room
  });
  await database.start();
  await savesMore(2);
  await expectNothingLost();
}, 240_000);
