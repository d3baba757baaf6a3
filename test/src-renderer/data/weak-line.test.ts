import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import type { Desk, SyncStatus } from "../../../src-renderer/data/desk-api.ts";
import { createDoor } from "../../../src-renderer/data/door.ts";
import type { Platform } from "../../../src-renderer/platform/platform.ts";
import { actions } from "../../../src-server/store/schema.ts";
import { contactId, orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { startProvince, type TestProvince } from "../../src-server/support/province.ts";
import { note, wagesCase } from "../../src-server/support/payloads.ts";
import { deskOf } from "../../src-server/support/story.ts";
import { openProxy, type Proxy } from "../../support/weak-line/open-proxy.ts";
import { drained, signedIn, status, until } from "./live-desk.ts";
import { emptyDisk, loseIndexedDb, memoryPlatform, testClock } from "./memory-platform.ts";

/** Ten times as fast as life: the line, its cuts, and the desk's own clock, so that it takes seconds. */
const haste = 10;
const weak = { bytesPerSecond: (64_000 / 8) * haste, latencyMs: 300 / haste, cutEverySeconds: 30 / haste };
/** What the line carries between two cuts holds a few dozen of these orders, as real ones with long stories. */
const orders = 120;

let home: TestProvince;
let proxy: Proxy;
let first: OrderId;
let open: Desk | null = null;
beforeAll(async () => {
  home = await startProvince({ clock: { at: 0, now: () => Date.now() } });
  const { port } = new URL(await home.listen());
  proxy = await openProxy({ target: { port: Number(port), host: "127.0.0.1" } });
  const hub = await deskOf(home, "sd-quanneng");
  const cases = Array.from({ length: orders }, () => hub.make("register", null, longCase()));
  first = orderId(cases[0]?.id ?? "");
  for (let at = 0; at < orders; at += 30) await hub.push(...cases.slice(at, at + 30));
});
afterEach(async () => {
  proxy.set({ bytesPerSecond: Number.POSITIVE_INFINITY, latencyMs: 0, cutEverySeconds: null, down: false });
  await open?.close();
  open = null;
  await loseIndexedDb();
});
afterAll(async () => {
  await proxy.close();
  await home.close();
});

/** A case with a long story that does not compress away: all of them do not fit between two cuts. */
function longCase(): ReturnType<typeof wagesCase> {
  const made = wagesCase();
  const facts = Array.from({ length: 180 }, () => randomUUID()).join("，");
  return { ...made, contact: { ...made.contact, id: contactId(randomUUID()) }, claim: { ...made.claim, facts } };
}

type Asked = Readonly<{ path: string; body: Readonly<Record<string, unknown>> }>;

/** What a request says, also where it travels compressed (WP-22). */
async function textOf(body: RequestInit["body"]): Promise<string | null> {
  if (body instanceof Blob) return gunzipSync(Buffer.from(await body.arrayBuffer())).toString();
  return typeof body === "string" ? body : null;
}

/** A platform whose clock runs in haste, and that notes what is asked of the province. */
function hasty(asked: Asked[]): Platform {
  const clock = { ...testClock(), monotonic: () => performance.now() * haste };
  const platform = memoryPlatform(emptyDisk(), `http://127.0.0.1:${proxy.port}`, clock);
  return {
    ...platform,
    fetch: async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const text = await textOf(init?.body);
      if (text !== null) asked.push({ path: pathname, body: JSON.parse(text) as Asked["body"] });
      return platform.fetch(input, init);
    },
  };
}

/** Signs in over a good line, with the first sync stopped, and then lets the line be weak. */
async function atTheEndOfAWeakLine(asked: Asked[]): Promise<Desk> {
  const desk = await signedIn(createDoor(hasty(asked)), "sd-huawu");
  open = desk;
  desk.holdFirstSync(true);
  await status(desk, ({ firstSync }) => firstSync?.held === true);
  await until(desk.sync$, ({ line }) => line === "online");
  return desk;
}

