import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import type { ActionId } from "../../../src-shared/kernel/ids.ts";
import { parseJournalEntry } from "../../../src-shared/sync/journal-entry.ts";
import { fullPace } from "../../../src-shared/sync/push-pace.ts";
import { openBox, type Box } from "../../../src-renderer/data/box.ts";
import { readOutboxRows, type OutboxRow } from "../../../src-renderer/data/box-outbox.ts";
import { newDevice, openDevice, type Account } from "../../../src-renderer/data/identity.ts";
import { entryLines, unsentEntries, type Ledger } from "../../../src-renderer/data/ledger.ts";
import { openStores, readDamage, type Stores } from "../../../src-renderer/data/open-stores.ts";
import { readLedger } from "../../../src-renderer/data/outbox.ts";
import { createProvinceClock } from "../../../src-renderer/data/province-clock.ts";
import { register } from "../../../src-renderer/data/register.ts";
import { sealBatch } from "../../../src-renderer/data/seal.ts";
import { withdraw, type SubmitParts } from "../../../src-renderer/data/submit.ts";
import { inCalls } from "../../../src-renderer/data/whole-calls.ts";
import type { Journal } from "../../../src-renderer/platform/platform.ts";
import { Unavailable } from "../../../src-renderer/platform/unavailable.ts";
import { anActor, county, shippedRules } from "../../support/orders.ts";
import { wagesCase } from "../../support/order-steps.ts";
import { newAccount, newId } from "./desk-parts.ts";
import { emptyDisk, memoryPlatform, testClock, type Disk } from "./memory-platform.ts";

let boxes: Box[] = [];
afterEach(async () => {
  for (const box of boxes) await box.close();
  boxes = [];
});

type Desk = Readonly<{ disk: Disk; account: Account }>;

async function aDesk(): Promise<Desk> {
  const userId = newAccount();
  const name = { username: "taishan", name: "某", officeName: "泰山区" };
  const profile = { ...name, userId, office: county, roles: [], hub: county };
  const device = await newDevice(newId());
  return { disk: emptyDisk(), account: { username: "taishan", userId, profile, device: device.stored } };
}

/** Opens the stores of a desk, over a journal that a test may have made worse. */
async function start({ disk, account }: Desk, worse: (journal: Journal, box: Box) => Partial<Journal> = () => ({})) {
  const box = await openBox(account.userId);
  boxes.push(box);
  const journal = await memoryPlatform(disk, "").openJournal(account.userId);
  return openStores({ box, journal: { ...journal, ...worse(journal, box) } }, account, 5);
}

async function submitOn({ account }: Desk, { outbox }: Stores): Promise<SubmitParts> {
  const clock = await createProvinceClock(testClock(), null);
  const judge = () => ({ actor: anActor(county), rules: shippedRules });
  const mirror = { order: async () => null, handedOver: async () => null };
  return { outbox, mirror, clock, judge, device: account.device.id, account: account.userId, newId };
}

async function registerOn(desk: Desk, stores: Stores): Promise<ActionId> {
  const said = await register(await submitOn(desk, stores), wagesCase);
  if (!said.ok) throw new Error(said.refusal);
  return said.actionId;
}

/** A desk that made two steps, sealed them, and made two more; all stands in the box, and the desk is closed. */
async function withFour(): Promise<Readonly<{ desk: Desk; before: Ledger; lines: string[] }>> {
  const desk = await aDesk();
  const stores = await start(desk);
  for (let count = 0; count < 4; count += 1) {
    if (count === 2) await sealBatch(stores.outbox, { key: (await keyOf(desk)).key, at: 1, pace: fullPace });
    await registerOn(desk, stores);
  }
  await end(stores);
  return { desk, before: stores.outbox.ledger(), lines: desk.disk.journals.get(desk.account.userId) ?? [] };
}

const keyOf = ({ account }: Desk) => openDevice(account.device);
const unsent = (ledger: Ledger): unknown[] => unsentEntries(ledger).map(({ step }) => step.id);
const full = async (): Promise<never> => Promise.reject(new Unavailable("disk-full", "no room for a second journal"));

async function end({ outbox, box }: Stores): Promise<void> {
  await outbox.projected();
  await box.close();
  boxes = boxes.filter((one) => one !== box);
}

