import { randomUUID } from "node:crypto";
import Value from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { lineSampleBytes } from "../../../src-shared/protocol/line-sample.ts";
import { year2027 } from "../../support/calendar-2027.ts";
import { password, type Answer, type Desk } from "../support/desk.ts";
import { note, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";

let home: TestProvince;
let county: Desk;
let system: Desk;
let security: Desk;
let audit: Desk;
beforeAll(async () => {
  home = await startProvince();
  county = await deskOf(home, "taishan");
  system = await deskOf(home, "sd-admin");
  security = await deskOf(home, "sd-anquan");
  audit = await deskOf(home, "sd-shenji");
});
afterAll(() => home.close());

type Asked = Readonly<{ by: () => Desk; method: "POST" | "GET"; url: string; body: () => object }>;

const passwordHash = `$argon2id$v=19$m=65536,t=3,p=1$${"x".repeat(22)}$${"x".repeat(43)}`;

/** A sound request to every route that takes one, by who may send it. */
function routes(): readonly Asked[] {
  const head = { protocol: 1, deviceId: county.id };
  const change = { type: "create", username: "wen-he", name: "温和", office: "x370902", roles: ["handler"] };
  const offices = { kind: "offices", change: { type: "close", id: "x370902", ordersTo: "x370982" } };
  const post = (by: () => Desk, url: string, body: () => object): Asked => ({ by, method: "POST", url, body });
  const push = (): object => {
    const register = county.make("register", null, wagesCase());
    return { ...head, epoch: null, actions: [register, county.make("note", register.orderId, note("已联系"))] };
  };
  const { cursor } = county;
  return [
    post(
      () => county,
      "/api/session",
      () => county.signInBody(),
    ),
    post(
      () => county,
      "/api/session/refresh",
      () => ({ refreshToken: "x".repeat(43), deviceId: county.id }),
    ),
    post(
      () => county,
      "/api/session/password",
      () => ({ username: "ta-admin", password, newPassword: "short" }),
    ),
    post(
      () => county,
      "/api/line",
      () => ({ filler: "x".repeat(lineSampleBytes) }),
    ),
    post(() => county, "/api/sync/push", push),
    post(
      () => county,
      "/api/sync/pull",
      () => ({ ...head, cursor, limit: 10 }),
    ),
    post(
      () => county,
      "/api/sync/bootstrap",
      () => ({ ...head, after: null, limit: 10 }),
    ),
    post(
      () => county,
      "/api/sync/audit",
      () => ({ ...head, cursor, detail: "parts", of: [1] }),
    ),
    post(
      () => county,
      "/api/sync/orders",
      () => ({ ...head, ids: [randomUUID()] }),
    ),
    post(
      () => county,
      "/api/sync/openings",
      () => ({ ...head, openings: [{ orderId: randomUUID(), version: 1, at: 1 }] }),
    ),
    post(
      () => county,
      "/api/courier/answers",
      () => ({ answer: "x.y.z" }),
    ),
    post(
      () => county,
      `/api/courier/packets/${randomUUID()}`,
      () => ({ size: 10 }),
    ),
    post(
      () => security,
      "/api/courier/setups",
      () => ({ user: system.profile.userId, password: "not the own one", code: "1".repeat(20) }),
    ),
    post(
      () => security,
      "/api/courier/setups/revoke",
      () => ({ user: system.profile.userId }),
    ),
    post(
      () => county,
      "/api/courier/registrations",
      () => ({
        application: { setup: randomUUID(), ticket: "x".repeat(43), deviceName: "x", passwordHash },
        device: { id: county.id, publicKey: county.publicKey },
      }),
    ),
    post(
      () => security,
      "/api/administration/users",
      () => ({ password, change }),
    ),
    post(
      () => system,
      "/api/administration/preview",
      () => ({ proposal: offices }),
    ),
    post(
      () => system,
      "/api/administration/preview",
      () => ({ proposal: { kind: "calendar", year: year2027 } }),
    ),
    post(
      () => system,
      "/api/administration/publish",
      () => ({
        proposal: { kind: "calendar", year: year2027 },
        basedOn: home.province.rules.calendar.version,
        reason: "测试",
      }),
    ),
  ];
}

const hostile: readonly unknown[] = [
  "\u0000",
  "a\u0000b",
  "\uD800",
  "'; DROP TABLE orders; --",
  "x".repeat(300_000),
  "",
  null,
  true,
  -1,
  1.5,
  1e300,
  9_007_199_254_740_993,
  [],
  {},
  [["x"]],
  { toString: "x" },
];

/** Every place in a body, as a path of keys. */
function places(value: unknown, path: readonly string[] = []): string[][] {
  const here = path.length > 0 ? [[...path]] : [];
  if (typeof value !== "object" || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, member]) => places(member, [...path, key]))];
}

