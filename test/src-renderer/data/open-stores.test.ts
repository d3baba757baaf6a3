import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import { dayMs } from "../../../src-shared/kernel/instant.ts";
import { deviceId, type ActionId, type UserId } from "../../../src-shared/kernel/ids.ts";
import { openBox, readValue, writeValue } from "../../../src-renderer/data/box.ts";
import { readOutboxRows } from "../../../src-renderer/data/box-outbox.ts";
import { openDrafts } from "../../../src-renderer/data/drafts.ts";
import type { Account } from "../../../src-renderer/data/identity.ts";
import {
  newDevice,
  openDevice,
  readAccounts,
  rememberAccount,
  forgetLast,
} from "../../../src-renderer/data/identity.ts";
import { compacted, unsentEntries } from "../../../src-renderer/data/ledger.ts";
import { parseJournalEntry } from "../../../src-shared/sync/journal-entry.ts";
import { dropDamage, openStores, readDamage, type Stores } from "../../../src-renderer/data/open-stores.ts";
import { createProvinceClock } from "../../../src-renderer/data/province-clock.ts";
import { sealBatch } from "../../../src-renderer/data/seal.ts";
import { fullPace } from "../../../src-shared/sync/push-pace.ts";
import { register } from "../../../src-renderer/data/register.ts";
import { withdraw, type SubmitParts } from "../../../src-renderer/data/submit.ts";
import { intentOf } from "../../../src-renderer/data/fold.ts";
import { anActor, county, shippedRules } from "../../support/orders.ts";
import { wagesCase } from "../../support/order-steps.ts";
import { newAccount, newId, receiptFor } from "./desk-parts.ts";
import { emptyDisk, loseIndexedDb, memoryPlatform, testClock, type Disk } from "./memory-platform.ts";

let open: Stores | null = null;
afterEach(async () => close());

async function close(): Promise<void> {
  await open?.outbox.projected();
  await open?.box.close();
  open = null;
}

async function anAccount(userId: UserId = newAccount()): Promise<Account> {
  const device = await newDevice(newId());
  const profile = {
    userId,
    username: "taishan",
    name: "某",
    office: county,
    officeName: "泰山区",
    roles: [],
    hub: county,
  };
  return { username: "taishan", userId, profile, device: device.stored };
}

async function storesOf(disk: Disk, account: Account, wall = 5): Promise<Stores> {
  const platform = memoryPlatform(disk, "");
  open = await openStores(
    { box: await openBox(account.userId), journal: await platform.openJournal(account.userId) },
    account,
    wall,
  );
  return open;
}

async function submitOn(stores: Stores, account: Account): Promise<SubmitParts> {
  const clock = await createProvinceClock(testClock(), null);
  const judge = () => ({ actor: anActor(county), rules: shippedRules });
  const mirror = { order: async () => null, handedOver: async () => null };
  const { device, userId } = account;
  return { outbox: stores.outbox, mirror, clock, judge, device: device.id, account: userId, newId };
}

async function registerOn(stores: Stores, account: Account): Promise<ActionId> {
  const said = await register(await submitOn(stores, account), wagesCase);
  if (!said.ok) throw new Error(said.refusal);
  return said.actionId;
}

/** The counts of the provisional numbers of a journal's registrations. */
function counts(stores: Stores): readonly number[] {
  return [...stores.outbox.ledger().entries.values()].map(({ step }) => {
    const intent = intentOf(step);
    if (intent?.type !== "register") throw new Error("a registration");
    return Number(intent.payload.provisionalNumber.split("-").at(-1));
  });
}

const unsent = (stores: Stores): unknown[] => unsentEntries(stores.outbox.ledger()).map((entry) => entry.step.id);
const kinds = (disk: Disk, account: Account): unknown[] =>
  (disk.journals.get(account.userId) ?? []).map((line) => (JSON.parse(line) as { kind: string }).kind);

test("[LS-15] [PF-13] a first start is no loss; a lost IndexedDB is, and is told with the number of steps until dismissed", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  const first = await storesOf(disk, account);
  expect(kinds(disk, account)).toEqual(["device", "session"]);
  expect(await readValue(first.box, "recovery")).toBeNull();
  await registerOn(first, account);
  const [made] = unsent(first);
  await close();
  const again = await storesOf(disk, account);
  expect([await readValue(again.box, "recovery"), unsent(again)]).toEqual([null, [made]]);
  await close();
  await loseIndexedDb();
  const rebuilt = await storesOf(disk, account);
  expect(await readValue(rebuilt.box, "recovery")).toBe('{"steps":1,"at":5}');
  expect(unsent(rebuilt)).toEqual([made]);
  expect((await readOutboxRows(rebuilt.box)).map((row) => row.id)).toEqual([made]);
});