/** Takes lines out of a journal on the disk, as a start does that found them damaged. */
function lose(lines: string[], isLost: (kind: string | undefined, at: number) => boolean): void {
  const kinds = lines.map((line) => parseJournalEntry(line)?.kind);
  lines.splice(0, lines.length, ...lines.filter((_, at) => !isLost(kinds[at], at)));
}

test("[LS-70] what only the box knows comes back when nothing says any more that the journal was damaged", async () => {
  const { desk, before, lines } = await withFour();
  const steps = lines.flatMap((line, at) => (parseJournalEntry(line)?.kind === "step" ? [at] : []));
  lose(lines, (_, at) => at === steps[0] || at === steps[2]);
  const mended = await start(desk);
  expect([...mended.outbox.ledger().entries]).toEqual([...before.entries]);
  expect(mended.outbox.ledger().last).toEqual(before.last);
  expect(await readDamage(mended.box)).toEqual({ records: 2, at: 5 });
  await end(mended);
  const again = await start(desk);
  expect([...again.outbox.ledger().entries]).toEqual([...before.entries]);
});

test("[LS-70] a seal that only the box knows comes back in the same way", async () => {
  const { desk, before, lines } = await withFour();
  lose(lines, (kind) => kind === "sealed");
  const mended = await start(desk);
  expect(mended.outbox.ledger().last).toEqual(before.last);
  expect(await readDamage(mended.box)).toEqual({ records: 2, at: 5 });
});

test("[LS-70] a start that could not write down the damage lets the next one find it", async () => {
  const { desk, before, lines } = await withFour();
  lose(lines, (kind) => kind === "step");
  const contents = { lines: [...lines], tornBytes: 0, damaged: 4 };
  const cut = { append: full, compact: full };
  await expect(start(desk, () => ({ contents, ...cut }))).rejects.toMatchObject({ reason: "disk-full" });
  for (const box of boxes.splice(0)) await box.close();
  const mended = await start(desk);
  expect(unsent(mended.outbox.ledger())).toEqual(unsent(before));
});

test("[LS-71] a disk without room for a second journal takes the missing lines, in the order of making", async () => {
  const { desk, before, lines } = await withFour();
  const steps = lines.flatMap((line, at) => (parseJournalEntry(line)?.kind === "step" ? [at] : []));
  lose(lines, (_, at) => at === steps[0] || at === steps[2]);
  const mended = await start(desk, () => ({ compact: full }));
  expect(unsent(mended.outbox.ledger())).toEqual(unsent(before));
  await end(mended);
  const again = await start(desk);
  expect(unsent(again.outbox.ledger())).toEqual(unsent(before));
  expect(again.outbox.ledger().last).toEqual(before.last);
});

test("[LS-71] a journal that is gone does not begin anew on a full disk: the desk stays closed, and the box keeps all", async () => {
  const { desk, before, lines } = await withFour();
  lines.length = 0;
  desk.disk.isFull = true;
  await expect(start(desk)).rejects.toMatchObject({ name: "Unavailable", reason: "disk-full" });
  for (const box of boxes.splice(0)) await box.close();
  desk.disk.isFull = false;
  const appended = await start(desk, () => ({ compact: full }));
  await end(appended);
  const again = await start(desk);
  expect([...again.outbox.ledger().entries]).toEqual([...before.entries]);
  expect(await readDamage(again.box)).toEqual({ records: null, at: 5 });
});

test("[LS-70] a withdrawn step stays away though the box was not told, and is out of the box before it is compacted", async () => {
  const { desk, lines } = await withFour();
  const stores = await start(desk);
  const [, , , last] = [...stores.outbox.ledger().entries.values()];
  if (!last) throw new Error("four steps");
  await stores.outbox.projected();
  const stale = (await readOutboxRows(stores.box)).filter(({ id }) => id === last.step.id);
  expect(await withdraw(await submitOn(desk, stores), last.step.id)).toBe(true);
  await end(stores);
  await putBack(desk, stale);
  const again = await start(desk);
  expect(again.outbox.ledger().entries.size).toBe(3);
  expect(await readDamage(again.box)).toBeNull();
  await end(again);
  await putBack(desk, stale);
  lines.push(...Array.from({ length: 500 }, (_, count) => JSON.stringify({ kind: "numbered", count, at: 1 })));
  let shown: unknown[] = [];
  const compacting = await start(desk, (journal, box) => ({
    compact: async (kept) => {
      shown = (await readOutboxRows(box)).map(({ id }) => id);
      await journal.compact(kept);
    },
  }));
  expect(lines.length).toBeLessThan(20);
  expect(shown).toEqual([...compacting.outbox.ledger().entries.keys()]);
});

