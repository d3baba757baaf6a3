import { eq, sql } from "drizzle-orm";
import { SignJWT } from "jose";
import { createPrivateKey } from "node:crypto";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createApp } from "../../../src-server/app.ts";
import type { App } from "../../../src-server/http/services.ts";
import { readOrMake } from "../../../src-server/store/meta-store.ts";
import { readResources } from "../../../src-server/store/read-resources.ts";
import { sessions } from "../../../src-server/store/schema.ts";
import { newKey } from "../../../src-server/sync/own-device.ts";
import { openProvince } from "../../../src-server/sync/open-province.ts";
import type { SessionTokens } from "../../../src-shared/protocol/session.ts";
import { Desk } from "../support/desk.ts";
import { cheap, startProvince, type TestProvince } from "../support/province.ts";

const dayMs = 86_400_000;
const lateMs = 31_000;

let home: TestProvince;
/** A second process of the province on the same database. */
let other: App;
let desk: Desk;
let first: SessionTokens;

beforeAll(async () => {
  home = await startProvince();
  const log = pino({ level: "silent" });
  const { store, filesFolder, clock } = home;
  const province = await openProvince({ store, resources: readResources(), now: clock.now, log });
  const limits = { requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000 };
  other = await createApp({ province, filesFolder, limits, webFolder: null, passwordCost: cheap, issuesCards: false });
  await other.ready();
});
afterAll(async () => {
  await other.close();
  await home.close();
});
beforeEach(async () => {
  home.clock.at += 3_600_000;
  desk = await new Desk(home.app, "taishan", home.clock.now).signIn();
  if (desk.session === null) expect.unreachable("the desk is signed in");
  first = desk.session;
});

type Said = SessionTokens | string;

async function renew(refreshToken: string, app: App = home.app): Promise<Said> {
  const payload = { refreshToken, deviceId: desk.id };
  const answer = await app.inject({ method: "POST", url: "/api/session/refresh", payload });
  return answer.statusCode === 200 ? answer.json<SessionTokens>() : answer.json<{ name: string }>().name;
}

async function renewed(refreshToken: string, app?: App): Promise<SessionTokens> {
  const said = await renew(refreshToken, app);
  return typeof said === "string" ? expect.unreachable(said) : said;
}

async function use(accessToken: string, app: App = home.app): Promise<string> {
  const answer = await app.inject({ url: "/api/session", headers: { authorization: `Bearer ${accessToken}` } });
  return answer.statusCode === 200 ? "fine" : answer.json<{ name: string }>().name;
}

test("[SN-16] an answer that was lost is given again, however late, as long as nobody used it", async () => {
  const lost = await renewed(first.refreshToken);
  for (const ms of [lateMs, dayMs, 20 * dayMs]) {
    home.clock.at += ms;
    expect((await renewed(first.refreshToken)).refreshToken).toBe(lost.refreshToken);
  }
  const late = await renewed(first.refreshToken);
  expect(await use(late.accessToken)).toBe("fine");
  // Given anew it lives as long as a new one: day 21 and 29 more.
  home.clock.at += 29 * dayMs;
  const next = await renewed(late.refreshToken);
  expect(await use(next.accessToken)).toBe("fine");
});

test("[SN-16] no later than the token itself lives, on no other device, and not after signing out", async () => {
  await renewed(first.refreshToken);
  const owner = desk;
  desk = await new Desk(home.app, "gangtie", home.clock.now).signIn();
  home.clock.at += lateMs;
  expect(await renew(first.refreshToken)).toBe("signed-out");
  desk = owner;
  const late = await renewed(first.refreshToken);
  home.clock.at += 30 * dayMs;
  expect(await renew(first.refreshToken)).toBe("signed-out");
  expect(await use((await renewed(late.refreshToken)).accessToken)).toBe("fine");

  const again = (await new Desk(home.app, "taishan", home.clock.now).signIn()).session;
  if (again === null) expect.unreachable("the desk is signed in");
  await home.app.inject({
    method: "DELETE",
    url: "/api/session",
    headers: { authorization: `Bearer ${again.accessToken}` },
  });
  expect(await renew(again.refreshToken)).toBe("signed-out");
});

test("[SN-12] once the successor has renewed, its predecessor ends the session", async () => {
  const second = await renewed(first.refreshToken);
  const third = await renewed(second.refreshToken);
  home.clock.at += lateMs;
  expect(await renew(first.refreshToken)).toBe("session-reused");
  expect(await renew(third.refreshToken)).toBe("signed-out");
  expect(await use(third.accessToken)).toBe("signed-out");
});

