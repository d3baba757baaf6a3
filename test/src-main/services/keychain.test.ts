import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";

import { bridgeCalls } from "../../../src-shared/ipc/desk-bridge.ts";
import Value from "typebox/value";
import { accountKey } from "../../../src-main/services/account-place.ts";
import { openKeychain, type Keychain } from "../../../src-main/services/keychain.ts";
import { fakeSafeStorage } from "../../support/fake-safe-storage.ts";
import { faultyDisk } from "../../support/faulty-disk.ts";
import { otherAccount, someAccount } from "../../support/shell-accounts.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

function world(platform: NodeJS.Platform = "linux") {
  const folder = temporaryFolder();
  const safeStorage = fakeSafeStorage();
  const faulty = faultyDisk();
  const open = (): Keychain => openKeychain({ disk: faulty.disk, folder, safeStorage, platform });
  return { ...faulty, folder, safeStorage, open, keychain: open(), file: path.join(folder, "secrets") };
}

test("[SH-30] a secret is wrapped, durable, replaced and deleted", async () => {
  const { keychain, open, file, calls } = world();
  await keychain.set("refresh", "令牌-one");
  expect(calls.filter((call) => call === "syncFolder")).toHaveLength(2);
  expect((await readFile(file)).includes("令牌")).toBe(false);
  expect(await open().get("refresh")).toBe("令牌-one");
  await keychain.set("refresh", "two");
  await keychain.set("constructor", "three");
  expect(await open().get("refresh")).toBe("two");
  await keychain.delete("refresh");
  expect(await open().get("refresh")).toBeNull();
  expect(await open().get("toString")).toBeNull();
  expect(await open().get("constructor")).toBe("three");
});

test("[SH-30] a key is made once, also when asked for twice at the same moment", async () => {
  const { keychain, open } = world();
  const [one, two] = await Promise.all([keychain.key("account/a"), keychain.key("account/a")]);
  expect(one).toHaveLength(32);
  expect(Buffer.from(one).equals(two)).toBe(true);
  expect(Buffer.from(await open().key("account/a")).equals(one)).toBe(true);
  expect(Buffer.from(await keychain.key("account/b")).equals(one)).toBe(false);
});

test("[SH-30] accounts and purposes have different keys", async () => {
  const { keychain } = world();
  const keys = await Promise.all([
    accountKey(keychain, someAccount, "journal"),
    accountKey(keychain, someAccount, "files"),
    accountKey(keychain, otherAccount, "journal"),
  ]);
  expect(new Set(keys.map((key) => Buffer.from(key).toString("hex"))).size).toBe(3);
  expect(keys.every((key) => key.length === 32)).toBe(true);
});

test("[SH-30] a secret is wrapped anew when the keychain asks for it", async () => {
  const { keychain, safeStorage } = world();
  await keychain.set("a", "1");
  safeStorage.wantsRewrap = true;
  expect(await keychain.get("a")).toBe("1");
  expect(safeStorage.wrapped).toBe(2);
});

test("[SH-31] a locked keychain is unavailable, replaces nothing, and works again", async () => {
  const { keychain, safeStorage, file } = world();
  const key = await keychain.key("account/a");
  const before = await readFile(file);
  safeStorage.isLocked = true;
  await expect(keychain.key("account/a")).rejects.toMatchObject({ name: "Unavailable", reason: "no-keychain" });
  await expect(keychain.set("b", "1")).rejects.toMatchObject({ reason: "no-keychain" });
  safeStorage.isLocked = false;
  safeStorage.isAvailable = false;
  await expect(keychain.key("account/a")).rejects.toMatchObject({ reason: "no-keychain" });
  expect(await readFile(file)).toEqual(before);
  safeStorage.isAvailable = true;
  expect(Buffer.from(await keychain.key("account/a")).equals(key)).toBe(true);
});

test("[SH-31] a full disk is told as such and keeps the secrets", async () => {
  const { keychain, setRoom } = world();
  await keychain.set("a", "1");
  setRoom(5);
  await expect(keychain.set("a", "2")).rejects.toMatchObject({ reason: "disk-full" });
  setRoom(null);
  expect(await keychain.get("a")).toBe("1");
});

test("[SH-32] without a keychain secrets lie in a file of this user alone, and the desk is told", async () => {
  const { keychain, safeStorage, file, open } = world();
  expect(await keychain.isWeak()).toBe(false);
  safeStorage.isAvailable = false;
  expect(await keychain.isWeak()).toBe(true);
  await keychain.set("a", "1");
  expect(await open().get("a")).toBe("1");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("[SH-32] Chromium's built-in password on Linux is weak; elsewhere there is none", async () => {
  const linux = world();
  linux.safeStorage.backend = "basic_text";
  expect(await linux.keychain.isWeak()).toBe(true);
  const windows = world("win32");
  windows.safeStorage.backend = "basic_text";
  expect(await windows.keychain.isWeak()).toBe(false);
});

test.each(["secrets", "secrets.copy"])("[SH-33] damage of %s alone costs nothing", async (name) => {
  const { keychain, folder, open } = world();
  await keychain.set("a", "1");
  await writeFile(path.join(folder, name), "not what it was\n");
  expect(await open().get("a")).toBe("1");
});

test("[SH-33] two damaged copies are put aside, never deleted", async () => {
  const { keychain, folder, open } = world();
  await keychain.set("a", "1");
  for (const name of ["secrets", "secrets.copy"]) await writeFile(path.join(folder, name), `no ${name}\n`);
  expect(await open().get("a")).toBeNull();
  await keychain.set("b", "2");
  expect((await readdir(folder)).toSorted()).toEqual([
    "secrets",
    "secrets.copy",
    "secrets.damaged-1",
    "secrets.damaged-2",
  ]);
  expect(await open().get("b")).toBe("2");
});

test("[SH-34] the page can name no key of the shell", () => {
  for (const call of ["secret.get", "secret.delete"] as const) {
    expect(Value.Check(bridgeCalls[call], { name: `account/${someAccount}` })).toBe(false);
    expect(Value.Check(bridgeCalls[call], { name: "refresh.token-1" })).toBe(true);
  }
});