test("[LS-72] a take-over that is cut at any write loses no step, and the next start goes on with it", async () => {
  const { desk, before, lines } = await withFour();
  const long = "长".repeat(60_000);
  const note = { type: "note", payload: { text: long } };
  const [one] = unsentEntries(before);
  if (!one) throw new Error("four steps");
  const more = [1, 2].map(() => ({ kind: "step", step: { ...one.step, ...note, id: newId() }, at: 1 }));
  lines.push(...more.map((entry) => JSON.stringify(entry)));
  const made = [...unsent(before), ...more.map(({ step }) => step.id)];
  const { stored } = await newDevice(newId());
  const replaced = { ...desk, account: { ...desk.account, device: stored } };
  let starts = 0;
  for (let isDone = false; !isDone; starts += 1) {
    let left = 1;
    const cut = (journal: Journal) => ({
      append: async (added: readonly string[]) => {
        left -= 1;
        return left < 0 ? full() : journal.append(added);
      },
    });
    isDone = await start(replaced, cut).then(
      () => true,
      () => false,
    );
    for (const box of boxes.splice(0)) await box.close();
    expect([...readLedger(lines).entries.keys()].toSorted()).toEqual(made.toSorted());
  }
  expect(starts).toBeGreaterThan(2);
  const { outbox } = await start(replaced);
  expect(unsent(outbox.ledger())).toEqual(made);
  expect(outbox.ledger().deviceId).toBe(stored.id);
  expect(new Set(unsentEntries(outbox.ledger()).map(({ step }) => step.deviceId))).toEqual(new Set([stored.id]));
});

test("[LS-72] no call of a take-over is cut by the bridge, and unsent steps under an old name are found again", async () => {
  const { desk, before, lines } = await withFour();
  const { stored } = await newDevice(newId());
  lines.push(JSON.stringify({ kind: "device", deviceId: stored.id, at: 2 }));
  const { outbox } = await start({ ...desk, account: { ...desk.account, device: stored } });
  expect(unsent(outbox.ledger())).toEqual(unsent(before));
  const { key } = await openDevice(stored);
  const batch = await sealBatch(outbox, { key, at: 1, pace: fullPace });
  expect(batch.map(({ seq, deviceId }) => [seq, deviceId])).toEqual([1, 2, 3, 4].map((seq) => [seq, stored.id]));
  const groups = unsentEntries(before).flatMap((entry) => Array.from({ length: 80 }, () => entryLines(entry)));
  const calls = inCalls(groups);
  expect(calls.flat()).toEqual(groups.flat());
  expect(calls.every((call) => call.length <= 500 && JSON.stringify(call).length < 200_000)).toBe(true);
});

test("[LS-70] a seal that was given up since is no loss: the device is another, or the end of the chain", async () => {
  const { desk, before, lines } = await withFour();
  const [first] = before.entries.keys();
  const { stored } = await newDevice(newId());
  const named = { kind: "device", deviceId: stored.id, at: 2 };
  const over = { kind: "taken-over", actionId: first, deviceId: stored.id, at: 2 };
  for (const entry of [{ kind: "rechained", seq: 1, hash: "", at: 2 }, named, over]) lines.push(JSON.stringify(entry));
  const stores = await start({ ...desk, account: { ...desk.account, device: stored } });
  expect(await readDamage(stores.box)).toBeNull();
  const all = [...stores.outbox.ledger().entries.values()];
  expect(all.map(({ step, sealed }) => [step.deviceId, sealed])).toEqual(all.map(() => [stored.id, null]));
  expect(unsent(stores.outbox.ledger()).toSorted()).toEqual(unsent(before).toSorted());
});

/** The box as a kill leaves it that came before it was told. */
async function putBack({ account }: Desk, rows: readonly OutboxRow[]): Promise<void> {
  expect(rows).toHaveLength(1);
  const box = await openBox(account.userId);
  await box.use(async ({ outbox }) => void (await outbox.bulkUpsert([...rows])));
  await box.close();
}
