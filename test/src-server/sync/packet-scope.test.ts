import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findUserByName, type User } from "../../../src-server/store/user-store.ts";
import { addOrders, readOrders } from "../../../src-server/store/order-store.ts";
import { messagesOf } from "../../../src-server/sync/courier/return-packet.ts";
import { referenceDesk } from "../../../src-server/sync/publish-reference.ts";
import { publishVisibility } from "../../../src-server/sync/publish-visibility.ts";
import { accountScopeReader, type ScopeReader } from "../../../src-server/sync/read-actor.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import { uuidV7 } from "../../../src-shared/kernel/uuid.ts";
import type { PacketMessage } from "../../../src-shared/sync/courier/packet-message.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, forwarded } from "../support/story.ts";

let home: TestProvince;
beforeEach(async () => {
  home = await startProvince();
});
afterEach(() => home.close());

/** More orders of Taishan district than one page of a packet has. */
async function twoPages(): Promise<void> {
  const { order } = await forwarded(await deskOf(home, "sd-quanneng"), await deskOf(home, "ta-shenhe"));
  const [model] = await readOrders(home.store.db, [order]);
  if (!model) throw new Error("the order is there");
  const many = Array.from({ length: 150 }, (_, at) => {
    return { ...model, id: orderId(uuidV7(home.clock.at, randomBytes(10))), number: `37-2020-${at}` };
  });
  await home.store.db.transaction(async (tx) => {
    await addOrders(tx, many);
    await publishVisibility(tx, many, home.province.rules.offices);
  });
}

async function userNamed(username: string): Promise<User> {
  const user = await findUserByName(home.store.db, username);
  if (!user) throw new Error(`${username} has an account`);
  return user;
}

async function written(readScope: ScopeReader): Promise<readonly PacketMessage["kind"][]> {
  const asked = { packet: null, expected: null, seqs: null, files: [], cursor: null, referenceVersion: null };
  const parts = { province: home.province, reference: referenceDesk(home.province) };
  const kinds: PacketMessage["kind"][] = [];
  const user = await userNamed("taishan");
  for await (const { kind } of messagesOf(parts, { asked, user, readScope })) kinds.push(kind);
  return kinds;
}

test("[VI-56] a packet is broken off when the account gets another scope between two pages", async () => {
  await twoPages();
  const [own, above] = [await userNamed("taishan"), await userNamed("ta-shenhe")];
  const readOwn = accountScopeReader(own.id);
  const whole = ["return", "reference", "orders", "rows", "rows", "cursor", "end"];
  expect(await written(readOwn)).toEqual(whole);
  const readAbove = accountScopeReader(above.id);
  let looks = 0;
  const moved: ScopeReader = (tx) => ((looks += 1) === 1 ? readOwn(tx) : readAbove(tx));
  await expect(written(moved)).rejects.toThrow("broken off");
});
