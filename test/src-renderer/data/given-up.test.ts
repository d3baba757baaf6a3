import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import type { ActionId } from "../../../src-shared/kernel/ids.ts";
import { push, type ErrandParts } from "../../../src-renderer/data/errands.ts";
import { compacted, continues, isGivenUp, unsentEntries } from "../../../src-renderer/data/ledger.ts";
import { meetEpoch } from "../../../src-renderer/data/meet-epoch.ts";
import { packetEntries } from "../../../src-renderer/data/offer-again.ts";
import { createOutbox, readLedger } from "../../../src-renderer/data/outbox.ts";
import { sendAgain } from "../../../src-renderer/data/settle.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { storyAt } from "../../support/order-steps.ts";
import { errandsOf } from "./desk-errands.ts";
import { deskParts, noteOn, row, type Parts } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { PushProvince } from "./push-province.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

const order = storyAt("handling").now;

type Told = Readonly<{ desk: Parts; errands: ErrandParts; province: PushProvince; made: readonly ActionId[] }>;

async function drain(errands: ErrandParts): Promise<void> {
  for (let at = 0; at < 12 && unsentEntries(errands.outbox.ledger()).length > 0; at += 1) await push(errands);
}

/** Five notes, of which the fourth was refused and sent again: six steps, the fourth of them given up. */
async function sentAgain(): Promise<Told> {
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  await desk.outbox.append([{ kind: "device", deviceId: desk.device.id, at: 1 }]);
  const province = new PushProvince();
  const errands = await errandsOf(desk, province);
  const made: ActionId[] = [];
  for (const text of ["一", "二", "三", "四", "五"]) {
    const said = await submit(desk.submit, noteOn(order.id, text));
    if (said.ok) made.push(said.actionId);
  }
  await drain(errands);
  const [, , , refused] = made;
  const again = refused ? await sendAgain(desk.submit, refused) : null;
  if (!again?.ok) throw new Error("the fourth was refused");
  await drain(errands);
  return { desk, errands, province, made: [...made, again.actionId] };
}

/** The province is put back to what it had before the steps from `kept` on, and the desk hears of it. */
async function restored({ province, desk, errands }: Told, kept: number): Promise<void> {
  const entries = [...desk.outbox.ledger().entries.values()];
  province.epoch = "e2";
  province.receipts = province.receipts.slice(0, kept);
  province.lastHash = entries.find(({ sealed }) => sealed?.seal.seq === kept)?.sealed?.hash ?? "";
  await meetEpoch(errands, "e2");
  await errands.epoch.write(null);
}

const arrived = ({ province }: Told): readonly ActionId[] => province.receipts.map(({ actionId }) => actionId);
const at = (ids: readonly ActionId[], ...places: readonly number[]) => places.map((place) => ids[place - 1]);
const sealsOf = ({ desk, made }: Told) => made.map((id) => desk.outbox.ledger().entries.get(id)?.sealed?.hash);

test.each([0, 2, 3])(
  "[OB-40] a restored province that has %i steps left never hears of a refused one beside what took its place",
  async (kept) => {
    const all = await sentAgain();
    await restored(all, kept);
    await drain(all.errands);
    expect(arrived(all)).toEqual(at(all.made, 1, 2, 3, 5, 6));
    expect(all.province.isChained).toBe(true);
    const ledger = all.errands.outbox.ledger();
    expect(await all.errands.epoch.read()).toBe("e2");
    expect(readLedger(all.desk.disk.journals.get(all.desk.account) ?? [])).toEqual(ledger);
    expect(continues(ledger, all.desk.device.id, { lastSeq: 5, lastHash: all.province.lastHash })).toBe(true);
    expect([...ledger.entries.values()].filter(isGivenUp).map(({ step }) => step.id)).toEqual(at(all.made, 4));
  },
);

test("[OB-40] a backup that has the refused step keeps the chain as it was", async () => {
  const all = await sentAgain();
  await restored(all, 5);
  const before = sealsOf(all);
  await drain(all.errands);
  expect(arrived(all)).toEqual(all.made);
  expect(sealsOf(all)).toEqual(before);
});

test("[OB-40] a desk that is killed after the seals were broken leaves the refused step out too", async () => {
  const all = await sentAgain();
  await restored(all, 2);
  await push(all.errands);
  expect(arrived(all)).toEqual(at(all.made, 1, 2, 3));
  const journal = await memoryPlatform(all.desk.disk, "").openJournal(all.desk.account);
  const kept = compacted(readLedger(journal.contents.lines), 1);
  const outbox = createOutbox(journal, all.desk.box, readLedger(kept.map((line) => JSON.stringify(line))));
  await meetEpoch({ ...all.errands, outbox }, "e2");
  await drain({ ...all.errands, outbox });
  expect(arrived(all)).toEqual(at(all.made, 1, 2, 3, 5, 6));
});

test("[OB-40] where the two do not agree on the chain, and in a packet, all goes as it was sealed", async () => {
  const all = await sentAgain();
  await restored(all, 3);
  const carried = packetEntries(all.errands.outbox.ledger());
  expect(carried.map(({ step }) => step.id)).toEqual(all.made);
  all.province.lastHash = "another's";
  const before = sealsOf(all);
  await push(all.errands);
  await push(all.errands);
  expect(arrived(all).slice(0, 4)).toEqual(at(all.made, 1, 2, 3, 4));
  expect(sealsOf(all)).toEqual(before);
});

test("[OB-40] a packet of what waits carries nothing that was given up before it", async () => {
  const all = await sentAgain();
  const said = await submit(all.desk.submit, noteOn(order.id, "之后"));
  if (!said.ok) throw new Error(said.refusal);
  expect(packetEntries(all.errands.outbox.ledger()).map(({ step }) => step.id)).toEqual([said.actionId]);
});