const followed = async (desk: Desk, seen: SyncStatus[]): Promise<void> => {
  const following = desk.sync$.subscribe((one) => seen.push(one));
  try {
    for (;;) {
      const before = proxy.connections().cut;
      const done = (await status(desk, ({ firstSync }) => firstSync === null || proxy.connections().cut > before))
        .firstSync;
      if (done === null) return;
    }
  } finally {
    following.unsubscribe();
  }
};

test("[WK-20] [WK-21] [WK-22] over 64 kbit/s with a cut every half minute a first sync goes on where it was cut", async () => {
  const asked: Asked[] = [];
  const desk = await atTheEndOfAWeakLine(asked);
  const seen: SyncStatus[] = [];
  proxy.set(weak);
  asked.length = 0;
  desk.holdFirstSync(false);
  await followed(desk, seen);
  expect(proxy.connections().cut).toBeGreaterThan(1);
  const pages = asked.filter(({ path }) => path === "/api/sync/bootstrap").map(({ body }) => body);
  const places = pages.map(({ after }) => after).filter((after, at, all) => after !== all[at - 1]);
  expect(new Set(places).size).toBe(places.length);
  const limits = pages.map(({ limit }) => Number(limit));
  expect(limits.some((limit, at) => limit < (limits[at - 1] ?? 0))).toBe(true);
  expect(limits.some((limit, at) => at > 0 && limit > (limits[at - 1] ?? Infinity))).toBe(true);
  const told = seen.flatMap(({ firstSync }) => firstSync ?? []);
  const done = told.map((one) => one.done);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(told.some(({ total, bytes, remainingMs }) => total === orders && bytes > 0 && (remainingMs ?? 0) > 0)).toBe(
    true,
  );
}, 60_000);

test("[WK-23] a first sync that is stopped asks for nothing, lets steps go, and goes on where it was", async () => {
  const asked: Asked[] = [];
  const desk = await atTheEndOfAWeakLine(asked);
  const pagesBefore = asked.filter(({ path }) => path === "/api/sync/bootstrap").length;
  const saved = await desk.register(longCase());
  expect(saved.ok).toBe(true);
  await status(desk, ({ unsent }) => unsent === 0);
  expect(asked.filter(({ path }) => path === "/api/sync/bootstrap")).toHaveLength(pagesBefore);
  desk.holdFirstSync(false);
  expect(await drained(desk)).toMatchObject({ firstSync: null, line: "online" });
}, 60_000);

test("[WK-24] twenty steps arrive over such a line, each once, in batches that follow it", async () => {
  const asked: Asked[] = [];
  const desk = await signedIn(createDoor(hasty(asked)), "sd-quanneng");
  open = desk;
  await drained(desk);
  proxy.set({ down: true });
  for (let n = 0; n < 20; n += 1) {
    const text = `${n} ${randomUUID()}`;
    expect(await desk.submit({ type: "note", orderId: first, payload: note(text) })).toMatchObject({ ok: true });
  }
  desk.syncNow();
  await expect.poll(() => asked.some(({ path }) => path === "/api/sync/push")).toBe(true);
  await status(desk, ({ line, sending }) => line === "offline" && !sending);
  asked.length = 0;
  proxy.set({ down: false, ...weak });
  desk.syncNow();
  await status(desk, ({ unsent }) => unsent === 0);
  const sizes = asked.flatMap(({ path, body }) => (path === "/api/sync/push" ? [[body["actions"]].flat().length] : []));
  expect(sizes[0]).toBeLessThan(20);
  expect(sizes.some((size, at) => at > 0 && size > (sizes[at - 1] ?? 0))).toBe(true);
  const log = await home.store.db.select().from(actions);
  expect(log.filter(({ type, orderId: of }) => type === "note" && of === first)).toHaveLength(20);
}, 60_000);
