import "fake-indexeddb/auto";
import { dbCount } from "rxdb";
import { expect, test } from "vitest";

import { createDoor } from "../../../src-renderer/data/door.ts";
import { lockName } from "../../../src-renderer/data/holds.ts";
import { newDevice, rememberAccount } from "../../../src-renderer/data/identity.ts";
import { saveReference } from "../../../src-renderer/data/reference-store.ts";
import type { Platform } from "../../../src-renderer/platform/platform.ts";
import type { UserId } from "../../../src-shared/kernel/ids.ts";
import { fakeReference } from "../../support/fake-reference.ts";
import { county } from "../../support/orders.ts";
import { newAccount, newId } from "./desk-parts.ts";
import { emptyDisk, memoryPlatform } from "./memory-platform.ts";

const profileOf = (userId: UserId) => {
  const person = { username: "taishan", name: "某", roles: [] };
  return { userId, ...person, office: county, officeName: "泰山区", hub: county };
};

/** A computer whose clock cannot be read, before a province that lets everybody in; it counts its open journals. */
function broken(userId: UserId, isJournalAway = false) {
  const whole = memoryPlatform(emptyDisk(), "http://province");
  const open = { journals: new Set<object>() };
  const answer = {
    ...{ accessToken: "a", accessExpiresInMs: 600_000, refreshToken: "r", profile: profileOf(userId) },
    ...{ lastSeq: 0, lastHash: "", clockToken: "", serverTime: 1 },
  };
  const platform: Platform = {
    ...whole,
    fetch: async () => Response.json(answer),
    clock: { ...whole.clock, read: () => Promise.reject(new Error("a bad sector")) },
    openJournal: async (account) => {
      if (isJournalAway) throw new Error("a bad sector");
      const journal = await whole.openJournal(account);
      open.journals.add(journal);
      return { ...journal, close: async () => void open.journals.delete(journal) };
    },
  };
  return { platform, open };
}

test("[LS-9] a desk that does not open at the start lets go of its account", async () => {
  const userId = newAccount();
  const { platform, open } = broken(userId);
  const { stored: device } = await newDevice(newId());
  await rememberAccount(platform.secrets, { username: "taishan", userId, profile: profileOf(userId), device });
  await saveReference(platform, userId, fakeReference);
  await expect(createDoor(platform).restore()).rejects.toThrow("bad sector");
  expect([await platform.locks.isHeld(lockName(userId)), open.journals.size]).toEqual([false, 0]);
  expect(dbCount()).toBe(0);
});

test.each([false, true])("[LS-9] a desk that does not open after signing in lets go of both", async (isJournalAway) => {
  const userId = newAccount();
  const { platform, open } = broken(userId, isJournalAway);
  await saveReference(platform, userId, fakeReference);
  await expect(createDoor(platform).signIn("taishan", "a password")).rejects.toThrow("bad sector");
  expect([await platform.locks.isHeld(lockName(userId)), open.journals.size]).toEqual([false, 0]);
});
