import { afterAll, beforeAll, expect, test } from "vitest";

import { orderId } from "../../../src-shared/kernel/ids.ts";
import type { SignInAnswer } from "../../../src-shared/protocol/session.ts";
import { findDevice } from "../../../src-server/store/device-store.ts";
import { Desk } from "../support/desk.ts";
import { note, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";

let home: TestProvince;
beforeAll(async () => void (home = await startProvince()));
afterAll(() => home.close());

/** A second computer with the data of the first. */
async function copyOf(desk: Desk): Promise<Desk> {
  const { id, key, publicKey, seq, lastHash } = desk;
  const copy = new Desk(desk.app, desk.username, desk.now);
  Object.assign(copy, { id, key, publicKey });
  await copy.signIn();
  return Object.assign(copy, { seq, lastHash });
}

test("[LO-1] the copy's steps beyond the fork are not judged, and the original goes on as if nothing had been", async () => {
  const original = await deskOf(home, "sd-quanneng");
  const registered = original.make("register", null, wagesCase());
  await original.push(registered);
  const copy = await copyOf(original);
  const order = orderId(registered.id);
  await original.act("note", order, note("original's second"));
  const forked = [1, 2, 3].map((n) => copy.make("note", order, note(`copy's ${n}`)));
  const { receipts, expected } = await copy.push(...forked);
  expect(receipts.map(({ verdict, code }) => [verdict, code])).toEqual([["rejected", "device-copied"]]);
  expect(expected).toBeNull();
  expect(await findDevice(home.store.db, original.id)).toMatchObject({ lastSeq: 2, lastHash: original.lastHash });
  expect(await original.act("note", order, note("original's third"))).toMatchObject({ verdict: "applied", seq: 3 });
});

test("[LO-2] a sign-in names the end of the device's chain", async () => {
  const desk = await deskOf(home, "sd-quanneng");
  expect(desk.session).toMatchObject({ lastSeq: 0, lastHash: "" });
  await desk.act("register", null, wagesCase());
  const again = (await desk.ask("POST", "/api/session", desk.signInBody())).body as SignInAnswer;
  expect(again).toMatchObject({ lastSeq: 1, lastHash: desk.lastHash });
});
