import { createHash } from "node:crypto";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDemoFiles } from "../../../src-server/jobs/demo-files.ts";
import { loadDemoOrders } from "../../../src-server/jobs/load-demo-orders.ts";
import { rebuildOrders } from "../../../src-server/projection/rebuild.ts";
import { blobStore, type BlobStore } from "../../../src-server/store/blob-store.ts";
import { findDevice } from "../../../src-server/store/device-store.ts";
import { measureVisible, readPage } from "../../../src-server/store/order-store.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { deviceId } from "../../../src-shared/kernel/ids.ts";
import { demoUserId, demoUuid } from "../../../src-server/jobs/demo-users.ts";
import { startProvince, testClock, type TestProvince } from "../support/province.ts";
import { Desk } from "../support/desk.ts";

let place: TestProvince;
let blobs: BlobStore;
let steps = 0;
let orders: readonly WorkOrder[] = [];

beforeAll(async () => {
  place = await startProvince({ clock: testClock("2026-03-10T10:00:00+08:00") });
  blobs = blobStore(path.join(place.filesFolder, "blobs"));
  steps = await loadDemoOrders(place.province, blobs);
  orders = await readPage(place.store.db, "p37", { after: null, limit: 500 });
}, 60_000);
afterAll(() => place.close());

test("[DM-10] a later start adds nothing", async () => {
  expect(steps).toBeGreaterThan(400);
  place.clock.at += 3 * 86_400_000;
  expect(await loadDemoOrders(place.province, blobs)).toBe(0);
  expect(await measureVisible(place.store.db, "p37")).toMatchObject({ total: orders.length });
});

test("[DM-11] the log holds every step, and its replay gives the orders", async () => {
  const rebuilt = await rebuildOrders(place.store, false);
  expect(rebuilt).toEqual({ orders: orders.length, differing: [] });
  const events = orders.flatMap((order) => order.timeline);
  expect(events).toHaveLength(steps);
  expect(new Set(events.map((event) => event.grade))).toEqual(new Set(["A"]));
  for (const event of events) expect([event.deviceAt, event.receivedAt]).toEqual([event.at, event.at]);
});

test("[DM-11] numbers follow the registrations", () => {
  const registered = orders.toSorted((left, right) => left.registeredAt - right.registeredAt);
  const numbers = registered.map((order) => order.number ?? "");
  expect(numbers).toEqual(numbers.toSorted());
  expect(new Set(numbers).size).toBe(orders.length);
  expect(numbers[0]).toMatch(/^37-202[56]-000001$/);
});

test("[DM-12] the photographs are there", async () => {
  const attached = orders.flatMap((order) => order.attachments);
  expect(attached.length).toBeGreaterThanOrEqual(10);
  for (const file of attached) {
    const bytes = await buffer(blobs.read(file.sha256));
    expect(file).toMatchObject({ stored: true, size: bytes.length });
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(file.sha256);
  }
  for (const { name, size } of readDemoFiles()) expect([name, size < 60_000]).toEqual([name, true]);
});

test("[DM-13] a county pulls the demo orders it has a right to", async () => {
  const desk = await new Desk(place.app, "taishan", place.clock.now).signIn();
  await desk.bootstrap();
  const concerned = orders.filter(
    (order) =>
      String(order.registeredBy) === "x370902" ||
      order.assignments.some((turn) => String(turn.office) === "x370902" && turn.stage !== "returned"),
  );
  expect(new Set(desk.mirror.keys())).toEqual(new Set(concerned.map((order) => order.id)));
  expect(concerned.length).toBeGreaterThan(15);
});

test("[DM-14] the terminals of the demo are out of use", async () => {
  const id = deviceId(demoUuid(`demo terminal ${demoUserId("taishan")}`));
  const device = await findDevice(place.store.db, id);
  expect(device?.disabledAt).not.toBeNull();
  expect(device?.lastSeq).toBeGreaterThan(20);
});
