import "fake-indexeddb/auto";
import { firstValueFrom } from "rxjs";
import { afterEach, expect, test, vi } from "vitest";

import type { Desk } from "../../../src-renderer/data/desk-api.ts";
import { createDoor } from "../../../src-renderer/data/door.ts";
import { newDevice, rememberAccount } from "../../../src-renderer/data/identity.ts";
import { createReferenceStore, saveReference } from "../../../src-renderer/data/reference-store.ts";
import { Unavailable } from "../../../src-renderer/platform/unavailable.ts";
import { newPair } from "../../../src-renderer/data/courier/reply-key.ts";
import { fakeReference } from "../../support/fake-reference.ts";
import { county } from "../../support/orders.ts";
import { wagesCase } from "../../support/order-steps.ts";
import { newAccount, newId } from "./desk-parts.ts";
import { when } from "./live-desk.ts";
import { emptyDisk, memoryPlatform, type Disk } from "./memory-platform.ts";

let open: Desk | null = null;
afterEach(async () => {
  vi.restoreAllMocks();
  await leave();
});

async function leave(): Promise<void> {
  await open?.close();
  open = null;
}

const nowhere = "http://127.0.0.1:9";

/** The disk of an office's computer that has no line. */
async function anOffice(): Promise<Disk> {
  const [disk, userId] = [emptyDisk(), newAccount()];
  const platform = memoryPlatform(disk, nowhere);
  const person = { username: "taishan", name: "某", roles: ["operator", "handler", "leader", "dispatcher"] as const };
  const profile = { userId, ...person, roles: [...person.roles], office: county, officeName: "泰山区", hub: county };
  const { stored: device } = await newDevice(newId());
  const { kept } = await newPair();
  const courier = { exchange: kept.publicKey, signing: kept.publicKey };
  await rememberAccount(platform.secrets, { username: "taishan", userId, profile, device });
  await saveReference(platform, userId, { ...fakeReference, courier });
  return disk;
}

async function restore(disk: Disk): Promise<Desk> {
  open = await createDoor(memoryPlatform(disk, nowhere)).restore();
  if (!open) throw new Error("the desk does not open");
  return open;
}

/** The browser's database takes nothing more, as Chromium has it while a disk is short; the journal still has room. */
function fillBrowser(): void {
  for (const write of ["put", "add", "delete"] as const) {
    vi.spyOn(IDBObjectStore.prototype, write).mockImplementation(() => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    });
  }
}

const photo = new File([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 7])], "欠条.png");

test("[LO-15] a desk whose browser has no room opens with all that was saved, and writes it into a packet", async () => {
  const disk = await anOffice();
  const first = await restore(disk);
  fillBrowser();
  const said = await first.register(wagesCase);
  if (!said.ok) throw new Error(said.refusal);
  expect(await first.attach(said.orderId, photo, "")).toMatchObject({ ok: true });
  await leave();

  const again = await restore(disk);
  await when(again, said.orderId, (view) => view?.order.attachments.length === 1);
  expect(await firstValueFrom(again.sync$)).toMatchObject({ unsent: 2, recovered: null });
  expect(await again.courier.write()).toMatchObject({ ok: true, steps: 2, files: 1, filesLeft: 0 });
  await leave();

  vi.restoreAllMocks();
  const later = await restore(disk);
  await when(later, said.orderId, (view) => view?.order.attachments.length === 1);
  expect(await firstValueFrom(later.sync$)).toMatchObject({ unsent: 2, recovered: null });
});

test("[LO-16] rules that a full disk does not take are in force all the same", async () => {
  const platform = memoryPlatform(emptyDisk(), nowhere);
  const full = { ...platform.blobs(newAccount()), put: () => Promise.reject(new Unavailable("disk-full", "full")) };
  const place = { ...platform, blobs: () => full };
  const store = createReferenceStore(place, newAccount(), fakeReference);
  await store.adopt({ ...fakeReference, version: "newer" });
  expect(store.current().version).toBe("newer");
  const broken = { ...full, put: () => Promise.reject(new Unavailable("local-store", "broken")) };
  const other = createReferenceStore({ ...platform, blobs: () => broken }, newAccount(), fakeReference);
  await expect(other.adopt({ ...fakeReference, version: "newer" })).rejects.toMatchObject({ reason: "local-store" });
});
