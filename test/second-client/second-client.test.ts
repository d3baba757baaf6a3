import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createGate } from "../../src-server/http/gate.ts";
import { password, type Desk } from "../src-server/support/desk.ts";
import { startProvince, type TestProvince } from "../src-server/support/province.ts";
import { deskOf, forwarded, type Story } from "../src-server/support/story.ts";
import { hearHeads } from "./client/heads.ts";
import type { Line } from "./client/wire.ts";
import { isWhole, notesOf, seatAt, words } from "./seat.ts";

const gate = createGate({ width: 1, queue: 0 });
let home: TestProvince;
let seats: Readonly<{ base: string; home: TestProvince }>;
let city: Desk;
let story: Story;

beforeAll(async () => {
  home = await startProvince({ gates: { push: gate, pull: createGate({ width: 8, queue: 100 }) } });
  seats = { home, base: await home.listen() };
});
afterAll(() => home.close());
beforeEach(async () => {
  // Anew each time: a test moves the clock past the end of their sessions.
  city = await deskOf(home, "ta-shenhe");
  story = await forwarded(await deskOf(home, "sd-quanneng"), city);
});

test("[SC-1] the second client shares no line with the product", () => {
  const folder = `${import.meta.dirname}/client`;
  const files = globSync("*.ts", { cwd: folder });
  expect(files.length).toBeGreaterThan(4);
  for (const file of files) {
    const text = readFileSync(`${folder}/${file}`, "utf8");
    const sources = [...text.matchAll(/(?:from|import\(?)\s*"([^"]+)"/g)].map((one) => one[1]);
    for (const source of sources) expect(source).toMatch(/^(node:|\.\/[a-z-]+\.ts$)/);
  }
});

test("[SC-3] it signs in, fetches its orders page by page, pulls to the end, and adds up to the same digest", async () => {
  const { client } = await seatAt(seats);
  await client.sync();
  expect(client.copy.orders.get(story.order)?.state).toBe("awaiting-acceptance");
  await isWhole(client);
  const { digests } = await client.audit("parts");
  expect(digests).toHaveLength(256);
});

test("[SC-4] its signed and chained steps are applied, with a time of grade A, and seen in its copy", async () => {
  const { client } = await seatAt(seats);
  await client.sync();
  const turn = client.copy.orders.get(story.order)?.assignments.at(-1);
  const accepted = client.save("accept", story.order, { assignment: turn?.id ?? "" });
  const noted = client.save("note", story.order, words('说："明天"\n到账'));
  await client.sync();
  for (const { receipt } of [accepted, noted])
    expect(receipt).toMatchObject({ verdict: "applied", grade: "A", code: null });
  expect(client.copy.orders.get(story.order)?.state).toBe("handling");
  expect(client.copy.orders.get(story.order)?.version).toBe(noted.receipt?.orderVersion);
  await isWhole(client);
});

test("[SC-5] an answer that was lost is asked for by the same bytes, and the step is done once", async () => {
  const { client, loseAnswer, waits } = await seatAt(seats);
  await client.sync();
  const noted = client.save("note", story.order, words("回答丢了"));
  loseAnswer();
  await client.push();
  expect(waits).toHaveLength(1);
  expect(noted.receipt?.verdict).toBe("applied");
  expect(await notesOf(client, story.order)).toEqual(["回答丢了"]);
});

test("[SC-6] a batch beyond the next place goes again from there", async () => {
  const { client } = await seatAt(seats);
  await client.sync();
  const first = client.save("note", story.order, words("一"));
  client.save("note", story.order, words("二"));
  client.queue.batch(client.device);
  // As a client that has taken the first one for sent.
  first.receipt = {
    actionId: "",
    seq: 1,
    verdict: "applied",
    code: null,
    orderVersion: 1,
    number: 0,
    grade: "A",
    effectiveAt: 0,
    hash: "",
  };
  await client.push();
  expect(first.receipt.number).toBeGreaterThan(0);
  expect(await notesOf(client, story.order)).toEqual(["一", "二"]);
});

test("[SC-6] what follows a step that is lost is sealed anew onto the end that the province names", async () => {
  const { client } = await seatAt(seats);
  await client.sync();
  client.save("note", story.order, words("丢失"));
  const second = client.save("note", story.order, words("保留"));
  const before = client.queue.batch(client.device)[1];
  client.queue.kept = [second];
  await client.push();
  expect(second.sealed?.action).toMatchObject({ id: before?.id, seq: 1, previousHash: "" });
  expect(await notesOf(client, story.order)).toEqual(["保留"]);
});

test("[SC-7] a refused step holds nothing up, says why, and is sent again as a new one", async () => {
  const { client } = await seatAt(seats);
  await client.sync();
  const wrong = client.save("accept", story.order, { assignment: story.cityTurn });
  const broken = client.save("note", story.order, { text: "没有种类" });
  const right = client.save("accept", story.order, { assignment: story.countyTurn });
  await client.sync();
  expect(wrong.receipt?.verdict).toBe("rejected");
  expect(broken.receipt).toMatchObject({ verdict: "rejected", code: "malformed" });
  expect(right.receipt?.verdict).toBe("applied");
  const again = client.save("note", story.order, words("补上种类"));
  await client.sync();
  expect(again.receipt).toMatchObject({ verdict: "applied", seq: 4 });
});

test("[SC-8] a province that is busy is asked again after the time that it names, and not before", async () => {
  let free = (): void => undefined;
  const busy = gate.pass(() => new Promise<void>((resolve) => (free = resolve)));
  const { client, waits, sent } = await seatAt(seats, "taishan", async () => free());
  await client.pull();
  const noted = client.save("note", story.order, words("省级忙"));
  await client.push();
  await busy;
  expect(waits.length).toBeGreaterThan(0);
  for (const ms of waits) expect(ms).toBeGreaterThanOrEqual(1000);
  expect(sent.filter((path) => path === "/api/sync/push")).toHaveLength(waits.length + 1);
  expect(noted.receipt?.verdict).toBe("applied");
});

test("[SC-9] the live channel tells that something moved, and a pull brings it", async () => {
  const { client } = await seatAt(seats);
  await client.sync();
  let told = 0;
  const heard = hearHeads(client, async ({ versions }) => {
    told += 1;
    if (told === 1) {
      expect(client.copy.isBehind(versions)).toBe(false);
      await city.act("note", story.order, { kind: "other", text: "市里的话", contactedWorker: false });
      return "more";
    }
    expect(client.copy.isBehind(versions)).toBe(true);
    return "enough";
  });
  await heard;
  expect(await notesOf(client, story.order)).toEqual(["市里的话"]);
});

test("[SC-14] a session that has ended is renewed, also when that answer is lost, and the step goes", async () => {
  const { client, sent } = await seatAt(seats);
  await client.sync();
  const { line } = client.parts;
  let lost = 0;
  Object.assign(client.parts, {
    line: (async (address, request) => {
      const answer = await line(address, request);
      if (!address.endsWith("/refresh") || lost > 0) return answer;
      lost += 1;
      throw new TypeError("the answer is lost");
    }) satisfies Line,
  });
  home.clock.at += 11 * 60_000;
  const noted = client.save("note", story.order, words("过了十分钟"));
  await client.push();
  expect(sent.filter((path) => path === "/api/session/refresh")).toHaveLength(2);
  expect(noted.receipt?.verdict).toBe("applied");
});

test("[SC-15] a copy of another computer's data becomes a device of its own, and what both have is done once", async () => {
  const original = await seatAt(seats);
  await original.client.sync();
  const shared = original.client.save("note", story.order, words("两台都有"));
  const copy = await seatAt(seats);
  const { device } = original.client;
  Object.assign(copy.client, { device, epoch: original.client.epoch });
  await copy.client.signIn({ username: "taishan", password });
  const same = copy.client.queue.add(shared.step);
  const own = copy.client.save("note", story.order, words("只在副本"));
  copy.client.queue.kept.reverse();
  await original.client.push();
  await copy.client.push();
  expect(copy.client.device.id).not.toBe(device.id);
  expect([own.receipt?.verdict, same.receipt?.verdict]).toEqual(["applied", "merged"]);
  expect((await notesOf(original.client, story.order)).toSorted()).toEqual(["两台都有", "只在副本"].toSorted());
});
