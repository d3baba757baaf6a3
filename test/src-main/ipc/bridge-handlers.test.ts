import { expect, onTestFinished, test } from "vitest";

import { openBlobStore } from "../../../src-main/blobs/blob-store.ts";
import { answerCalls } from "../../../src-main/ipc/answer-call.ts";
import { bridgeHandlers } from "../../../src-main/ipc/bridge-handlers.ts";
import { accountJournals } from "../../../src-main/journal/account-journals.ts";
import { openKeychain } from "../../../src-main/services/keychain.ts";
import type { BridgeAnswer, BridgeArgument, BridgeCall } from "../../../src-shared/ipc/desk-bridge.ts";
import { fakeSafeStorage } from "../../support/fake-safe-storage.ts";
import { faultyDisk } from "../../support/faulty-disk.ts";
import { otherAccount, someAccount, someFile } from "../../support/shell-accounts.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const desk = { origin: "app://bundle", url: "app://bundle/", parent: null };
const facts = { version: "1", platform: "linux", serverUrl: "http://127.0.0.1:1", deviceName: "pc" };

/** The real parts behind the bridge, on a folder and a disk of the test; a call goes the whole way. */
function shell() {
  const root = temporaryFolder();
  const { disk, setRoom } = faultyDisk();
  const safeStorage = fakeSafeStorage();
  const keychain = openKeychain({ disk, folder: root, safeStorage, platform: "linux" });
  const journals = accountJournals({ disk, root, keychain });
  onTestFinished(() => journals.closeAll());
  const handlers = bridgeHandlers({
    journals,
    keychain,
    blobs: openBlobStore({ disk, root, keychain, hasRoom: () => Promise.resolve(true) }),
    readClock: () => Promise.resolve({ bootId: "b", uptimeMs: 1 }),
    printPdf: ({ name }) => Promise.resolve({ saved: true, path: `/tmp/${name}.pdf` }),
    printPaper: () => Promise.resolve(),
    showFile: (path) => path === "/tmp/saved.pdf",
    facts: () => Promise.resolve(facts),
    space: () => Promise.resolve("low"),
    lookAtLine: () => Promise.resolve({ addresses: 1, proxy: false, fault: null }),
  });
  const answer = answerCalls(handlers, { error: () => undefined, info: () => undefined });
  const call = <C extends BridgeCall>(name: C, argument: BridgeArgument<C>): Promise<BridgeAnswer<BridgeCall>> =>
    answer(desk, name, argument);
  return { call, setRoom, safeStorage };
}

const done = { ok: true, value: undefined };

test("[JO-1] lines that were answered as saved are there when the page is loaded anew", async () => {
  const { call } = shell();
  const account = someAccount;
  expect(await call("journal.append", { account, lines: ["一"] })).toMatchObject({ detail: "journal-not-open" });
  expect(await call("journal.open", { account })).toEqual({ ok: true, value: { lines: [], tornBytes: 0, damaged: 0 } });
  expect(await call("journal.append", { account, lines: ["一", "二"] })).toEqual(done);
  expect(await call("journal.open", { account })).toMatchObject({ value: { lines: ["一", "二"] } });
  expect(await call("journal.compact", { account, lines: ["二"] })).toEqual(done);
  expect(await call("journal.append", { account, lines: ["三"] })).toEqual(done);
  expect(await call("journal.open", { account })).toMatchObject({ value: { lines: ["二", "三"] } });
  expect(await call("journal.open", { account: otherAccount })).toMatchObject({ value: { lines: [] } });
});

test("[JO-5] a full disk and a locked keychain reach the page as words", async () => {
  const { call, setRoom, safeStorage } = shell();
  await call("journal.open", { account: someAccount });
  setRoom(0);
  expect(await call("journal.append", { account: someAccount, lines: ["一"] })).toEqual({
    ...{ ok: false, failed: "unavailable", detail: "disk-full" },
  });
  setRoom(null);
  safeStorage.isLocked = true;
  expect(await call("journal.open", { account: someAccount })).toMatchObject({ detail: "no-keychain" });
});

test("[JO-20] a file goes over the bridge in chunks and comes back", async () => {
  const { call } = shell();
  const { bytes, sha256 } = someFile(150_000);
  const file = { account: someAccount, sha256 };
  expect(await call("blob.size", file)).toEqual({ ok: true, value: null });
  expect(await call("blob.begin", { ...file, size: bytes.length })).toEqual(done);
  expect(await call("blob.write", { ...file, offset: 0, bytes: bytes.subarray(0, 100_000) })).toEqual(done);
  expect(await call("blob.write", { ...file, offset: 7, bytes })).toMatchObject({ detail: "out-of-order" });
  expect(await call("blob.write", { ...file, offset: 100_000, bytes: bytes.subarray(100_000) })).toEqual(done);
  expect(await call("blob.finish", file)).toEqual(done);
  expect(await call("blob.size", file)).toEqual({ ok: true, value: 150_000 });
  const read = await call("blob.read", { ...file, offset: 149_990, length: 100 });
  expect(read).toEqual({ ok: true, value: bytes.slice(149_990) });
  expect(await call("blob.names", { account: someAccount })).toEqual({ ok: true, value: [sha256] });
  expect(await call("blob.delete", file)).toEqual(done);
  expect(await call("blob.names", { account: someAccount })).toEqual({ ok: true, value: [] });
  expect(await call("blob.read", { ...file, offset: 0, length: 1 })).toMatchObject({ detail: "not-here" });
});

test("[SH-30] secrets, clock, facts and printing are answered", async () => {
  const { call } = shell();
  expect(await call("secret.get", { name: "a" })).toEqual({ ok: true, value: null });
  expect(await call("secret.set", { name: "a", value: "1" })).toEqual(done);
  expect(await call("secret.get", { name: "a" })).toEqual({ ok: true, value: "1" });
  expect(await call("secret.delete", { name: "a" })).toEqual(done);
  expect(await call("secret.get", { name: "a" })).toEqual({ ok: true, value: null });
  expect(await call("clock.read", {})).toEqual({ ok: true, value: { bootId: "b", uptimeMs: 1 } });
  expect(await call("app.facts", {})).toEqual({ ok: true, value: facts });
  const document = { html: "", name: "x", images: [] };
  expect(await call("print.pdf", document)).toEqual({ ok: true, value: { saved: true, path: "/tmp/x.pdf" } });
  expect(await call("print.paper", document)).toEqual(done);
});

test("[SH-16] E16 only a file that was saved here is shown in its folder", async () => {
  const { call } = shell();
  expect(await call("file.show", { path: "/tmp/saved.pdf" })).toEqual(done);
  expect(await call("file.show", { path: "/etc/passwd" })).toMatchObject({
    failed: "refused",
    detail: "not-saved-here",
  });
});
