import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { changeUser } from "../../src-server/store/user-store.ts";
import { officeId, userId } from "../../src-shared/kernel/ids.ts";
import type { Desk } from "../src-server/support/desk.ts";
import { forwardTo, newTurn, wagesCase } from "../src-server/support/payloads.ts";
import { startProvince, type TestProvince } from "../src-server/support/province.ts";
import { deskOf, forwarded, type Story } from "../src-server/support/story.ts";
import { fetchFile, sendFile } from "./client/files.ts";
import { sha256 } from "./client/seal.ts";
import type { Line } from "./client/wire.ts";
import { isWhole, notesOf, seatAt, words } from "./seat.ts";

let home: TestProvince;
let seats: Readonly<{ base: string; home: TestProvince }>;
let city: Desk;
let story: Story;

beforeAll(async () => {
  home = await startProvince();
  seats = { home, base: await home.listen() };
});
afterAll(() => home.close());
beforeEach(async () => {
  // Anew each time: a test moves the clock past the end of their sessions.
  city = await deskOf(home, "ta-shenhe");
  story = await forwarded(await deskOf(home, "sd-quanneng"), city);
});

test("[SC-10] a province that lost what it had, under a new epoch, gets all of it again, once", async () => {
  const older = await startProvince();
  const { client, sent } = await seatAt(seats, "taishan");
  await client.sync();
  const registered = client.save("register", null, wagesCase());
  const order = registered.step.orderId;
  await client.sync();
  expect(registered.receipt?.verdict).toBe("applied");
  const offline = client.save("note", order, words("恢复之后才寄出"));
  Object.assign(client.parts, { base: await older.listen() });
  await client.signIn(client.account);
  sent.length = 0;
  await client.sync();
  expect(sent.slice(0, 2)).toEqual(["/api/sync/push", "/api/sync/push"]);
  expect(registered.receipt?.verdict).toBe("applied");
  expect(offline.receipt?.verdict).toBe("applied");
  expect([...client.copy.orders.keys()]).toEqual([order]);
  await isWhole(client);
  await older.close();
});

test("[SC-11] another office: strangers go, what is missing comes, and the feed goes on", async () => {
  const { client } = await seatAt(seats, "jn-chengban");
  await client.sync();
  expect(client.copy.orders.has(story.order)).toBe(false);
  const account = userId(client.profile.userId);
  await changeUser(home.store.db, account, { office: officeId("x370902") });
  await client.sync();
  expect(client.copy.orders.has(story.order)).toBe(true);
  await isWhole(client);
  await changeUser(home.store.db, account, { office: officeId("c3701") });
  await client.sync();
  expect(client.copy.orders.has(story.order)).toBe(false);
  await isWhole(client);
});

test("[SC-12] an order that leaves is gone with the next pull, its waiting step is sent, and it comes back whole", async () => {
  const { client } = await seatAt(seats);
  await client.sync();
  client.save("return-order", story.order, {
    assignment: story.countyTurn,
    reasonCode: "not-our-duty",
    reason: "不属本单位管辖",
  });
  await client.sync();
  await city.act("decide-return", story.order, { assignment: story.countyTurn, approved: true, reason: "已核" });
  const late = client.save("note", story.order, words("离开以后"));
  await client.sync();
  expect(late.receipt?.verdict).toBe("applied");
  expect(client.copy.orders.has(story.order)).toBe(false);
  expect(client.copy.stubs.has(story.order)).toBe(true);
  await isWhole(client);
  await city.act("forward", story.order, forwardTo("x370902", story.cityTurn, newTurn()));
  expect(await notesOf(client, story.order)).toEqual(["离开以后"]);
  await isWhole(client);
});

test("[SC-13] a file goes up in pieces over a line that breaks, counts once its step is there, and comes back the same", async () => {
  const { client, cutRequest, loseAnswer } = await seatAt(seats);
  await client.sync();
  const bytes = Buffer.from("第二个客户端的文件\n".repeat(20_000));
  const file = { sha256: sha256(bytes), name: "说明.txt", type: "text/plain", bytes };
  const { name, type } = file;
  const attachment = { sha256: file.sha256, name, type, size: bytes.length, evidence: "other", caption: "" };
  const attached = client.save("attach", story.order, { attachment }, [file.sha256]);
  await client.sync();
  expect(attached.receipt?.verdict).toBe("applied");
  let requests = 0;
  const { line } = client.parts;
  Object.assign(client.parts, {
    line: ((address, request) => {
      requests += 1;
      if (requests === 3) loseAnswer();
      if (requests === 5) cutRequest();
      return line(address, request);
    }) satisfies Line,
  });
  await sendFile(client, file);
  expect(requests).toBeGreaterThan(5);
  await client.pull();
  expect(client.copy.orders.get(story.order)?.attachments).toMatchObject([{ sha256: file.sha256, stored: true }]);
  expect(sha256(await fetchFile(client, file.sha256))).toBe(file.sha256);
});
