import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import type { ActionId, DeviceId } from "../../../src-shared/kernel/ids.ts";
import { emptyBootstrap } from "../../../src-shared/sync/engine-state.ts";
import { bootstrap, push, type ErrandParts } from "../../../src-renderer/data/errands.ts";
import { takeReturn } from "../../../src-renderer/data/courier/take-return.ts";
import { newDevice } from "../../../src-renderer/data/identity.ts";
import { continues, unsentEntries } from "../../../src-renderer/data/ledger.ts";
import { meetEpoch } from "../../../src-renderer/data/meet-epoch.ts";
import { createOutbox, readLedger, type Outbox } from "../../../src-renderer/data/outbox.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { storyAt } from "../../support/order-steps.ts";
import { cursorAt, errandsOf } from "./desk-errands.ts";
import { deskParts, newId, noteOn, row, type Parts } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { allOrders, packetDesk } from "./packet-desk.ts";
import { clockWords, PushProvince } from "./push-province.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

const order = storyAt("handling").now;

/** A desk that has had another device, and what each of its notes became. */
type Renamed = Readonly<{
  desk: Parts;
  errands: ErrandParts;
  province: PushProvince;
  device: DeviceId;
  former: readonly ActionId[];
  own: readonly ActionId[];
}>;

async function notes(desk: Parts, device: DeviceId, texts: readonly string[]): Promise<readonly ActionId[]> {
  const said = [];
  for (const text of texts) said.push(await submit({ ...desk.submit, device }, noteOn(order.id, text)));
  return said.flatMap((one) => (one.ok ? [one.actionId] : []));
}

async function drain(errands: ErrandParts): Promise<void> {
  for (let at = 0; at < 12 && unsentEntries(errands.outbox.ledger()).length > 0; at += 1) await push(errands);
}

/** Four notes of a former device, the last of them refused, and so many of the present one, all answered. */
async function renamed(own: number): Promise<Renamed> {
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  const first = new PushProvince();
  const named = (deviceId: DeviceId) => ({ kind: "device", deviceId, at: 1 }) as const;
  await desk.outbox.append([named(desk.device.id)]);
  const former = await notes(desk, desk.device.id, ["一", "二", "三", "四"]);
  await drain(await errandsOf(desk, first));
  const device = await newDevice(newId());
  await desk.outbox.append([named(device.id)]);
  const province = new PushProvince();
  const errands = { ...(await errandsOf(desk, province)), key: device.key };
  const texts = Array.from({ length: own }, (_, at) => `新${at}`);
  const steps = await notes(desk, device.id, texts);
  await drain(errands);
  return { desk, errands, province, device: device.id, former, own: steps };
}

/** The province is put back to what it had before the present device's steps from `kept` on. */
async function restored({ province, desk }: Renamed, kept: number): Promise<void> {
  const hashes = new Map(
    [...desk.outbox.ledger().entries.values()].map(({ sealed }) => [sealed?.seal.seq, sealed?.hash]),
  );
  province.epoch = "e2";
  province.receipts = province.receipts.slice(0, kept);
  province.lastHash = kept === 0 ? "" : (hashes.get(kept) ?? "");
}

const arrived = ({ province }: Renamed): readonly ActionId[] => province.receipts.map(({ actionId }) => actionId);

async function reopened({ desk }: Renamed): Promise<Outbox> {
  const journal = await memoryPlatform(desk.disk, "").openJournal(desk.account);
  return createOutbox(journal, desk.box, readLedger(journal.contents.lines));
}

test("[OB-34] [OB-35] what a former device had confirmed goes to a restored province, before what was made after it", async () => {
  const all = await renamed(3);
  const { errands, province, former, own, device } = all;
  let told = 0;
  await restored(all, 0);
  await notes(all.desk, device, ["之后"]);
  expect(await push({ ...errands, restored: async (steps) => void (told = steps) })).toMatchObject({
    fault: { name: "epoch-changed" },
  });
  expect(told).toBe(6);
  await drain(errands);
  expect(arrived(all).slice(0, 6)).toEqual([...former.slice(0, 3), ...own]);
  expect(province.receipts).toHaveLength(7);
  expect(province.isChained).toBe(true);
  expect(await errands.epoch.read()).toBe("e2");
  const ledger = errands.outbox.ledger();
  expect([...ledger.entries.values()].filter((one) => one.step.deviceId !== device).map(({ step }) => step.id)).toEqual(
    former.slice(3),
  );
  expect(readLedger(all.desk.disk.journals.get(all.desk.account) ?? [])).toEqual(ledger);
  expect(continues(ledger, device, { lastSeq: 7, lastHash: province.lastHash })).toBe(true);
});