test("[LS-18] a journal that is gone gets its entries back from the box", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  const first = await storesOf(disk, account);
  await registerOn(first, account);
  await registerOn(first, account);
  await sealBatch(first.outbox, { key: (await openDevice(account.device)).key, at: 1, pace: fullPace });
  await registerOn(first, account);
  const before = first.outbox.ledger();
  await close();
  disk.journals.clear();
  const again = await storesOf(disk, account);
  expect([...again.outbox.ledger().entries]).toEqual([...before.entries]);
  expect(again.outbox.ledger().last).toEqual(before.last);
});

test("[OB-24] a new device takes over the unsent steps of the one it replaces and begins a chain of its own", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  const first = await storesOf(disk, account);
  await registerOn(first, account);
  await sealBatch(first.outbox, { key: (await openDevice(account.device)).key, at: 1, pace: fullPace });
  await registerOn(first, account);
  const made = unsent(first);
  await close();
  const replaced = await anAccount(account.userId);
  const again = await storesOf(disk, replaced);
  expect(unsent(again)).toEqual(made);
  const batch = await sealBatch(again.outbox, { key: (await openDevice(replaced.device)).key, at: 1, pace: fullPace });
  expect(batch.map((one) => [one.seq, one.deviceId, one.previousHash === ""])).toEqual([
    [1, replaced.device.id, true],
    [2, replaced.device.id, false],
  ]);
});

test("[OB-24] what another device of the account has sent stays its own: the new chain begins at 1", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  const first = await storesOf(disk, account);
  await registerOn(first, account);
  const [sent] = await sealBatch(first.outbox, { key: (await openDevice(account.device)).key, at: 1, pace: fullPace });
  if (!sent) throw new Error("nothing was sealed");
  const receipt = receiptFor(sent, { seq: 1 });
  await first.outbox.exclusive(() => first.outbox.append([{ kind: "receipt", receipt, at: 1 }]));
  await close();
  const replaced = await anAccount(account.userId);
  const again = await storesOf(disk, replaced);
  await registerOn(again, replaced);
  again.outbox.offerAgain(1);
  const batch = await sealBatch(again.outbox, { key: (await openDevice(replaced.device)).key, at: 1, pace: fullPace });
  expect(batch.map((one) => [one.seq, one.deviceId])).toEqual([[1, replaced.device.id]]);
});

test("[LS-6] accounts of this computer are remembered, each with its device, and the last one can be forgotten", async () => {
  const { secrets } = memoryPlatform(emptyDisk(), "");
  const [one, two] = [await anAccount(), await anAccount()];
  await rememberAccount(secrets, one);
  await rememberAccount(secrets, two);
  await rememberAccount(secrets, one);
  expect(await readAccounts(secrets)).toEqual({ last: one.userId, accounts: [two, one] });
  await forgetLast(secrets);
  expect((await readAccounts(secrets)).last).toBeNull();
  expect((await openDevice(one.device)).id).toBe(deviceId(one.device.id));
});

test("[LS-30] a draft is there after a reload, newest first, and leaves nothing behind when cleared", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  const { box } = await storesOf(disk, account);
  let at = 0;
  const drafts = await openDrafts(box, () => (at += 1));
  await drafts.write("intake", { facts: "绝密草稿" });
  await drafts.write("note.1", { text: "二" });
  const again = await openDrafts(box, () => 9);
  expect(await again.read("intake")).toEqual({ facts: "绝密草稿" });
  expect(await again.read("nothing")).toBeNull();
  const marks: unknown[] = [];
  again.list$.subscribe((list) => marks.push(list.map((mark) => mark.key)));
  await again.clear("intake");
  expect(marks).toEqual([["note.1", "intake"], ["note.1"]]);
  expect(await again.read("intake")).toBeNull();
  const left = await box.use(({ drafts: all }) => all.storageInstance.findDocumentsById(["intake"], true));
  expect(JSON.stringify(left)).not.toContain("绝密草稿");
});

test("[OB-29] provisional numbers never repeat: at once, withdrawn, compacted, restarted, from the box", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  const first = await storesOf(disk, account);
  const made = await Promise.all([1, 2, 3, 4].map(() => registerOn(first, account)));
  expect(counts(first)).toEqual([1, 2, 3, 4]);
  for (const id of made.slice(1)) expect(await withdraw(await submitOn(first, account), id)).toBe(true);
  await registerOn(first, account);
  expect(counts(first)).toEqual([1, 5]);
  const last = await registerOn(first, account);
  await withdraw(await submitOn(first, account), last);
  const journal = await memoryPlatform(disk, "").openJournal(account.userId);
  await journal.compact(compacted(first.outbox.ledger(), 1).map((entry) => JSON.stringify(entry)));
  await close();
  const again = await storesOf(disk, account);
  await registerOn(again, account);
  expect(counts(again)).toEqual([1, 5, 7]);
  await close();
  disk.journals.clear();
  const rebuilt = await storesOf(disk, account);
  await registerOn(rebuilt, account);
  expect(counts(rebuilt)).toEqual([1, 5, 7, 1008]);
  await close();
  const restarted = await storesOf(disk, account);
  await registerOn(restarted, account);
  expect(counts(restarted)).toEqual([1, 5, 7, 1008, 1009]);
});