test("[SN-12] a thief who renews first and works is found out when the owner renews", async () => {
  const stolen = await renewed(first.refreshToken);
  expect(await use(stolen.accessToken)).toBe("fine");
  home.clock.at += lateMs;
  expect(await renew(first.refreshToken)).toBe("session-reused");
  expect(await use(stolen.accessToken)).toBe("signed-out");
  expect(await renew(stolen.refreshToken)).toBe("signed-out");
});

test("[SN-12, SN-17] a thief who renews and waits holds what the owner holds: who uses it second is found out", async () => {
  const stolen = await renewed(first.refreshToken);
  home.clock.at += lateMs;
  const owned = await renewed(first.refreshToken);
  expect(owned.refreshToken).toBe(stolen.refreshToken);
  expect([await use(stolen.accessToken), await use(owned.accessToken)]).toEqual(["signed-out", "fine"]);
  const next = await renewed(owned.refreshToken);
  expect(await use(next.accessToken)).toBe("fine");
  home.clock.at += lateMs;
  expect(await renew(stolen.refreshToken)).toBe("session-reused");
  expect(await use(next.accessToken)).toBe("signed-out");
});

test("[SN-17] after a late repeat no access token from before is good, and one does not count as seen", async () => {
  expect(await use(first.accessToken)).toBe("fine");
  const lost = await renewed(first.refreshToken);
  home.clock.at += 29_000;
  const soon = await renewed(first.refreshToken);
  expect(await use(first.accessToken)).toBe("fine");
  home.clock.at += lateMs;
  await renewed(first.refreshToken);
  for (const { accessToken } of [first, lost, soon]) expect(await use(accessToken)).toBe("signed-out");
  home.clock.at += lateMs;
  const owned = await renewed(first.refreshToken);
  expect(await use(owned.accessToken)).toBe("fine");
  expect(await use((await renewed(owned.refreshToken)).accessToken)).toBe("fine");
});

test("[SN-11] a repeat within 30 seconds of a late one voids nothing", async () => {
  await renewed(first.refreshToken);
  home.clock.at += lateMs;
  const [one, two] = await Promise.all([renewed(first.refreshToken), renewed(first.refreshToken, other)]);
  expect([await use(one.accessToken), await use(two.accessToken)]).toEqual(["fine", "fine"]);
  home.clock.at += 29_000;
  expect((await renewed(first.refreshToken)).refreshToken).toBe(one.refreshToken);
});

test("[SN-18] what one process of the province has seen, the other knows", async () => {
  const second = await renewed(first.refreshToken);
  expect(await use(second.accessToken, other)).toBe("fine");
  home.clock.at += lateMs;
  expect(await renew(first.refreshToken)).toBe("session-reused");
});

test("[SN-18] of a token's first use and a late repeat at the same moment one wins", async () => {
  for (let round = 0; round < 12; round += 1) {
    const signedIn = (await desk.signIn()).session ?? first;
    const { accessToken } = await renewed(signedIn.refreshToken);
    home.clock.at += lateMs;
    const used = use(accessToken, other);
    const [seen, again] = await Promise.all([used, renew(signedIn.refreshToken)]);
    const won = seen === "fine" ? "session-reused" : "tokens";
    expect([round, seen, typeof again === "string" ? again : "tokens"]).toEqual([round, seen, won]);
  }
});

test("[SN-18] being seen is written once for each renewal", async () => {
  const { accessToken } = await renewed(first.refreshToken);
  const writtenBy = sql<string>`xmin::text`;
  const version = () => home.store.db.select({ writtenBy }).from(sessions).where(eq(sessions.deviceId, desk.id));
  const before = await version();
  await use(accessToken);
  const seen = await version();
  expect(seen).not.toEqual(before);
  for (const app of [home.app, other]) expect(await use(accessToken, app)).toBe("fine");
  expect(await use(first.accessToken)).toBe("fine");
  expect(await version()).toEqual(seen);
});

test("[SN-18] an access token of a process that is not updated yet counts as the newest", async () => {
  const key = createPrivateKey(await readOrMake(home.store.db, "access-token-key", newKey));
  const [, claims = ""] = first.accessToken.split(".");
  const { sid } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as { sid: string };
  const old = (): Promise<string> =>
    new SignJWT({ sid })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt" })
      .setAudience("lianxinqiao")
      .setExpirationTime(Math.floor(home.clock.at / 1000) + 600)
      .sign(key);
  await renewed(first.refreshToken);
  home.clock.at += lateMs;
  await renewed(first.refreshToken);
  home.clock.at += lateMs;
  expect(await use(await old())).toBe("fine");
  expect(await renew(first.refreshToken)).toBe("session-reused");
});