test("[OB-34] a backup that holds what the present device sent gets the former one's steps behind that, once", async () => {
  const all = await renamed(3);
  await restored(all, 3);
  const later = await notes(all.desk, all.device, ["之后"]);
  await push(all.errands);
  await drain(all.errands);
  // What was sealed for the old epoch and never arrived is sealed anew.
  expect(arrived(all)).toEqual([...all.own, ...all.former.slice(0, 3), ...later]);
  expect(all.province.isChained).toBe(true);
  all.province.epoch = "e3";
  await notes(all.desk, all.device, ["又一条"]);
  await push(all.errands);
  await drain(all.errands);
  expect(all.province.receipts).toHaveLength(8);
});

test.each(["before anything was sent", "after the province has named its end"])(
  "[OB-36] a desk that is killed %s goes on where it was, in the same order",
  async (when) => {
    const all = await renamed(3);
    const { errands, former, own, province } = all;
    await restored(all, 0);
    await notes(all.desk, all.device, ["之后"]);
    await push(errands);
    if (when.startsWith("after")) await push(errands);
    expect(province.receipts).toEqual([]);
    const outbox = await reopened(all);
    await meetEpoch({ ...errands, outbox }, "e2");
    await drain({ ...errands, outbox });
    expect(arrived(all).slice(0, 6)).toEqual([...former.slice(0, 3), ...own]);
    expect(province.receipts).toHaveLength(7);
    expect(await errands.epoch.read()).toBe("e2");
  },
);

test("[OB-36] a full disk hinders no sync, and the steps of the former device are offered once there is room", async () => {
  const all = await renamed(0);
  const { errands, former, desk } = all;
  const page = { rows: [row(order)], next: null, total: 1, bytes: 1, referenceVersion: "test" };
  const api = {
    ...errands.api,
    bootstrap: async () =>
      ({ ok: true, value: { ...page, cursor: { ...cursorAt(10), epoch: "e2" }, ...clockWords } }) as const,
  };
  await restored(all, 0);
  const later = await notes(desk, all.device, ["之后"]);
  await errands.epoch.write(null);
  desk.disk.isFull = true;
  await meetEpoch(errands, "e2");
  await expect(push(errands)).rejects.toThrow("no room");
  expect(await errands.epoch.read()).toBeNull();
  desk.disk.isFull = false;
  expect(await bootstrap({ ...errands, api }, emptyBootstrap)).toMatchObject({ complete: true });
  await drain(errands);
  expect(arrived(all)).toEqual([...former.slice(0, 3), ...later]);
  expect(await errands.epoch.read()).toBe("e2");
});

test("[OB-37] a province that asks for a step it has confirmed was restored, though its epoch tells nothing", async () => {
  const all = await renamed(3);
  await restored(all, 1);
  await all.errands.epoch.write(null);
  await notes(all.desk, all.device, ["之后"]);
  await push(all.errands);
  await drain(all.errands);
  const [first, ...rest] = all.own;
  expect(arrived(all).slice(0, 6)).toEqual([first, ...all.former.slice(0, 3), ...rest]);
  expect(all.province.isChained).toBe(true);
});

test("[OB-35] seals are broken for a province that agrees on the chain alone", async () => {
  const all = await renamed(3);
  await restored(all, 1);
  all.province.lastHash = "another's";
  await notes(all.desk, all.device, ["之后"]);
  await push(all.errands);
  const seals = () => all.own.map((id) => all.errands.outbox.ledger().entries.get(id)?.sealed?.hash);
  const before = seals();
  await push(all.errands);
  expect(seals()).toEqual(before);
  const waiting = unsentEntries(all.errands.outbox.ledger()).map(({ step }) => step.id);
  expect(waiting.slice(0, 3)).toEqual(all.own);
  expect(waiting.slice(-3)).toEqual(all.former.slice(0, 3));
});

test("[OB-35] a step that was sealed and never arrived goes behind the older ones too", async () => {
  const all = await renamed(0);
  const [only] = await notes(all.desk, all.device, ["之后"]);
  await push({
    ...all.errands,
    api: { ...all.errands.api, push: async () => ({ ok: false, fault: { kind: "unreachable" } }) },
  });
  await restored(all, 0);
  await push(all.errands);
  await drain(all.errands);
  expect(arrived(all)).toEqual([...all.former.slice(0, 3), only]);
  expect(all.province.isChained).toBe(true);
});

test("[OB-35] a desk that knows no epoch sends what a former device had confirmed first", async () => {
  const all = await renamed(0);
  await restored(all, 0);
  await all.errands.epoch.write(null);
  const [only] = await notes(all.desk, all.device, ["之后"]);
  await push(all.errands);
  expect(arrived(all)).toEqual([...all.former.slice(0, 3), only]);
});

test("[OB-34] a restored province that is heard of by a packet gets all in the next one", async () => {
  const all = await renamed(2);
  const { desk, errands, former, own } = all;
  const core = packetDesk(desk, errands);
  const facts = allOrders(desk, { ...cursorAt(10), epoch: "e2" }, [row(order)]);
  expect(await takeReturn(core, facts)).toMatchObject({ ok: true });
  const waiting = unsentEntries(errands.outbox.ledger()).map(({ step }) => step.id);
  expect(waiting).toEqual([...own, ...former.slice(0, 3)]);
});
