import { request } from "node:http";
import { createGzip, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ActionEnvelope } from "../../../src-shared/protocol/action-envelope.ts";
import type { PushAnswer } from "../../../src-shared/protocol/sync.ts";
import { readActions } from "../../../src-server/store/action-store.ts";
import type { Desk } from "../support/desk.ts";
import { note, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched } from "../support/story.ts";

let home: TestProvince;
beforeAll(async () => {
  home = await startProvince();
});
afterAll(() => home.close());

const headersOf = (desk: Desk): Record<string, string> => ({
  authorization: `Bearer ${desk.session?.accessToken}`,
  "content-type": "application/json",
  "content-encoding": "gzip",
});
const bodyOf = (desk: Desk, actions: readonly ActionEnvelope[]): string =>
  JSON.stringify({ protocol: 1, epoch: null, deviceId: desk.id, actions });
const send = (desk: Desk, payload: Buffer, url = "/api/sync/push") =>
  home.app.inject({ method: "POST", url, headers: headersOf(desk), payload });

test("[WP-21] [WP-22] a compressed push is the same push, and the session says that it may be one", async () => {
  const desk = await deskOf(home, "sd-quanneng");
  expect(desk.session?.gzip).toBe(true);
  const renewing = { refreshToken: desk.session?.refreshToken, deviceId: desk.id };
  expect((await desk.ask("POST", "/api/session/refresh", renewing)).body).toMatchObject({ gzip: true });
  const actions = Array.from({ length: 20 }, () => desk.make("register", null, wagesCase()));
  const plain = bodyOf(desk, actions);
  const packed = gzipSync(plain);
  expect(packed.length).toBeLessThan(Buffer.byteLength(plain) * 0.6);
  const answer = await send(desk, packed);
  expect(answer.statusCode).toBe(200);
  const { receipts } = answer.json<PushAnswer>();
  expect(receipts.map(({ verdict }) => verdict)).toEqual(actions.map(() => "applied"));
  const again = await desk.ask("POST", "/api/sync/push", plain);
  expect((again.body as PushAnswer).receipts).toEqual(receipts);
});

test("[WP-21] no other body is taken compressed, and of no other kind", async () => {
  const desk = await deskOf(home, "sd-quanneng");
  await desk.bootstrap();
  const asked = { protocol: 1, deviceId: desk.id, cursor: desk.cursor, limit: 10 };
  expect((await send(desk, gzipSync(JSON.stringify(asked)), "/api/sync/pull")).statusCode).toBe(400);
  const headers = { ...headersOf(desk), "content-encoding": "br" };
  const strange = await home.app.inject({ method: "POST", url: "/api/sync/push", headers, payload: Buffer.of(1, 2) });
  expect([strange.statusCode, strange.json<object>()]).toMatchObject([400, { name: "bad-request" }]);
});

test("[WP-23] one that was cut, or is no gzip, is refused and nothing has happened", async () => {
  const desk = await deskOf(home, "taishan");
  const packed = gzipSync(bodyOf(desk, [desk.make("register", null, wagesCase())]));
  for (const payload of [packed.subarray(0, -9), packed.subarray(5), Buffer.from("{}"), Buffer.alloc(0)]) {
    const answer = await send(desk, payload);
    expect([answer.statusCode, answer.json<object>()]).toMatchObject([400, { name: "bad-request" }]);
  }
  expect(await readActions(home.store.db, desk.id, [1, 9])).toEqual([]);
  expect((await send(desk, packed)).statusCode).toBe(200);
});

test("[WP-23] a bomb is refused while most of it is still to be sent, and the connection ends", async () => {
  const desk = await deskOf(home, "taishan");
  const url = new URL("/api/sync/push", await home.listen());
  const gzip = createGzip();
  const sending = request(url, { method: "POST", headers: headersOf(desk) });
  // What is written to a connection that the province has ended is lost, as it should be.
  sending.on("error", () => undefined);
  gzip.pipe(sending);
  const answered = new Promise<number | undefined>((resolve) => {
    sending.on("response", (answer) => resolve(answer.resume().statusCode));
  });
  // Two megabytes of the same, and never an end.
  gzip.write(Buffer.alloc(2 * 1024 * 1024, "[ "));
  gzip.flush();
  expect(await answered).toBe(400);
  const { order } = await dispatched(await deskOf(home, "sd-quanneng"));
  expect(await (await deskOf(home, "ta-shenhe")).act("note", order, note("照常"))).toMatchObject({ code: null });
  gzip.destroy();
  sending.destroy();
});
