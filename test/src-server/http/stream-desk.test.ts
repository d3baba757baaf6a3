import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { streamDesk } from "../../../src-server/http/stream-desk.ts";
import { passwords } from "../../../src-server/http/session/passwords.ts";
import { sessionDesk, type SessionDesk } from "../../../src-server/http/session/session-desk.ts";
import type { Account } from "../../../src-server/http/session/account.ts";
import { tokens } from "../../../src-server/http/session/tokens.ts";
import { changeUser } from "../../../src-server/store/user-store.ts";
import { newKey } from "../../../src-server/sync/own-device.ts";
import { cheap, startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";

const shard = "p37.c3709.x370902";

let home: TestProvince;
let account: Account;
beforeAll(async () => {
  home = await startProvince();
  const { id, profile } = await deskOf(home, "taishan");
  const scope = { office: officeId("x370902"), path: shard, shard, hash: "" };
  account = { ...profile, scope, deviceId: id, sessionId: "session" };
});
afterAll(() => home.close());

type Listener = (heads: Readonly<Record<string, number>>) => void;

/** A desk of streams whose listeners can be counted. */
function countedDesk(readScope: SessionDesk["readScope"] = async () => account.scope) {
  const listeners = new Set<Listener>();
  const broadcast = {
    publish: (heads: Readonly<Record<string, number>>) => listeners.forEach((listener) => listener(heads)),
    subscribe: (listener: Listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const desk = streamDesk(
    { ...home.province, broadcast: { ...broadcast, lookAgain: async () => {} } },
    { readScope },
    20,
  );
  return { desk, listeners, broadcast };
}

test("[VI-43] a stream that cannot be opened leaves nothing behind", async () => {
  const { desk, listeners } = countedDesk();
  const broken = vi.spyOn(home.store.db, "select").mockImplementationOnce(() => {
    throw new Error("the database is away");
  });
  await expect(desk.open(account)).rejects.toThrow("away");
  broken.mockRestore();
  expect(listeners.size).toBe(0);
});

test("[VI-43] a session has three streams at most: the oldest makes way", async () => {
  const { desk, listeners } = countedDesk();
  const first = await desk.open(account);
  const ended = vi.fn();
  first.once("end", ended).resume();
  for (let at = 0; at < 4; at += 1) await desk.open(account);
  await desk.open({ ...account, sessionId: "another" });
  expect(listeners.size).toBe(4);
  await expect.poll(() => ended).toHaveBeenCalled();
  desk.endAll();
  expect(listeners.size).toBe(0);
});

test("[VI-43] a stream that nobody reads is cut before it fills the memory", async () => {
  const { desk, listeners, broadcast } = countedDesk();
  const stream = await desk.open(account);
  for (let version = 0; version < 5000 && !stream.destroyed; version += 1) broadcast.publish({ [shard]: version });
  expect(stream.destroyed).toBe(true);
  expect(stream.readableLength).toBeLessThan(80 * 1024);
  await expect.poll(() => listeners.size).toBe(0);
});

test("[VI-41] an account that gets another scope, or whose session ends, loses its stream at the next beat", async () => {
  for (const next of [{ ...account.scope, hash: "another" }, null]) {
    let scope: Account["scope"] | null = account.scope;
    const { desk, listeners } = countedDesk(async () => scope);
    const ended = vi.fn();
    (await desk.open(account)).once("end", ended).resume();
    await sleep(60);
    expect(ended).not.toHaveBeenCalled();
    scope = next;
    await expect.poll(() => ended).toHaveBeenCalled();
    expect(listeners.size).toBe(0);
  }
  const taishan = await deskOf(home, "taishan");
  const [, claims = ""] = taishan.session?.accessToken.split(".") ?? [];
  const { sid } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as { sid: string };
  const { db } = home.store;
  const sessions = sessionDesk({
    province: home.province,
    passwords: passwords(cheap),
    tokens: tokens(newKey(), "key"),
  });
  expect(await sessions.readScope(sid)).toMatchObject({ path: shard });
  await changeUser(db, taishan.profile.userId, { office: officeId("c3709") });
  expect(await sessions.readScope(sid)).toMatchObject({ path: "p37.c3709" });
  await changeUser(db, taishan.profile.userId, { disabledAt: 1 });
  expect(await sessions.readScope(sid)).toBeNull();
  await changeUser(db, taishan.profile.userId, { office: officeId("x370902"), disabledAt: null });
});