/** The body with another value at a place, or, without one, with nothing there. */
function spoilt(value: unknown, [key = "", ...rest]: readonly string[], by?: unknown): unknown {
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  if (rest.length > 0) copy[key] = spoilt(copy[key], rest, by);
  else if (by === undefined) delete copy[key];
  else copy[key] = by;
  return copy;
}

function expectAnswered(answer: Answer, what: string): void {
  expect(answer.status, `${what}: ${answer.text.slice(0, 200)}`).toBeLessThan(500);
  if (answer.status < 400) return;
  expect(answer.headers["content-type"], what).toBe("application/problem+json; charset=utf-8");
  expect(Value.Check(problemSchema, answer.body), what).toBe(true);
}

test("[SV-31] the sound requests name every route that takes a body", async () => {
  const { body } = await county.ask("GET", "/api/openapi.json");
  const { paths } = body as { paths: Record<string, Record<string, { requestBody?: unknown }>> };
  const taking = Object.entries(paths).filter(([, { post }]) => post?.requestBody !== undefined);
  const known = new Set(routes().map(({ url }) => url.replace(/packets\/.*/, "packets/{id}")));
  expect(taking.map(([url]) => url).filter((url) => !known.has(url))).toEqual([]);
  await county.bootstrap();
  for (const { by, method, url, body: sound } of routes()) expectAnswered(await by().ask(method, url, sound()), url);
});

/** Few places of many alike: the members of the first of a list, and of a calendar the first days. */
const worthTrying = (path: readonly string[]): boolean =>
  path.every((key) => !/^[1-9]\d*$/.test(key)) && !path.some((key) => /^2027-(?!01-01)/.test(key));

test("[SV-30] [SV-31] a hostile or missing value anywhere in any body is refused in the one shape, never a fault", async () => {
  await county.bootstrap();
  for (const { by, method, url, body } of routes()) {
    const sound = body();
    const tries = places(sound)
      .filter(worthTrying)
      .flatMap((place) => [undefined, ...hostile].map((value) => ({ place, value })));
    for (const { place, value } of tries) {
      const answer = await by().ask(method, url, spoilt(sound, place, value));
      expectAnswered(answer, `${url} ${place.join(".")} = ${JSON.stringify(value)?.slice(0, 30)}`);
      if (answer.status === 401) await by().signIn();
    }
    for (const text of ["", "{", "[]", "null", "1", '"x"', '{"__proto__":{"a":1}}', "\u0000", "\uFEFF{}"])
      expectAnswered(await by().ask(method, url, text), `${url} ${text}`);
  }
  expect((await county.signIn()).session).not.toBeNull();
}, 120_000);

test("[SV-30] [SV-31] hostile words in addresses and questions are refused in the one shape, never a fault", async () => {
  const words = [
    "",
    "%00",
    "a%00b",
    "%ff",
    "%ED%A0%80",
    "-1",
    "1e300",
    "9".repeat(400),
    "..%2f..%2f",
    "[object]",
    "x".repeat(3000),
  ];
  const asked = (word: string): readonly (readonly [() => Desk, string])[] => [
    [() => county, `/api/calendar/explain?start=${word}&limit=3wd`],
    [() => county, `/api/calendar/explain?start=2026-03-02&limit=${word}`],
    [() => county, `/api/attachments/${word}`],
    [() => county, `/api/sync/reference?since=${word}&${word}`],
    [() => county, `/api/courier/packets/${word}`],
    [() => county, `/api/files/${word}`],
    [() => system, `/api/administration/versions?kind=${word}`],
    [() => audit, `/api/administration/audit?before=${word}`],
    [() => county, `/api/${word}`],
    [() => county, `/${word}`],
  ];
  for (const word of words) for (const [by, url] of asked(word)) expectAnswered(await by().ask("GET", url), url);
});