test("[LS-41] [LS-42] records that the journal lost come back from the box, and the damage is told until put away", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  const first = await storesOf(disk, account);
  expect(await readDamage(first.box)).toBeNull();
  for (let count = 0; count < 3; count += 1) await registerOn(first, account);
  await sealBatch(first.outbox, { key: (await openDevice(account.device)).key, at: 1, pace: fullPace });
  const gone = await registerOn(first, account);
  await first.outbox.projected();
  await withdraw(await submitOn(first, account), gone);
  const before = first.outbox.ledger();
  await close();
  const lines = disk.journals.get(account.userId) ?? [];
  const isOf = (line: string, kind: string): boolean => parseJournalEntry(line)?.kind === kind;
  const lost = [lines.findIndex((line) => isOf(line, "step")), lines.findLastIndex((line) => isOf(line, "sealed"))];
  const left = lines.filter((_, at) => !lost.includes(at));
  const journal = await memoryPlatform(disk, "").openJournal(account.userId);
  await journal.compact(left);
  const damaged = { ...journal, contents: { lines: left, tornBytes: 0, damaged: 2 } };
  open = await openStores({ box: await openBox(account.userId), journal: damaged }, account, 5);
  expect(open.outbox.ledger().last).toEqual(before.last);
  expect([...open.outbox.ledger().entries]).toEqual([...before.entries]);
  expect(await readDamage(open.box)).toEqual({ records: 2, at: 5 });
  await close();
  const again = await storesOf(disk, account);
  expect([...again.outbox.ledger().entries]).toEqual([...before.entries]);
  expect(await readDamage(again.box)).toEqual({ records: 2, at: 5 });
  await dropDamage(again.box);
  expect(await readDamage(again.box)).toBeNull();
});

test("[LS-43] a journal that cannot be compacted opens all the same, and is compacted another time", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  const first = await storesOf(disk, account);
  await registerOn(first, account);
  const [made] = unsent(first);
  await close();
  const lines = disk.journals.get(account.userId) ?? [];
  lines.push(...Array.from({ length: 500 }, (_, count) => JSON.stringify({ kind: "numbered", count, at: 1 })));
  const before = [...lines];
  disk.isFull = true;
  expect(unsent(await storesOf(disk, account))).toEqual([made]);
  expect(disk.journals.get(account.userId)).toEqual(before);
  await close();
  disk.isFull = false;
  expect(unsent(await storesOf(disk, account))).toEqual([made]);
  expect(disk.journals.get(account.userId)?.length).toBeLessThan(10);
});

test("[OB-22] thirty days are counted by what the province has said: a wall clock that is ahead drops nothing", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  const first = await storesOf(disk, account);
  const made = [await registerOn(first, account), await registerOn(first, account)];
  const received = Date.now();
  await sealBatch(first.outbox, { key: (await openDevice(account.device)).key, at: 1, pace: fullPace });
  const receipts = [...first.outbox.ledger().entries.values()].map(({ step, sealed }) => {
    const receipt = receiptFor(step, { seq: sealed?.seal.seq ?? 0, receivedAt: received });
    return { kind: "receipt", receipt, at: 1 } as const;
  });
  await first.outbox.exclusive(() => first.outbox.append(receipts));
  await close();
  const reopened = async (wall: number, heard: number): Promise<readonly unknown[]> => {
    disk.journals.get(account.userId)?.push(...Array<string>(500).fill('{"kind":"numbered","count":1,"at":1}'));
    const word = { token: "", bootId: "", uptimeMs: 0, wallClock: 0, serverTime: heard };
    const box = await openBox(account.userId);
    await writeValue(box, "clock", JSON.stringify(word));
    await box.close();
    const stores = await storesOf(disk, account, wall);
    expect(disk.journals.get(account.userId)?.length).toBeLessThan(20);
    await close();
    return [...stores.outbox.ledger().entries.keys()];
  };
  expect(await reopened(received + 400 * dayMs, 0)).toEqual(made);
  expect(await reopened(received + 400 * dayMs, received + 29 * dayMs)).toEqual(made);
  expect(await reopened(received + 20 * dayMs, received + 31 * dayMs)).toEqual(made);
  expect(await reopened(received + 400 * dayMs, received + 31 * dayMs)).toEqual(made.slice(1));
});

test("[LS-42] a journal that is gone is told as gone", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  await registerOn(await storesOf(disk, account), account);
  await close();
  disk.journals.clear();
  expect(await readDamage((await storesOf(disk, account)).box)).toEqual({ records: null, at: 5 });
});
