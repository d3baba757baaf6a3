import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import { canonicalJson } from "../../../src-shared/kernel/canonical-json.ts";
import { rebuildOrders } from "../../../src-server/projection/rebuild.ts";
import { readOrderIds, readOrders } from "../../../src-server/store/order-store.ts";
import type { Desk } from "../support/desk.ts";
import { dispatchTo, newTurn, note, wagesCase } from "../support/payloads.ts";
import { onPostgres, startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched } from "../support/story.ts";

/** PGlite runs one transaction after the other; PostgreSQL shows what really happens at once, in two processes. */
const writeForMs = onPostgres ? 5000 : 1500;

let home: TestProvince;
let second: TestProvince;
beforeAll(async () => {
  home = await startProvince();
  second = home.databaseUrl === null ? home : await startProvince({ databaseUrl: home.databaseUrl, clock: home.clock });
});
afterAll(async () => {
  if (second !== home) await second.close();
  await home.close();
});

test("[SV-15] of two devices that accept at once one is applied, and of two that exclude each other one is refused", async () => {
  const hub = await deskOf(home, "sd-quanneng");
  const [left, right] = [await deskOf(home, "ta-shenhe"), await deskOf(second, "ta-chengban")];
  for (let round = 0; round < 10; round += 1) {
    const { order, cityTurn } = await dispatched(hub);
    const accepts = await Promise.all([left, right].map((desk) => desk.act("accept", order, { assignment: cityTurn })));
    expect(accepts.map((receipt) => receipt.verdict).sort()).toEqual(["applied", "merged"]);
    const { order: other, cityTurn: turn } = await dispatched(hub);
    const rivals = await Promise.all([
      left.act("accept", other, { assignment: turn }),
      right.act("return-order", other, { assignment: turn, reasonCode: "", reason: "不属本市" }),
    ]);
    const codes = rivals.map((receipt) => receipt.code).sort();
    expect([JSON.stringify([null, "state-moved"]), JSON.stringify(["state-moved", null])]).toContain(
      JSON.stringify(codes),
    );
  }
});

test("[SV-2] the same batch sent by two connections at once has one effect", async () => {
  const hub = await deskOf(home, "sd-quanneng");
  const register = hub.make("register", null, wagesCase());
  const batch = [register, hub.make("note", orderId(register.id), note("一次"))];
  const answers = await Promise.all([hub.pushRaw(batch), hub.pushRaw(batch), hub.pushRaw(batch)]);
  const receipts = answers.map((answer) => (answer.body as { receipts: unknown }).receipts);
  expect(receipts[1]).toEqual(receipts[0]);
  expect(receipts[2]).toEqual(receipts[0]);
  const [stored] = await readOrders(home.store.db, [orderId(register.id)]);
  expect(stored?.timeline).toHaveLength(2);
});

async function writeUntil(end: number, desk: Desk, to: string): Promise<number> {
  let written = 0;
  while (performance.now() < end) {
    const register = desk.make("register", null, wagesCase());
    const dispatch = desk.make("dispatch", orderId(register.id), dispatchTo(to, newTurn()));
    const notes = Array.from({ length: 3 }, () => desk.make("note", orderId(register.id), note("记录")));
    const { receipts } = await desk.push(register, dispatch, ...notes);
    expect(receipts.map((receipt) => receipt.verdict)).toEqual(Array.from({ length: 5 }, () => "applied"));
    written += 1;
  }
  return written;
}

async function readUntil(isOver: () => boolean, desk: Desk): Promise<void> {
  const seen = new Map<string, number>();
  for (let last = false; !last;) {
    last = isOver();
    const cursors = (await desk.pull(7)).map((answer) => answer.cursor);
    cursors.forEach((cursor) => neverFalls(seen, cursor.versions));
    await sleep(1);
  }
}

function neverFalls(seen: Map<string, number>, versions: Record<string, number>): void {
  for (const [shard, version] of Object.entries(versions)) {
    if (version < (seen.get(shard) ?? 0)) throw new Error(`the version of ${shard} fell`);
    seen.set(shard, version);
  }
}

