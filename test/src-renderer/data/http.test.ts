import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { Type } from "typebox";
import { afterEach, expect, test, vi } from "vitest";

import { deviceId } from "../../../src-shared/kernel/ids.ts";
import { messagesOf, openEventStream } from "../../../src-renderer/data/event-stream.ts";
import { createHttp, type Http } from "../../../src-renderer/data/http.ts";
import { openSession } from "../../../src-renderer/data/session.ts";
import { newAccount } from "./desk-parts.ts";
import { emptyDisk, memoryPlatform } from "./memory-platform.ts";

let server: Server | null = null;
afterEach(async () => {
  vi.useRealTimers();
  server?.closeAllConnections();
  await new Promise((done) => (server ? server.close(done) : done(null)));
  server = null;
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Http> {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((done) => listening.listen(0, "127.0.0.1", done));
  const address = listening.address();
  return createHttp(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`, fetch);
}

const shape = Type.Object({ fine: Type.Boolean() });
const ask = { method: "GET", path: "/api/thing", token: null } as const;
const problem = { name: "busy", code: "LXQ-5", status: 503, title: "", next: "", requestId: "r" };

type Answer = Readonly<{ status: number; type: string; body: string; headers?: Record<string, string> }>;
const cases: readonly (readonly [string, Answer, unknown])[] = [
  ["a hotel's sign-in page", { status: 200, type: "text/html", body: "<html>" }, { kind: "not-the-province" }],
  [
    "a page that calls itself JSON",
    { status: 200, type: "application/json", body: "<html>" },
    { kind: "not-the-province" },
  ],
  [
    "JSON of another service",
    { status: 200, type: "application/json", body: '{"ok":1}' },
    { kind: "not-the-province" },
  ],
  ["a gateway without a province", { status: 502, type: "text/html", body: "bad gateway" }, { kind: "unreachable" }],
  ["a proxy's refusal", { status: 403, type: "text/html", body: "denied" }, { kind: "not-the-province" }],
  [
    "a gateway that asks to wait",
    { status: 503, type: "text/html", body: "", headers: { "retry-after": "7" } },
    { kind: "problem", name: "too-many-requests", status: 503, retryAfterMs: 7000 },
  ],
  [
    "a problem of the province",
    { status: 503, type: "application/problem+json", body: JSON.stringify({ ...problem, retryAfterMs: 1500 }) },
    { kind: "problem", name: "busy", status: 503, retryAfterMs: 1500 },
  ],
  [
    "a problem that a newer province knows",
    { status: 418, type: "application/problem+json", body: JSON.stringify({ ...problem, name: "of-tomorrow" }) },
    { kind: "problem", name: "unexpected", status: 418, retryAfterMs: null },
  ],
];

test.each(cases)("[OB-19] %s is told for what it is", async (_what, answer, fault) => {
  const http = await serve((_request, response) => {
    response.writeHead(answer.status, { "content-type": answer.type, ...answer.headers }).end(answer.body);
  });
  expect(await http.json(ask, shape)).toEqual({ ok: false, fault });
});

test("[OB-19] no answer, or none in time, is no line", async () => {
  const http = await serve(() => {});
  expect(await http.json({ ...ask, silenceMs: 50 }, shape)).toEqual({ ok: false, fault: { kind: "unreachable" } });
  const nowhere = createHttp("http://127.0.0.1:9", fetch);
  expect(await nowhere.json(ask, shape)).toEqual({ ok: false, fault: { kind: "unreachable" } });
});

test("[VI-50] asked with the version that is here, nothing comes once more; who gave none is not told so", async () => {
  const asked: unknown[] = [];
  const http = await serve(({ headers }, response) => {
    asked.push(headers["if-none-match"]);
    response.writeHead(304).end();
  });
  const shapeOrNone = Type.Union([shape, Type.Null()]);
  expect(await http.json({ ...ask, unless: "v7" }, shapeOrNone)).toEqual({ ok: true, value: null });
  expect(await http.json(ask, shapeOrNone)).toMatchObject({ ok: false });
  expect(asked).toEqual(['"v7"', undefined]);
});

test("[OB-27] a slow answer that moves is never cut", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const text = '{"fine":true}';
  const letterByLetter = async (_: unknown, init?: RequestInit): Promise<Response> => {
    const body = new ReadableStream<Uint8Array>({
      start: async (stream) => {
        init?.signal?.addEventListener("abort", () => stream.error(new Error("given up")));
        for (const letter of text) {
          await new Promise((resolve) => setTimeout(resolve, 20_000));
          stream.enqueue(new TextEncoder().encode(letter));
        }
        stream.close();
      },
    });
    return new Response(body, { headers: { "content-type": "application/json" } });
  };
  const http = createHttp("http://province.test", letterByLetter);
  const [json, bytes] = [http.json(ask, shape), http.bytes(ask)];
  await vi.advanceTimersByTimeAsync(text.length * 20_000);
  expect(await json).toEqual({ ok: true, value: { fine: true } });
  const moved = await bytes;
  expect(moved.ok && (await moved.value.text())).toBe(text);
});

test("[OB-27] an answer that falls silent is cut, and one that breaks off is no line", async () => {
  const http = await serve((request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).write('{"fin');
    if (request.url === "/breaks-off") setTimeout(() => response.destroy(), 30);
  });
  const asked = (path: string) => ({ ...ask, path, silenceMs: path === "/falls-silent" ? 150 : 30_000 });
  const none = { ok: false, fault: { kind: "unreachable" } };
  for (const path of ["/falls-silent", "/breaks-off"]) {
    expect(await http.json(asked(path), shape)).toEqual(none);
    expect(await http.bytes(asked(path))).toEqual(none);
  }
});

test("[OB-27] what has to be sent first lengthens the wait for the first sign", async () => {
  const http = await serve((request, response) => {
    request.resume();
    setTimeout(() => response.writeHead(200, { "content-type": "application/json" }).end('{"fine":true}'), 200);
  });
  const long = { ...ask, method: "POST", silenceMs: 50 } as const;
  expect(await http.json({ ...long, body: "x".repeat(2000) }, shape)).toMatchObject({ ok: true });
  expect(await http.json({ ...long, body: "x" }, shape)).toMatchObject({ ok: false, fault: { kind: "unreachable" } });
});

test("[OB-18] many requests with an expired token renew it once, and all are answered", async () => {
  const seen = { refreshes: 0, asked: 0 };
  const disk = emptyDisk();
  const account = newAccount();
  disk.secrets.set(`session.${account}`, "refresh-0");
  const http = await serve((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.url === "/api/session/refresh") {
      seen.refreshes += 1;
      const next = {
        accessToken: `access-${seen.refreshes}`,
        accessExpiresInMs: 600_000,
        refreshToken: `refresh-${seen.refreshes}`,
      };
      return void response.end(JSON.stringify(next));
    }
    seen.asked += 1;
    const isFresh = request.headers.authorization === `Bearer access-${seen.refreshes}`;
    return void response
      .writeHead(isFresh ? 200 : 401)
      .end(isFresh ? '{"fine":true}' : JSON.stringify({ ...problem, name: "signed-out" }));
  });
  const { secrets, clock } = memoryPlatform(disk, "");
  const session = await openSession({ http, secrets, clock, account, device: deviceId("d") });
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => session.json({ method: "GET", path: "/api/x" }, shape)),
  );
  expect(answers.every((answer) => answer.ok)).toBe(true);
  expect(seen).toEqual({ refreshes: 1, asked: 6 });
  expect(disk.secrets.get(`session.${account}`)).toBe("refresh-1");
});

test.each(["signs out", "signs in anew"])("[OB-18] somebody %s while the session renews itself", async (what) => {
  const disk = emptyDisk();
  const account = newAccount();
  disk.secrets.set(`session.${account}`, "refresh-0");
  const ended: unknown[] = [];
  let answerRenewal: (() => void) | null = null;
  const http = await serve((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.method === "DELETE") ended.push(request.headers.authorization);
    if (request.method === "DELETE") return void response.writeHead(204).end();
    if (request.url !== "/api/session/refresh") return void response.end('{"fine":true}');
    const next = { accessToken: "access-late", accessExpiresInMs: 600_000, refreshToken: "refresh-late" };
    answerRenewal = () => void response.end(JSON.stringify(next));
    return undefined;
  });
  const { secrets, clock } = memoryPlatform(disk, "");
  const session = await openSession({ http, secrets, clock, account, device: deviceId("d") });
  const answer = session.json({ method: "GET", path: "/api/x" }, shape);
  const renewing = (): (() => void) => answerRenewal ?? expect.unreachable("the session renews itself");
  const renewal = await vi.waitFor(renewing, { timeout: 15_000 });
  const fresh = { accessToken: "access-new", accessExpiresInMs: 600_000, refreshToken: "refresh-new" };
  const isOut = what === "signs out";
  await (isOut ? session.end() : session.adopt(fresh));
  renewal();
  expect((await answer).ok).toBe(!isOut);
  await expect.poll(() => ended).toEqual(["Bearer access-late"]);
  expect([session.isSignedIn(), disk.secrets.get(`session.${account}`)]).toEqual(
    isOut ? [false, undefined] : [true, "refresh-new"],
  );
});

test("[OB-18] a session that is over says so and forgets its token; a line that is away does not end it", async () => {
  const disk = emptyDisk();
  const account = newAccount();
  disk.secrets.set(`session.${account}`, "refresh-0");
  const { secrets, clock } = memoryPlatform(disk, "");
  const away = await openSession({
    http: createHttp("http://127.0.0.1:9", fetch),
    secrets,
    clock,
    account,
    device: deviceId("d"),
  });
  expect(await away.json({ method: "GET", path: "/api/x" }, shape)).toEqual({
    ok: false,
    fault: { kind: "unreachable" },
  });
  expect(away.isSignedIn()).toBe(true);
  const http = await serve((_request, response) => {
    response
      .writeHead(401, { "content-type": "application/problem+json" })
      .end(JSON.stringify({ ...problem, name: "session-reused" }));
  });
  const over = await openSession({ http, secrets, clock, account, device: deviceId("d") });
  expect(await over.json({ method: "GET", path: "/api/x" }, shape)).toEqual({
    ok: false,
    fault: { kind: "signed-out" },
  });
  expect([over.isSignedIn(), disk.secrets.has(`session.${account}`)]).toEqual([false, false]);
});

test("[OB-20] messages of a stream are read whole, however the line cuts them", async () => {
  const text =
    ':\n\nevent: heads\r\ndata: {"versions":{"p37.c3709":4}}\r\n\r\nevent: heads\ndata: {"versions":{"省":5}}\n\n';
  const bytes = new TextEncoder().encode(text);
  for (const size of [1, 3, 7, 1000]) {
    const pieces = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const heads: string[] = [];
    for await (const message of messagesOf(pieces, () => {})) if (message.event === "heads") heads.push(message.text);
    expect(heads).toEqual(['{"versions":{"p37.c3709":4}}', '{"versions":{"省":5}}']);
  }
});

test("[OB-20] a stream that falls silent is dead after 50 seconds, and says so once", async () => {
  const heard: string[] = [];
  const session = {
    stream: async (_ask: unknown, signal: AbortSignal) => ({ ok: true, value: silent(signal) }),
  } as unknown as Parameters<typeof openEventStream>[0];
  vi.useFakeTimers();
  const listener = {
    opened: () => heard.push("opened"),
    heads: () => heard.push("heads"),
    ended: () => heard.push("ended"),
  };
  openEventStream(session, listener);
  await vi.advanceTimersByTimeAsync(49_000);
  expect(heard).toEqual(["opened", "heads"]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(heard).toEqual(["opened", "heads", "ended"]);
  const close = openEventStream(session, listener);
  await vi.advanceTimersByTimeAsync(1_000);
  close();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(heard).toEqual(["opened", "heads", "ended", "opened", "heads"]);
});

function silent(signal: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('event: heads\ndata: {"versions":{}}\n\n'));
      signal.addEventListener("abort", () => controller.error(new Error("aborted")));
    },
  });
}

test("[OB-19] an address that answers slowly is still heard", async () => {
  const http = await serve((_request, response) => {
    void wait(100).then(() => response.writeHead(200, { "content-type": "application/json" }).end('{"fine":true}'));
  });
  expect(await http.json(ask, shape)).toEqual({ ok: true, value: { fine: true } });
});
