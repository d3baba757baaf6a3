import { hash } from "@node-rs/argon2";
import { SignJWT } from "jose";
import { createPrivateKey, createSecretKey, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fullCost, passwords } from "../../../src-server/http/session/passwords.ts";
import { addressBlock } from "../../../src-server/http/session/address-block.ts";
import { passwordRefusal } from "../../../src-shared/domain/permission/password-rules.ts";
import { delayAfter } from "../../../src-shared/domain/permission/sign-in-delay.ts";
import { hashOf } from "../../../src-server/http/session/tokens.ts";
import { disableDevice } from "../../../src-server/store/device-store.ts";
import { readOrMake } from "../../../src-server/store/meta-store.ts";
import { lockRefreshToken } from "../../../src-server/store/session-store.ts";
import { changeUser } from "../../../src-server/store/user-store.ts";
import { newKey } from "../../../src-server/sync/own-device.ts";
import { Desk, type Answer } from "../support/desk.ts";
import { wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";

let home: TestProvince;
let desk: Desk;
beforeAll(async () => {
  home = await startProvince();
});
afterAll(() => home.close());
beforeEach(() => {
  desk = new Desk(home.app, "taishan", home.clock.now);
  home.clock.at += 3_600_000;
});

const nameOf = (answer: Answer): unknown => (answer.body as { name?: string }).name;
const renew = (of: Desk, refreshToken: string, deviceId: string = of.id): Promise<Answer> =>
  of.ask("POST", "/api/session/refresh", { refreshToken, deviceId });
const tokenOf = (answer: Answer): string => (answer.body as { refreshToken: string }).refreshToken;

test("[SN-1] signing in gives tokens, the profile, the place in the sequence and a clock token", async () => {
  await desk.signIn();
  expect(desk.session).toMatchObject({
    accessExpiresInMs: 600_000,
    lastSeq: 0,
    serverTime: home.clock.at,
    profile: { username: "taishan", name: "秦若谷", office: "x370902", officeName: "泰山区总工会", hub: "p37" },
  });
  await desk.act("register", null, wagesCase());
  const again = await desk.ask("POST", "/api/session", desk.signInBody());
  expect(again.body).toMatchObject({ lastSeq: 1 });
  expect((await desk.ask("GET", "/api/session")).body).toEqual(desk.session?.profile);
});

test("[SN-2] a wrong password and an unknown name are told the same", async () => {
  const wrong = await desk.ask("POST", "/api/session", desk.signInBody({ password: "wrong" }));
  const unknown = await desk.ask("POST", "/api/session", desk.signInBody({ username: "nobody" }));
  const told = ({ status, body }: Answer) => ({ status, ...(body as object), requestId: "" });
  expect(told(wrong)).toEqual(told(unknown));
  expect(told(wrong)).toMatchObject({ status: 401, name: "wrong-credentials", code: "LXQ-1001" });
});

test("[SN-2] the province itself has no password", async () => {
  for (const password of ["", "null", "lianxinqiao-demo-2026"]) {
    const body = desk.signInBody({ username: "province-itself", password: password || " " });
    expect(nameOf(await desk.ask("POST", "/api/session", body))).toBe("wrong-credentials");
  }
});

test("[SN-3] capitals and spaces do not matter, and hostile names are just wrong", async () => {
  const typed = await desk.ask("POST", "/api/session", desk.signInBody({ username: " TaiShan " }));
  expect(typed.status).toBe(200);
  for (const username of ["a\u0000b", "\ud800", "' or 1=1 --", "__proto__", "张三"]) {
    const answer = await desk.ask("POST", "/api/session", desk.signInBody({ username }));
    expect([answer.status, nameOf(answer)]).toEqual([401, "wrong-credentials"]);
  }
  const long = await desk.ask("POST", "/api/session", desk.signInBody({ username: "x".repeat(65) }));
  expect(nameOf(long)).toBe("bad-request");
});

test("[SN-4] a device belongs to one account and one key", async () => {
  await desk.signIn();
  const other = await desk.ask("POST", "/api/session", desk.signInBody({ username: "daiyue" }));
  expect([other.status, nameOf(other)]).toEqual([409, "device-taken"]);
  const stranger = new Desk(home.app, "taishan", home.clock.now);
  const device = { id: desk.id, publicKey: stranger.publicKey, name: "" };
  expect(nameOf(await stranger.ask("POST", "/api/session", stranger.signInBody({ device })))).toBe("device-taken");
});

test("[SN-5] a disabled account or device ends at once", async () => {
  await desk.signIn();
  const { userId } = desk.profile;
  await changeUser(home.store.db, userId, { disabledAt: home.clock.at });
  const refused = [
    await desk.ask("GET", "/api/session"),
    await desk.ask("POST", "/api/session", desk.signInBody()),
    await renew(desk, desk.session?.refreshToken ?? ""),
  ];
  expect(refused.map(nameOf)).toEqual(["account-disabled", "account-disabled", "account-disabled"]);
  await changeUser(home.store.db, userId, { disabledAt: null });
  expect((await desk.ask("GET", "/api/session")).status).toBe(200);
  await disableDevice(home.store.db, desk.id, home.clock.at);
  expect(nameOf(await desk.ask("GET", "/api/session"))).toBe("account-disabled");
});

test("[SN-6] passwords are argon2id with 64 MiB and three passes, two at a time", async () => {
  const kept = await passwords(fullCost).hash("a long password");
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
  const cheap = passwords({ memoryCost: 64, timeCost: 1, parallelism: 1 });
  const one = await hash("right", { memoryCost: 64, timeCost: 1, parallelism: 1 });
  const herd = await Promise.all(Array.from({ length: 100 }, () => cheap.verify("right", one)));
  expect(herd.filter((result) => !result.ok)).toHaveLength(100 - 62);
  const chosen = Array.from({ length: 62 }, () => cheap.hash("a new one"));
  expect((await cheap.verify("right", one)).ok).toBe(false);
  expect(new Set(await Promise.all(chosen)).size).toBe(62);
});

test("[SN-10, SN-11] a refresh token is good once, and again only while the answer may have been lost", async () => {
  await desk.signIn();
  const first = desk.session?.refreshToken ?? "";
  const second = tokenOf(await renew(desk, first));
  home.clock.at += 29_000;
  expect(tokenOf(await renew(desk, first))).toBe(second);
  const [left, right] = await Promise.all([renew(desk, second), renew(desk, second)]);
  expect(tokenOf(left)).toBe(tokenOf(right));
  expect((await renew(desk, tokenOf(left))).status).toBe(200);
});

test("[SN-12] a token used again when its successor is in use ends the session for everybody", async () => {
  await desk.signIn();
  const first = desk.session?.refreshToken ?? "";
  const second = tokenOf(await renew(desk, first));
  await renew(desk, second);
  home.clock.at += 31_000;
  expect(nameOf(await renew(desk, first))).toBe("session-reused");
  expect(nameOf(await renew(desk, second))).toBe("signed-out");
  expect(nameOf(await desk.ask("GET", "/api/session"))).toBe("signed-out");
});

test("[SN-13] a refresh token is for its device and for 30 days, and is not kept", async () => {
  await desk.signIn();
  const token = desk.session?.refreshToken ?? "";
  expect(nameOf(await renew(desk, token, randomUUID()))).toBe("signed-out");
  expect(nameOf(await renew(desk, "nonsense"))).toBe("signed-out");
  const kept = await lockRefreshToken(home.store.db, hashOf(token));
  expect(JSON.stringify(kept)).not.toContain(token);
  home.clock.at += 30 * 86_400_000 + 1;
  expect(nameOf(await renew(desk, token))).toBe("signed-out");
});

test("[SN-14] an access token lasts ten minutes and cannot be made by others", async () => {
  await desk.signIn();
  const claims = { sid: "x", dev: desk.id };
  const now = Math.floor(home.clock.at / 1000);
  const base = () =>
    new SignJWT(claims)
      .setSubject(desk.profile.userId)
      .setIssuedAt(now)
      .setExpirationTime(now + 600);
  const own = createPrivateKey(await readOrMake(home.store.db, "access-token-key", newKey));
  const header = { alg: "EdDSA", typ: "at+jwt" };
  const secret = createSecretKey(Buffer.from("a secret of some length, 32 bytes"));
  const [head, body] = (desk.session?.accessToken ?? "").split(".");
  const bad = [
    await base().setAudience("lianxinqiao").setProtectedHeader(header).sign(createPrivateKey(newKey())),
    await base().setAudience("another").setProtectedHeader(header).sign(own),
    await base().setAudience("lianxinqiao").setProtectedHeader({ alg: "EdDSA", typ: "JWT" }).sign(own),
    await base().setAudience("lianxinqiao").setProtectedHeader({ alg: "HS256", typ: "at+jwt" }).sign(secret),
    `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url")}.${body}.`,
    `${head}.${body}.`,
    "nonsense",
  ];
  for (const token of bad) {
    const answer = await home.app.inject({ url: "/api/session", headers: { authorization: `Bearer ${token}` } });
    expect([answer.statusCode, answer.json<{ name: string }>().name]).toEqual([401, "signed-out"]);
  }
  home.clock.at += 601_000;
  expect(nameOf(await desk.ask("GET", "/api/session"))).toBe("signed-out");
});

test("[SN-15] signing out ends the session at once", async () => {
  await desk.signIn();
  expect((await desk.ask("DELETE", "/api/session")).status).toBe(204);
  expect(nameOf(await desk.ask("GET", "/api/session"))).toBe("signed-out");
  expect(nameOf(await renew(desk, desk.session?.refreshToken ?? ""))).toBe("signed-out");
});

test("[SN-20] after five failures even the right password waits, known name or not", async () => {
  for (const username of ["gangtie", "no-such-person"]) {
    const attempt = (password: string): Promise<Answer> =>
      desk.ask("POST", "/api/session", desk.signInBody({ username, password }));
    for (let at = 0; at < 5; at += 1) expect(nameOf(await attempt("wrong"))).toBe("wrong-credentials");
    const locked = await attempt("lianxinqiao-demo-2026");
    expect(locked).toMatchObject({ status: 429, body: { name: "too-many-attempts", retryAfterMs: 30_000 } });
    expect(locked.headers["retry-after"]).toBe("30");
  }
  home.clock.at += 30_001;
  const device = new Desk(home.app, "gangtie", home.clock.now);
  await device.signIn();
  expect(nameOf(await device.ask("POST", "/api/session", device.signInBody({ password: "wrong" })))).toBe(
    "wrong-credentials",
  );
});

test("[SN-21] the delay doubles up to a quarter of an hour", () => {
  expect([0, 4, 5, 6, 7, 9, 10, 1000].map(delayAfter)).toEqual([
    0, 0, 30_000, 60_000, 120_000, 480_000, 900_000, 900_000,
  ]);
});

test("[SN-23] an address with thirty failures waits, whatever the name, and no right password clears it", async () => {
  const right = "lianxinqiao-demo-2026";
  const attempt = (username: string, password: string, remoteAddress = "203.0.113.7") => {
    const payload = desk.signInBody({ username, password });
    return home.app.inject({ method: "POST", url: "/api/session", remoteAddress, payload });
  };
  for (let at = 0; at < 30; at += 1) expect((await attempt(`guess-${at}`, "wrong")).statusCode).toBe(401);
  const locked = await attempt("taishan", right);
  expect(locked.json()).toMatchObject({ name: "too-many-attempts", retryAfterMs: 30_000 });
  expect((await attempt("taishan", right, "203.0.113.8")).statusCode).toBe(200);
  home.clock.at += 30_000;
  expect((await attempt("taishan", right)).statusCode).toBe(200);
  expect((await attempt("another", "wrong")).statusCode).toBe(401);
  expect((await attempt("another", "wrong")).statusCode).toBe(429);
  home.clock.at += 15 * 60_000;
  expect((await attempt("another", "wrong")).statusCode).toBe(401);
});

test("[SN-24] what a sender of many addresses has counts as one", () => {
  const blocks = ["10.0.0.1", "::ffff:10.0.0.1", "2001:db8:1:2:3::4", "2001:DB8:1:2::5", "2001:db8::1", "::1"];
  expect(blocks.map(addressBlock)).toEqual([
    ...["10.0.0.1", "10.0.0.1", "2001:db8:1:2::/64", "2001:db8:1:2::/64", "2001:db8:0:0::/64", "0:0:0:0::/64"],
  ]);
});

test("[SN-24] made-up tokens open no count of their own, and a session has one", async () => {
  const strict = await startProvince({ limits: { requestsPerMinute: 4, signInsPerMinute: 4 } });
  const signed = await new Desk(strict.app, "taishan", strict.clock.now).signIn();
  const own = signed.session?.accessToken ?? "";
  const six = async (ask: (at: number) => Promise<number>): Promise<number[]> => {
    const answers = [];
    for (let at = 0; at < 6; at += 1) answers.push(await ask(at));
    return answers;
  };
  const get = async (url: string, token: string) =>
    (await strict.app.inject({ url, headers: { authorization: `Bearer ${token}` } })).statusCode;
  expect(await six((at) => get("/api/session", `made-up-${at}`))).toEqual([401, 401, 401, 401, 429, 429]);
  expect(await get("/api/session", own)).toBe(200);
  expect(await six((at) => get("/api/health", at % 2 === 0 ? own : `made-up-${at}`))).toContain(429);
  const renewals = await six(async (at) => {
    const payload = { refreshToken: `guess-${at}`, deviceId: signed.id };
    const headers = { authorization: `Bearer made-up-${at}` };
    return (await strict.app.inject({ method: "POST", url: "/api/session/refresh", headers, payload })).statusCode;
  });
  expect(renewals).toEqual([401, 401, 401, 401, 429, 429]);
  await strict.close();
});

test("[SN-31] a password is long, and not made of words that everybody tries or of the account's names", () => {
  const refusal = (password: string) => passwordRefusal(password, ["zhang-san", "张三", "泰山区总工会"]);
  const poor = ["Password1234", "lianxinqiao-12351", "qwertyuiop123456", "aaaaaaaaaaaaaa", "zhang-san-2026!"];
  expect(poor.map(refusal)).toEqual(poor.map(() => "too-common"));
  expect([refusal("short-one"), refusal("x".repeat(129))]).toEqual(["too-short", "too-long"]);
  const good = ["correct horse battery", "七月流火九月授衣春日载阳", "Tb7#kq-Lm2;vR9"];
  expect(good.map(refusal)).toEqual([null, null, null]);
});

test("[SN-22] a burst of guesses at one name cannot outrun the count", async () => {
  const body = desk.signInBody({ username: "jianshe", password: "wrong" });
  const burst = await Promise.all(Array.from({ length: 20 }, () => desk.ask("POST", "/api/session", body)));
  expect(burst.filter((answer) => answer.status === 401)).toHaveLength(5);
});

test("[SN-1] without a session every route but the public ones is closed", async () => {
  const nobody = new Desk(home.app, "taishan", home.clock.now);
  const open = new Set([
    "/api/health",
    "/api/line",
    "/api/openapi.json",
    "/api/session",
    "/api/session/password",
    "/api/session/refresh",
    "/api/calendar/explain",
    "/api/courier/registrations",
  ]);
  const described = (await nobody.ask("GET", "/api/openapi.json")).body as { paths: Record<string, object> };
  for (const [path, methods] of Object.entries(described.paths)) {
    if (open.has(path)) continue;
    for (const method of Object.keys(methods)) {
      const url = path.replace("{sha256}", "ab".repeat(32)).replace("{id}", "x");
      const payload = method === "post" && url.startsWith("/api/sync") ? { payload: {} } : {};
      const answer = await home.app.inject({ method: method.toUpperCase() as "GET", url, ...payload });
      expect([path, answer.statusCode < 500 && answer.statusCode >= 400]).toEqual([path, true]);
    }
  }
  await deskOf(home, "taishan");
});
