import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import { tellOpenings } from "../../../src-renderer/data/errands.ts";
import { openOpenings, type Openings } from "../../../src-renderer/data/openings.ts";
import { createSyncDriver, type SyncDriver } from "../../../src-renderer/data/sync-driver.ts";
import type { OpeningMark } from "../../../src-shared/protocol/openings.ts";
import { notes, storyAt } from "../../support/order-steps.ts";
import { anActor, city, county } from "../../support/orders.ts";
import { cursorAt, errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, row, type Parts } from "./desk-parts.ts";
import { clockWords } from "./push-province.ts";

let parts: Parts | null = null;
let driver: SyncDriver | null = null;
afterEach(async () => {
  driver?.stop();
  driver = null;
  await parts?.close();
});

/** A desk of the city with an order that its county has worked on. */
async function cityDesk(): Promise<Parts> {
  parts = await deskParts({ actor: anActor(city) });
  const order = storyAt("handling").does(notes(county)).now;
  await parts.mirror.store([row(order)], parts.standpoint(), 1);
  return parts;
}

const openingsOf = ({ box, mirror, standpoint, submit }: Parts): Promise<Openings> =>
  openOpenings({ box, mirror, standpoint, now: submit.clock.now });

const order = storyAt("handling").does(notes(county)).now;

test("[RC-2] an opening waits over restarts, with the time at which it was made", async () => {
  const desk = await cityDesk();
  const at = desk.submit.clock.now();
  await (await openingsOf(desk)).open(order.id);
  const [mark] = (await openingsOf(desk)).next();
  expect(mark).toMatchObject({ orderId: order.id, version: order.version });
  expect(Math.abs((mark?.at ?? 0) - at)).toBeLessThan(5000);
});

test("[RC-3] what the office has opened before, or the computer noted already, is not noted again", async () => {
  const desk = await cityDesk();
  const openings = await openingsOf(desk);
  await openings.open(order.id);
  const first = openings.next();
  await openings.open(order.id);
  expect(openings.next()).toEqual(first);
  await openings.told(first);
  const known = { ...row(order), openings: [{ office: city, version: order.version, at: 5 }] };
  await desk.mirror.store([known], desk.standpoint(), 2);
  await openings.open(order.id);
  expect(openings.count()).toBe(0);
});

test("[RC-4] who only did it oneself notes nothing", async () => {
  parts = await deskParts({ actor: anActor(county) });
  await parts.mirror.store([row(order)], parts.standpoint(), 1);
  const openings = await openingsOf(parts);
  await openings.open(order.id);
  expect(openings.count()).toBe(0);
});

test("[RC-10] what the copy shows by now, told by hand, is let go of; the rest waits", async () => {
  const desk = await cityDesk();
  const openings = await openingsOf(desk);
  await openings.open(order.id);
  await openings.settle();
  expect(openings.count()).toBe(1);
  const shown = { ...row(order), openings: [{ office: city, version: order.version, at: 5 }] };
  await desk.mirror.store([shown], desk.standpoint(), 2);
  await openings.settle();
  expect(openings.count()).toBe(0);
  expect((await openingsOf(desk)).next()).toEqual([]);
});

const signedIn = { signedIn: true, unsent: 0, files: 0, cursor: cursorAt(7), bootstrap: null } as const;

test("[RC-9] marks are told once feed and steps are done, and go when they are", async () => {
  const desk = await cityDesk();
  const asked: string[] = [];
  const told: OpeningMark[] = [];
  const still = { rows: [], more: false, referenceVersion: "test", ...clockWords };
  const api: Api = {
    pull: async (cursor) => {
      asked.push("pull");
      return { ok: true, value: { ...still, cursor } };
    },
    newerReference: async () => ({ ok: true, value: null }),
    openings: async (marks) => {
      asked.push("openings");
      told.push(...marks);
      return { ok: true, value: clockWords };
    },
  };
  const errands = await errandsOf(desk, api);
  await errands.openings.open(order.id);
  driver = createSyncDriver({
    errands,
    openStream: () => () => {},
    monotonic: () => performance.now(),
    chance: () => 0.5,
  });
  driver.tell({ type: "opened", ...signedIn, openings: 1, referenceVersion: "test" });
  await expect.poll(() => told.length).toBe(1);
  expect(asked.slice(0, 2)).toEqual(["pull", "openings"]);
  await expect.poll(() => errands.openings.count()).toBe(0);
});

test("[RC-9] a broken line leaves a mark waiting, and what the province will not have is let go of", async () => {
  const desk = await cityDesk();
  const broken = await errandsOf(desk, { openings: async () => ({ ok: false, fault: { kind: "unreachable" } }) });
  await broken.openings.open(order.id);
  expect(await tellOpenings(broken)).toMatchObject({ type: "failed", errand: "openings" });
  expect(broken.openings.count()).toBe(1);
  const older = await errandsOf(desk, {
    openings: async () => ({
      ok: false,
      fault: { kind: "problem", name: "not-found", status: 404, retryAfterMs: null },
    }),
  });
  expect(await tellOpenings(older)).toEqual({ type: "openings-told", openings: 0 });
});
