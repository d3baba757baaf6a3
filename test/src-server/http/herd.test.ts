import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";

import { busyWaitMs } from "../../../src-server/http/busy-wait.ts";
import { createGate, type Gate } from "../../../src-server/http/gate.ts";
import { actions, workOrders } from "../../../src-server/store/schema.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import type { Answer, Desk } from "../support/desk.ts";
import { note, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";

const desks = 200;
const width = 8;
/** The herd lives this much faster than the clock, so that the test takes seconds. */
const haste = 4;

/** A gate that counts what is at work behind it. */
function counted(gate: Gate): Gate & Readonly<{ most: () => number }> {
  let running = 0;
  let most = 0;
  return {
    ...gate,
    most: () => most,
    pass: (work) =>
      gate.pass(async () => {
        running += 1;
        most = Math.max(most, running);
        try {
          // As long as a database at the end of a socket takes: PGlite answers before anybody else gets a turn.
          await sleep(5);
          return await work();
        } finally {
          running -= 1;
        }
      }),
  };
}

const gates = { push: counted(createGate({ width, queue: 20 })), pull: counted(createGate({ width, queue: 20 })) };
let home: TestProvince;
beforeAll(async () => {
  home = await startProvince({ gates });
});
afterAll(() => home.close());

const statuses = new Map<number, number>();
const waits: number[] = [];

/** Asks as a desk does: waits as long as it is told and up to as long again, and asks once more. */
async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status !== 503) return answer;
    const { retryAfterMs } = answer.body as { retryAfterMs: number };
    expect(Number(answer.headers["retry-after"])).toBe(Math.ceil(retryAfterMs / 1000));
    waits.push(retryAfterMs);
    await sleep((retryAfterMs * (1 + Math.random())) / haste);
  }
}

/** Sends two steps and reads what there is; every fifth desk never sees its first answer and sends the same again. */
async function reconnects(desk: Desk, at: number): Promise<void> {
  const register = desk.make("register", null, wagesCase());
  const steps = [register, desk.make("note", orderId(register.id), note("断网时已联系"))];
  if (at % 5 === 0) await patiently(() => desk.pushRaw(steps));
  const pushed = await patiently(() => desk.pushRaw(steps));
  expect(pushed.body).toMatchObject({ receipts: [{ verdict: "applied" }, { verdict: "applied" }] });
  const page = { protocol: 1, deviceId: desk.id, after: null, limit: 2 };
  expect((await patiently(() => desk.ask("POST", "/api/sync/bootstrap", page))).status).toBe(200);
}

test("[HE-1] [HE-3] hundreds of desks come back at once: all served, none lost or doubled, never more than the limit", async () => {
  const herd: Desk[] = [];
  while (herd.length < desks) {
    herd.push(...(await Promise.all(Array.from({ length: 50 }, () => deskOf(home, "sd-quanneng")))));
  }
  await Promise.all(herd.map(reconnects));
  expect([...statuses.keys()].toSorted()).toEqual([200, 503]);
  expect(gates.push.most()).toBe(width);
  expect(gates.pull.most()).toBeLessThanOrEqual(width);
  const log = await home.store.db.select({ id: actions.id, verdict: actions.verdict }).from(actions);
  expect(log).toHaveLength(2 * desks);
  expect(new Set(log.map((line) => `${line.id} ${line.verdict}`)).size).toBe(2 * desks);
  expect(await home.store.db.select({ id: workOrders.id }).from(workOrders)).toHaveLength(desks);
  expect(new Set(waits.map((ms) => Math.floor(ms / 200))).size).toBeGreaterThan(5);
}, 60_000);

test("[HE-2] who is turned away comes back, with the desk's own jitter, within the time that all of them need", () => {
  const quiet = { width, waiting: 0, workMs: 20, refused: 0 };
  expect([0, 0.5, 0.999].map((chance) => busyWaitMs(quiet, chance))).toEqual([1000, 2000, 2998]);
  const herd = { width, waiting: 200, workMs: 200, refused: 800 };
  expect([0, 0.5].map((chance) => busyWaitMs(herd, chance))).toEqual([1000, 7_250]);
  expect(busyWaitMs({ ...herd, workMs: 60_000 }, 0.9999)).toBeLessThan(31_001);
});

test("[HE-2] a gate spreads wider the more it turns away and the longer work takes, and forgets it in seconds", async () => {
  const world = { at: 0, now: () => world.at, chance: () => 0.5 };
  const gate = createGate({ width: 1, queue: 0 }, world);
  const release: (() => void)[] = [];
  const busy = gate.pass(() => new Promise<void>((resolve) => void release.push(resolve)));
  expect(gate.comeBackMs()).toBe(2000);
  for (let n = 0; n < 1000; n += 1) expect(await gate.pass(async () => n)).toEqual({ ok: false, refusal: "busy" });
  expect(gate.comeBackMs()).toBe(6_000);
  world.at = 800;
  release[0]?.();
  await busy;
  expect(gate.comeBackMs()).toBe(16_000);
  world.at = 600_000;
  expect(gate.comeBackMs()).toBe(2000);
});
