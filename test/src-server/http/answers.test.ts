import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { pino, stdSerializers } from "pino";
import { sql } from "drizzle-orm";
import Value from "typebox/value";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { payloadSchemas } from "../../../src-shared/actions/action.ts";
import { problemKinds, problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { isDatabaseAway, isDiskFull, withoutValues } from "../../../src-server/store/database-fault.ts";
import { createGate } from "../../../src-server/http/gate.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";
import type { Desk } from "../support/desk.ts";
import { wagesCase } from "../support/payloads.ts";

let home: TestProvince;
let desk: Desk;
let web: string;
beforeAll(async () => {
  web = mkdtempSync(path.join(tmpdir(), "lxq-web-"));
  mkdirSync(path.join(web, "assets"));
  writeFileSync(path.join(web, "index.html"), "<!doctype html><title>desk</title>");
  writeFileSync(path.join(web, "sw.js"), "self.skipWaiting()");
  writeFileSync(path.join(web, "assets", "main-abc123.js"), "console.log(1)");
  home = await startProvince({ webFolder: web });
  desk = await deskOf(home, "taishan");
});
afterAll(async () => {
  await home.close();
  rmSync(web, { recursive: true });
});

function problem(answer: Awaited<ReturnType<Desk["ask"]>>): unknown {
  expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(Value.Check(problemSchema, answer.body)).toBe(true);
  expect((answer.body as { requestId: string }).requestId).toBe(answer.headers["x-request-id"]);
  expect(answer.text).not.toMatch(/\bat .*\.(ts|js):\d+/);
  return [answer.status, (answer.body as { name: string }).name];
}

test("[SV-30, SV-31] bodies that cannot be read are bad requests in the one shape", async () => {
  const push = "/api/sync/push";
  const bodies = [
    "{",
    "[]",
    "null",
    '{"protocol":1}',
    `${"[".repeat(100_000)}`,
    `{"a":${"[".repeat(65)}${"]".repeat(65)}}`,
  ];
  for (const body of bodies) expect(problem(await desk.ask("POST", push, body))).toEqual([400, "bad-request"]);
  expect(problem(await desk.ask("POST", push, `"${"x".repeat(1024 * 1024)}"`))).toEqual([400, "bad-request"]);
  expect(problem(await desk.ask("GET", "/api/nothing"))).toEqual([404, "not-found"]);
  const form = await home.app.inject({
    method: "POST",
    url: "/api/session",
    payload: "a=b",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  expect([form.statusCode, form.json<{ name: string }>().name]).toEqual([400, "bad-request"]);
});

test("[SV-31] too many requests are told when to come back", async () => {
  const strict = await startProvince({ limits: { requestsPerMinute: 3, signInsPerMinute: 2 } });
  const asked = [];
  for (let at = 0; at < 5; at += 1) asked.push(await strict.app.inject({ url: "/api/health" }));
  await strict.close();
  const refused = asked.filter((answer) => answer.statusCode === 429);
  expect(refused).toHaveLength(2);
  expect(refused[0]?.json()).toMatchObject({ name: "too-many-requests", code: "LXQ-5003" });
  // As long as the limit's own minute still runs, in the header and in the words.
  const wait = Number(refused[0]?.headers["retry-after"]);
  expect(wait).toBeGreaterThan(20);
  expect(refused[0]?.json()).toMatchObject({ retryAfterMs: wait * 1000 });
});

test("[SV-32] a full disk is said as such, and the action stays with its sender", async () => {
  const action = desk.make("register", null, wagesCase());
  const full = Object.assign(new Error("could not extend file: No space left on device"), { code: "53100" });
  const broken = vi
    .spyOn(home.store.db, "transaction")
    .mockRejectedValueOnce(new Error("Failed query", { cause: full }));
  expect(problem(await desk.pushRaw([action]))).toEqual([507, "disk-full"]);
  broken.mockRestore();
  expect((await desk.push(action)).receipts[0]?.verdict).toBe("applied");
  expect(isDiskFull(Object.assign(new Error("write"), { code: "ENOSPC" }))).toBe(true);
  expect(isDiskFull(new Error("else"))).toBe(false);
});

test("[SV-69] a database that is away is said as a time to wait, and the action stays with its sender", async () => {
  const action = desk.make("register", null, wagesCase());
  const coded = (code: string, more: object = {}): Error => Object.assign(new Error("away"), { code, ...more });
  const away = [
    ...["57P01", "57P03", "08006", "53300", "ECONNREFUSED", "ECONNRESET", "EPIPE"].map((code) => coded(code)),
    coded("ENOENT", { syscall: "connect" }),
    new Error("Connection terminated unexpectedly"),
    new Error("timeout exceeded when trying to connect"),
  ];
  for (const cause of away) {
    const broken = vi.spyOn(home.store.db, "transaction").mockRejectedValueOnce(new Error("Failed query", { cause }));
    const answer = await desk.pushRaw([action]);
    broken.mockRestore();
    expect(problem(answer), String(cause)).toEqual([503, "busy"]);
    const wait = Number(answer.headers["retry-after"]);
    expect(wait >= 2 && wait <= 10, `${wait} s`).toBe(true);
  }
  expect((await desk.push(action)).receipts[0]?.verdict).toBe("applied");
  const others = [coded("23505"), coded("ENOENT", { syscall: "open" }), new TypeError("else"), "away"];
  expect(others.map(isDatabaseAway)).toEqual([false, false, false, false]);
});

test("[SV-76] a statement against the protocol is a bug of ours and not a database that is away", async () => {
  const cause = Object.assign(new Error("bind message has 4464 parameter formats"), { code: "08P01" });
  const broken = vi.spyOn(home.store.db, "transaction").mockRejectedValueOnce(new Error("Failed query", { cause }));
  const answer = await desk.pushRaw([desk.make("register", null, wagesCase())]);
  broken.mockRestore();
  expect(problem(answer)).toEqual([500, "unexpected"]);
  expect(answer.headers["retry-after"]).toBeUndefined();
});

test("[SV-30] what nobody foresaw is said without a stack", async () => {
  const broken = vi.spyOn(home.store.db, "select").mockImplementationOnce(() => {
    throw new TypeError("secret detail at /srv/app.ts:1");
  });
  const answer = await desk.ask("GET", "/api/session");
  broken.mockRestore();
  expect(problem(answer)).toEqual([500, "unexpected"]);
  expect(answer.text).not.toContain("secret");
});

test("[SV-33] only our own pages may ask, and answers say how they may be used", async () => {
  const from = async (origin: string) =>
    (await home.app.inject({ url: "/api/health", headers: { origin } })).headers["access-control-allow-origin"];
  expect(await from("app://bundle")).toBe("app://bundle");
  expect(await from("https://evil.example")).toBeUndefined();
  expect(await from("null")).toBeUndefined();
  const preflight = await home.app.inject({
    method: "OPTIONS",
    url: "/api/sync/push",
    headers: {
      origin: "app://bundle",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  });
  expect(preflight.headers["access-control-allow-headers"]).toContain("authorization");
  const { headers } = await home.app.inject({ url: "/api/health" });
  expect(headers["cache-control"]).toBe("no-store");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-security-policy"]).toBe("default-src 'none'");
  const page = await home.app.inject({ url: "/" });
  expect(page.headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
  const policy = String(page.headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
});

test("[SV-33] an answer of data says nothing about itself that nobody reads", async () => {
  const needless = ["access-control-expose-headers", "x-request-id", "referrer-policy"];
  const small = { "accept-encoding": "br", origin: "http://127.0.0.1:1" };
  const { headers } = await home.app.inject({ url: "/api/openapi.json", headers: small });
  expect(headers["content-encoding"]).toBe("br");
  expect(needless.filter((name) => name in headers)).toEqual([]);
  const refused = await home.app.inject({ url: "/api/session", headers: { origin: "app://bundle" } });
  expect(refused.headers["access-control-expose-headers"]).toBe("x-request-id");
  expect(refused.headers["x-request-id"]).toMatch(/./);
});

/** OpenAPI's tool writes a constant as a list of one. */
function asOpenApi(schema: object): unknown {
  return JSON.parse(JSON.stringify(schema), (_, part: unknown) => {
    if (typeof part !== "object" || part === null || !("const" in part)) return part;
    const { const: only, ...rest } = part;
    return { ...rest, enum: [only] };
  });
}

test("[SV-34] the description has the payload of every kind of step, and every problem with its words", async () => {
  const { body } = await desk.ask("GET", "/api/openapi.json");
  const { schemas } = (body as { components: { schemas: Record<string, Record<string, unknown>> } }).components;
  for (const [type, schema] of Object.entries(payloadSchemas)) {
    expect(schemas[`payload-${type}`]).toEqual(asOpenApi(schema));
  }
  const { "x-meanings": meanings, enum: names } = schemas["problem-name"] ?? {};
  expect(names).toEqual(Object.keys(problemKinds));
  expect(meanings).toMatchObject({ busy: { code: "LXQ-3005", status: 503, title: problemKinds.busy.meaning } });
});

test("[SV-34] the description names every route", async () => {
  const { body } = await desk.ask("GET", "/api/openapi.json");
  const paths = Object.keys((body as { paths: object }).paths);
  const routes = home.app.printRoutes({ commonPrefix: false });
  expect(paths.sort()).toEqual([
    "/api/administration/audit",
    "/api/administration/audit/check",
    "/api/administration/preview",
    "/api/administration/publish",
    "/api/administration/users",
    "/api/administration/versions",
    "/api/attachments/{sha256}",
    "/api/calendar/explain",
    "/api/courier/answers",
    "/api/courier/packets/{id}",
    "/api/courier/registrations",
    "/api/courier/setups",
    "/api/courier/setups/revoke",
    "/api/files",
    "/api/files/{id}",
    "/api/health",
    "/api/line",
    "/api/session",
    "/api/session/password",
    "/api/session/refresh",
    "/api/sync/audit",
    "/api/sync/bootstrap",
    "/api/sync/openings",
    "/api/sync/orders",
    "/api/sync/pull",
    "/api/sync/push",
    "/api/sync/reference",
    "/api/sync/stream",
  ]);
  expect(routes.match(/\((GET|POST|PUT)/g)?.length).toBe(paths.length + 1); // the description itself
});

test("[SV-35] health and the calendar answer anybody", async () => {
  const health = (await home.app.inject({ url: "/api/health" })).json<object>();
  const serverTime = home.clock.at;
  expect(health).toEqual({ ok: true, version: "0.1.0", database: home.store.kind, protocol: 1, serverTime });
  const explain = async (start: string, limit: string) =>
    (await home.app.inject({ url: "/api/calendar/explain", query: { start, limit } })).json<{
      due: string;
      days: object[];
    }>();
  const spring = await explain("2026-02-12T10:00:00+08:00", "3wd");
  expect(spring.due).toBe("2026-02-25T00:00:00+08:00");
  expect(spring.days.slice(0, 4)).toEqual([
    { date: "2026-02-12", counted: false, reason: "start-day" },
    { date: "2026-02-13", counted: true, reason: "working-day" },
    { date: "2026-02-14", counted: true, reason: "make-up-day" },
    { date: "2026-02-15", counted: false, reason: "holiday" },
  ]);
  expect((await explain("2020-09-28", "15wd")).due).toBe("2020-10-27T00:00:00+08:00");
});

test("[SV-36] the desk is served so that no browser keeps a stale mix", async () => {
  const get = (url: string, accept = "*/*") => home.app.inject({ url, headers: { accept } });
  expect((await get("/")).headers["cache-control"]).toBe("no-cache");
  expect((await get("/sw.js")).headers["cache-control"]).toBe("no-cache");
  expect((await get("/assets/main-abc123.js")).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await get("/orders/1", "text/html")).body).toContain("<title>desk</title>");
  expect((await get("/assets/gone.js")).json()).toMatchObject({ name: "not-found" });
  expect((await get("/api/gone", "text/html")).json()).toMatchObject({ name: "not-found" });
  expect((await get("/../../package.json")).statusCode).toBe(404);
});

test("[SV-37] the log of a failed statement has none of its values", async () => {
  const lines: string[] = [];
  const sink = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) });
  const err = (error: unknown): unknown => {
    const safe = withoutValues(error);
    return safe instanceof Error ? stdSerializers.err(safe) : safe;
  };
  const failed: unknown = await home.store.db
    .execute(sql`select ${"张三 13800001234"}::integer`)
    .catch((error: unknown) => error);
  pino({ serializers: { err } }, sink).error({ err: withoutValues(failed) }, "failed");
  expect(String(failed)).toContain("13800001234");
  expect(lines.join("")).not.toContain("13800001234");
  expect(lines.join("")).toContain("SQLSTATE 22P02");
});

test("[SV-21] what is too much is turned away at once, and nothing runs beside the limit", async () => {
  const gate = createGate({ width: 2, queue: 3 });
  let running = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
  };
  const results = await Promise.all(Array.from({ length: 8 }, () => gate.pass(work)));
  expect(results.filter((result) => result.ok)).toHaveLength(5);
  expect(most).toBe(2);
  await expect(gate.pass(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await gate.pass(async () => 1)).toEqual({ ok: true, value: 1 });
});

test("[WK-4] anybody may measure a line by 64 KB each way, which nothing compresses", async () => {
  const headers = { "accept-encoding": "br, gzip" };
  const down = await home.app.inject({ url: "/api/line", headers });
  expect([down.statusCode, down.rawPayload.length, down.headers["content-encoding"]]).toEqual([200, 65_536, undefined]);
  const up = (filler: string) => home.app.inject({ method: "POST", url: "/api/line", payload: { filler } });
  expect((await up("x".repeat(65_536))).json()).toEqual({ received: 65_536 });
  expect((await up("x".repeat(70_000))).statusCode).toBeGreaterThanOrEqual(400);
});
