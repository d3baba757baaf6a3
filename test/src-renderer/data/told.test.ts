import "fake-indexeddb/auto";
import { firstValueFrom } from "rxjs";
import { afterEach, expect, test, vi } from "vitest";

import { openBox, type Box } from "../../../src-renderer/data/box.ts";
import { newDevice, type Account } from "../../../src-renderer/data/identity.ts";
import { openStores, type Stores } from "../../../src-renderer/data/open-stores.ts";
import { openTold, readHappenings } from "../../../src-renderer/data/told.ts";
import { readValue, writeValue } from "../../../src-renderer/data/box.ts";
import { county } from "../../support/orders.ts";
import { newAccount, newId } from "./desk-parts.ts";
import { emptyDisk, memoryPlatform, type Disk } from "./memory-platform.ts";

let open: Pick<Stores, "box"> | null = null;
afterEach(async () => {
  vi.restoreAllMocks();
  await open?.box.close();
  open = null;
});

async function anAccount(userId = newAccount()): Promise<Account> {
  const profile = { userId, username: "t", name: "某", office: county, officeName: "泰山区", roles: [], hub: county };
  return { username: "t", userId, profile, device: (await newDevice(newId())).stored };
}

async function storesOn(disk: Disk, account: Account, tornBytes = 0): Promise<Stores> {
  const journal = await memoryPlatform(disk, "").openJournal(account.userId);
  const torn = { ...journal, contents: { ...journal.contents, tornBytes } };
  const stores = await openStores({ box: await openBox(account.userId), journal: torn }, account, 5);
  open = stores;
  return stores;
}

async function boxOf(stores: Stores): Promise<void> {
  await stores.outbox.projected();
  await stores.box.close();
}

test("[LO-3] a torn tail is told, over restarts, until it is put away", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  expect(await readHappenings((await storesOn(disk, account)).box)).toEqual([]);
  await boxOf(await storesOn(disk, account, 17));
  const again = await storesOn(disk, account);
  const told = await openTold(again.box);
  expect(await firstValueFrom(told.told$)).toEqual([{ what: "journal-torn", n: 17, at: 5 }]);
  await told.tell("province-restored", 3, 6);
  told.dismiss("journal-torn");
  expect(await firstValueFrom(told.told$)).toEqual([{ what: "province-restored", n: 3, at: 6 }]);
  await vi.waitFor(async () => expect(await readHappenings(again.box)).toHaveLength(1), { timeout: 15_000 });
});

test("[LO-3] another device's name is told with the number of steps that go on", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  await boxOf(await storesOn(disk, account));
  const renamed = await anAccount(account.userId);
  expect(await readHappenings((await storesOn(disk, renamed)).box)).toEqual([{ what: "device-renamed", n: 0, at: 5 }]);
});

/** IndexedDB as it answers for a database whose files cannot be read, until that is deleted. */
function damage(prefix: string): string[] {
  const damaged = new Set<string>();
  const deleted: string[] = [];
  const openIntact = indexedDB.open.bind(indexedDB);
  const deleteIntact = indexedDB.deleteDatabase.bind(indexedDB);
  vi.spyOn(indexedDB, "open").mockImplementation((name, version) => {
    if (name.startsWith(prefix) && !deleted.includes(name)) damaged.add(name);
    if (damaged.has(name)) throw new DOMException("Internal error opening backing store.", "UnknownError");
    return openIntact(name, version);
  });
  vi.spyOn(indexedDB, "deleteDatabase").mockImplementation((name) => {
    damaged.delete(name);
    deleted.push(name);
    return deleteIntact(name);
  });
  return deleted;
}

test("[LO-4] a database that cannot be read is made anew, and its loss is found", async () => {
  const [disk, account] = [emptyDisk(), await anAccount()];
  const first = await storesOn(disk, account);
  await writeValue(first.box, "epoch", "e1");
  await boxOf(first);
  const deleted = damage(`rxdb-dexie-box-${account.userId}`);
  const again = await storesOn(disk, account);
  expect(deleted.length).toBeGreaterThan(0);
  expect(await readValue(again.box, "epoch")).toBeNull();
  expect(await readValue(again.box, "recovery")).toBe('{"steps":0,"at":5}');
});

test("[LO-4] a database that does not open for another reason is left as it is", async () => {
  const account = newAccount();
  const box: Box = await openBox(account);
  await writeValue(box, "epoch", "e1");
  await box.close();
  const deletes = vi.spyOn(indexedDB, "deleteDatabase");
  const opens = vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("no room", "QuotaExceededError");
  });
  await expect(openBox(account)).rejects.toMatchObject({ reason: "disk-full" });
  opens.mockRestore();
  expect(deletes).not.toHaveBeenCalled();
  const again = await openBox(account);
  open = { box: again };
  expect(await readValue(again, "epoch")).toBe("e1");
});
