import { createServer, type RequestListener, type Server } from "node:http";
import { lastValueFrom } from "rxjs";
import { afterEach, expect, test } from "vitest";

import { lineSampleBytes } from "../../../src-shared/protocol/line-sample.ts";
import { protocolVersion } from "../../../src-shared/protocol/sync.ts";
import { diagnose, type DiagnoseParts } from "../../../src-renderer/data/diagnose.ts";
import {
  checkNames,
  judgeClock,
  judgeConnection,
  judgeName,
  judgePortal,
} from "../../../src-renderer/data/diagnosis.ts";
import type { Session } from "../../../src-renderer/data/session.ts";
import { createHttp } from "../../../src-renderer/data/http.ts";
import { emptyDisk, memoryPlatform, testClock } from "./memory-platform.ts";

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function listening(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((done) => server?.listen(0, "127.0.0.1", done));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

/** A province as a diagnosis meets it; `ahead` is how far its clock is, and the stream may be held back. */
const aProvince =
  ({ aheadMs = 0, stream = "event: heads\ndata: {}\n\n" } = {}): RequestListener =>
  (request, response) => {
    const json = (value: object): void => {
      response.setHeader("content-type", "application/json").end(JSON.stringify(value));
    };
    if (request.url === "/api/health") {
      return json({ version: "1", protocol: protocolVersion, serverTime: Date.now() + aheadMs });
    }
    if (request.url === "/api/sync/stream") {
      response.setHeader("content-type", "text/event-stream").flushHeaders();
      if (stream !== "") response.write(stream);
      return undefined;
    }
    if (request.method === "GET") {
      response.setHeader("content-type", "application/octet-stream").end(Buffer.alloc(lineSampleBytes));
      return undefined;
    }
    request.resume().on("end", () => json({ received: lineSampleBytes }));
    return undefined;
  };

function sessionOver(http: DiagnoseParts["http"], isSignedIn: boolean): Session {
  const stream: Session["stream"] = (ask, signal) => http.stream({ ...ask, token: null }, signal);
  const never = () => Promise.reject(new Error("not asked for"));
  const asks = { json: never, bytes: never, pieces: never, token: never, tokenAfter: never };
  const rest = { ...asks, adopt: never, end: never };
  return { isSignedIn: () => isSignedIn, stream, ...rest };
}

async function findings(url: string, more: Partial<DiagnoseParts> = {}): Promise<Readonly<Record<string, string>>> {
  const http = createHttp(url, fetch);
  const platform = memoryPlatform({ ...emptyDisk(), space: "low" }, url, testClock());
  const queue = () => ({ unsent: 2, refused: 0, files: 1 });
  const parts = { platform, http, session: sessionOver(http, true), queue, isOnline: () => true, ...more };
  const checks = await lastValueFrom(diagnose(parts));
  expect(checks.map((one) => one.name)).toEqual(checkNames);
  return Object.fromEntries(checks.map(({ name, state, word }) => [name, `${state} ${word}`]));
}

test("[WK-1] [WK-4] every check has a finding over a good line", async () => {
  expect(await findings(await listening(aProvince()))).toEqual({
    name: "ok number",
    connection: "ok plain",
    portal: "ok browser",
    latency: "ok good",
    download: "ok good",
    upload: "ok good",
    clock: "ok good",
    stream: "ok good",
    protocol: "ok same",
    space: "slow low",
    queue: "slow waiting",
  });
});

test("[WK-2] without a line the connection fails, what rests on it is skipped, the rest is looked at", async () => {
  const found = await findings("http://127.0.0.1:1", { isOnline: () => false });
  expect(found).toMatchObject({ connection: "failed unplugged", portal: "skipped skipped", stream: "skipped skipped" });
  expect(found).toMatchObject({ space: "slow low", queue: "slow waiting" });
});

test("[WK-2] a sign-in page that answers is told as one", async () => {
  const url = await listening((_request, response) => void response.setHeader("content-type", "text/html").end("<p>"));
  expect(await findings(url)).toMatchObject({ portal: "failed stranger", latency: "skipped skipped" });
});

test("[WK-5] a clock that is off is told by how much, whichever way", async () => {
  expect(await findings(await listening(aProvince({ aheadMs: 600_000 })))).toMatchObject({ clock: "slow behind" });
  expect(judgeClock(600_000)).toEqual({ state: "slow", word: "ahead", figures: { minutes: 10 } });
  expect(judgeClock(-59_000)).toMatchObject({ state: "ok" });
});

test("[WK-8] where nobody is signed in all is looked at but what belongs to an account", async () => {
  const url = await listening(aProvince());
  expect(await findings(url, { session: null, queue: null })).toMatchObject({
    connection: "ok plain",
    download: "ok good",
    stream: "unknown signedOut",
    protocol: "ok same",
    queue: "unknown signedOut",
  });
  const away = await findings("http://127.0.0.1:1", { session: null, queue: null });
  expect(away).toMatchObject({ connection: "failed none", space: "slow low", queue: "unknown signedOut" });
});

test("[WK-6] a stream that is held back is told, and one without a session is not looked at", async () => {
  const url = await listening(aProvince({ stream: "" }));
  expect(await findings(url)).toMatchObject({ stream: "slow held" });
  const session = sessionOver(createHttp(url, fetch), false);
  expect(await findings(url, { session })).toMatchObject({ stream: "unknown signedOut" });
}, 20_000);

test("[WK-3] what the shell sees names the fault; a browser says that it cannot see it", () => {
  const look = { addresses: 0, proxy: false, fault: "ERR_NAME_NOT_RESOLVED" };
  expect(judgeName(look, "hotline.example")).toMatchObject({ state: "failed", word: "missing" });
  expect(judgeName(null, "hotline.example")).toMatchObject({ state: "unknown" });
  const reached = { answer: { kind: "none" }, secure: true, online: true } as const;
  const certificate = { ...look, addresses: 1, fault: "ERR_CERT_DATE_INVALID" };
  expect(judgeConnection({ ...reached, look: certificate })).toEqual({
    state: "failed",
    word: "certificate",
    code: "ERR_CERT_DATE_INVALID",
  });
  expect(judgeConnection({ ...reached, look: null })).toMatchObject({ word: "unseen" });
  expect(judgeConnection({ ...reached, look: null, secure: false })).toMatchObject({ word: "none" });
  const province = { kind: "province", protocol: 1, serverTime: 0, version: "1" } as const;
  const [proxy, direct] = [true, false].map((isProxy) => ({ addresses: 1, proxy: isProxy, fault: null }));
  const ways = [null, proxy, direct].map(
    (look) => judgePortal({ ...reached, answer: province, look: look ?? null }).word,
  );
  expect(ways).toEqual(["browser", "proxy", "direct"]);
});