test("[VI-26] under concurrent writers no reader misses a row", async () => {
  const writers: readonly (readonly [TestProvince, string, string])[] = [
    [home, "sd-quanneng", "c3709"],
    [second, "sd-quanneng", "x370902"],
    [home, "taishan", "x370902"],
    [second, "daiyue", "x370911"],
    [second, "lixia", "x370102"],
  ];
  const desks = await Promise.all(writers.map(async ([where, who, to]) => [await deskOf(where, who), to] as const));
  const readers = await Promise.all(
    ["sd-quanneng", "ta-shenhe", "taishan", "lixia"].map(async (who, at) => {
      const desk = await deskOf(at % 2 === 0 ? home : second, who);
      await desk.bootstrap();
      return desk;
    }),
  );
  const end = performance.now() + writeForMs;
  let writing = true;
  const reading = readers.map((desk) => readUntil(() => !writing, desk));
  const written = await Promise.all(desks.map(([desk, to]) => writeUntil(end, desk, to)));
  writing = false;
  await Promise.all(reading);
  const ids = await readOrderIds(home.store.db, null, 100_000);
  expect(ids.length).toBeGreaterThanOrEqual(written.reduce((sum, count) => sum + count, 0));
  const stored = await readOrders(home.store.db, ids.map(orderId));
  const paths = new Map(home.province.offices.map((office) => [String(office.id), office.path]));
  for (const reader of readers) {
    const own = paths.get(reader.profile.office) ?? "";
    const isBelow = (office: string): boolean => `${paths.get(office)}.`.startsWith(`${own}.`);
    const expected = stored.filter((order) =>
      [order.registeredBy, order.holder, ...order.assignments.map((turn) => turn.office)].some(isBelow),
    );
    expect([reader.username, reader.mirror.size]).toEqual([reader.username, expected.length]);
    const wrong = expected.filter(
      (order) => canonicalJson(reader.mirror.get(order.id) ?? null) !== canonicalJson(order),
    );
    expect(wrong.map((order) => order.id)).toEqual([]);
  }
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
});

test("[SV-14] numbers have no gaps under concurrency either", async () => {
  const ids = await readOrderIds(home.store.db, null, 100_000);
  const numbers = (await readOrders(home.store.db, ids.map(orderId))).map((order) => Number(order.number?.slice(-6)));
  expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, at) => at + 1));
});

type Heads = { versions: Record<string, number> };

async function openStream(
  base: string,
  desk: Desk,
): Promise<{ next: () => Promise<Heads>; over: Promise<void>; text: () => string; stop: () => void }> {
  const stopper = new AbortController();
  const answer = await fetch(`${base}/api/sync/stream`, {
    headers: { authorization: `Bearer ${desk.session?.accessToken}` },
    signal: stopper.signal,
  });
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  let all = "";
  let taken = 0;
  const decoder = new TextDecoder();
  const body = answer.body;
  if (!body) throw new Error("a stream has a body");
  const over = (async () => {
    for await (const chunk of body) all += decoder.decode(chunk, { stream: true });
  })().catch(() => undefined);
  const next = async (): Promise<Heads> => {
    for (let waited = 0; waited < 500; waited += 1) {
      const events = [...all.matchAll(/event: heads\ndata: (.*)\n\n/g)];
      const event = events[taken];
      if (event) {
        taken += 1;
        return JSON.parse(event[1] ?? "") as Heads;
      }
      await sleep(10);
    }
    throw new Error(`no event came: ${all}`);
  };
  return { next, over, text: () => all, stop: () => stopper.abort() };
}

test("[VI-40, VI-42] streams of every process hear of heads in their scope, at opening and at each change", async () => {
  const base = await second.listen();
  const county = await deskOf(second, "taishan");
  const hub = await deskOf(home, "sd-quanneng");
  const stream = await openStream(base, county);
  const opening = await stream.next();
  expect(Object.keys(opening.versions)).toEqual(["p37.c3709.x370902"]);
  await dispatched(hub, "c3701");
  const { order } = await dispatched(hub, "x370902");
  const moved = await stream.next();
  expect(moved.versions["p37.c3709.x370902"]).toBeGreaterThan(opening.versions["p37.c3709.x370902"] ?? 0);
  expect(stream.text()).not.toContain(order);
  expect(stream.text()).not.toContain("c3701");
  stream.stop();
});

test("[VI-41] a stream beats, needs a session and ends with it", async () => {
  const own = await startProvince({ heartbeatMs: 30 });
  const base = await own.listen();
  const nobody = await fetch(`${base}/api/sync/stream`);
  expect([nobody.status, ((await nobody.json()) as { name: string }).name]).toEqual([401, "signed-out"]);
  const desk = await deskOf(own, "taishan");
  const stream = await openStream(base, desk);
  await stream.next();
  await expect.poll(stream.text).toContain("\n:\n");
  await desk.ask("DELETE", "/api/session");
  await stream.over;
  const other = await deskOf(own, "daiyue");
  const cut = await openStream(base, other);
  await cut.next();
  await own.close();
  await cut.over;
});
