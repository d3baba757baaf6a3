import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApp } from "../../../src-server/app.ts";
import { issueCards } from "../../../src-server/jobs/issue-cards.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { readResources } from "../../../src-server/store/read-resources.ts";
import { addVersion } from "../../../src-server/store/reference-store.ts";
import { contentHash } from "../../../src-server/sync/content-hash.ts";
import { openProvince } from "../../../src-server/sync/open-province.ts";
import type { Province } from "../../../src-server/sync/province.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import type { SignInAnswer } from "../../../src-shared/protocol/session.ts";
import type { AdministeredUser } from "../../../src-shared/protocol/administration.ts";
import { year2027 } from "../../support/calendar-2027.ts";
import { Desk, password } from "../support/desk.ts";
import { dispatchTo, newTurn, note, wagesCase } from "../support/payloads.ts";
import { cheap, startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, forwarded } from "../support/story.ts";

const at = "/api/administration";
const limits = { requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000 };

let home: TestProvince;
let second: TestProvince;
beforeEach(async () => {
  home = await startProvince();
  second = await unheard(home);
});
afterEach(async () => {
  await second.app.close();
  await home.close();
});

/** Another server process on the same database, to which no word of what is published comes. */
async function deaf({ store, clock }: TestProvince): Promise<Province> {
  const heads = { publish: async () => undefined, subscribe: () => undefined };
  const parts = { resources: readResources(), now: clock.now, log: pino({ level: "silent" }) };
  return openProvince({ ...parts, store: { ...store, heads } });
}

async function unheard(first: TestProvince): Promise<TestProvince> {
  const { filesFolder } = first;
  const province = await deaf(first);
  const options = { province, filesFolder, webFolder: null, passwordCost: cheap, limits, issuesCards: false };
  return { ...first, province, app: await createApp(options) };
}

const publish = (change: object): Promise<void> => propose({ kind: "offices", change });

async function propose(proposal: Readonly<{ kind: "offices" | "calendar" } & Record<string, unknown>>): Promise<void> {
  const basedOn = home.province.reference.versionOf(proposal.kind);
  const asked = { proposal, basedOn, reason: "区划调整" };
  const system = await deskOf(home, "sd-admin");
  expect((await system.ask("POST", `${at}/publish`, asked)).status).toBe(200);
}

test("[AD-65] a step that another process judges after a move is seen at the new place at once", async () => {
  const hub = await deskOf(second, "sd-quanneng");
  const known = await forwarded(hub, await deskOf(second, "ta-shenhe"));
  await publish({ type: "move", id: "x370902", parentId: "c3701" });
  const register = hub.make("register", null, wagesCase());
  const fresh = orderId(register.id);
  await hub.push(register, hub.make("dispatch", fresh, dispatchTo("x370902", newTurn())));
  await hub.act("note", known.order, note("又来电"));
  const county = await deskOf(home, "taishan");
  await county.bootstrap();
  expect([...county.mirror.keys()].toSorted()).toEqual([known.order, fresh].toSorted());
  const before = await deskOf(home, "ta-shenhe");
  await before.bootstrap();
  expect([...before.mirror.keys()]).toEqual([known.order]);
});

test("[AD-65] a step that another process judges after an office was closed is judged by the tree without it", async () => {
  const hub = await deskOf(second, "sd-quanneng");
  const security = await deskOf(home, "sd-anquan");
  const { users } = (await security.ask("GET", `${at}/users`)).body as { users: AdministeredUser[] };
  for (const { id } of users.filter(({ office }) => office === "x370902")) {
    await security.ask("POST", `${at}/users`, { password, change: { type: "disable", id } });
  }
  await publish({ type: "close", id: "x370902" });
  const register = hub.make("register", null, wagesCase());
  const dispatch = hub.make("dispatch", orderId(register.id), dispatchTo("x370902", newTurn()));
  expect((await hub.push(register, dispatch)).receipts).toMatchObject([
    { verdict: "applied" },
    { verdict: "rejected", code: "unknown-office" },
  ]);
});

test("[AD-65] a process that cannot read what a newer one published goes on judging", async () => {
  const hub = await deskOf(second, "sd-quanneng");
  const content = { version: "T-9", what: "an older program does not know" };
  await addVersion(home.store.db, {
    ...{ kind: "templates", version: "T-9", content: JSON.stringify(content), effectiveFrom: 0, publishedAt: 0 },
    ...{ publishedBy: null, publishedByName: "test", reason: "test", hash: contentHash(content) },
  });
  expect(await hub.act("register", null, wagesCase())).toMatchObject({ verdict: "applied" });
});

test("[AD-66] an account of an office that was just opened signs in and works at every process", async () => {
  const office = { code: "370999", name: "新设区总工会", shortName: "新设区" };
  await publish({ type: "open", parentId: "c3709", kind: "county", regionCode: "370999", ...office });
  const security = await deskOf(home, "sd-anquan");
  const change = { type: "create", username: "xinshe", name: "郑新", office: "x370999", roles: ["handler"] };
  const made = await security.ask("POST", `${at}/users`, { password, change });
  expect(made.status).toBe(200);
  const { oneTimePassword } = made.body as { oneTimePassword: string };
  const own = "七月流火九月授衣春日载阳";
  const chosen = { username: "xinshe", password: oneTimePassword, newPassword: own };
  expect((await security.ask("POST", "/api/session/password", chosen)).status).toBe(204);
  const desk = new Desk(second.app, "xinshe", home.clock.now);
  desk.session = (await desk.ask("POST", "/api/session", desk.signInBody({ password: own }))).body as SignInAnswer;
  const answer = await desk.ask("GET", "/api/session");
  expect(answer.status).toBe(200);
  expect([desk.session.profile, answer.body]).toMatchObject([{ officeName: office.name }, { officeName: office.name }]);
});

test("[AD-67] a process that has not heard of a new calendar takes nothing back that another has counted by it", async () => {
  home.clock.at = Date.parse("2026-12-28T09:00:00+08:00");
  const { order } = await forwarded(await deskOf(home, "sd-quanneng"), await deskOf(home, "ta-shenhe"));
  await issueCards(home.province);
  const other = await deaf(home);
  await propose({ kind: "calendar", year: year2027 });
  await issueCards(home.province);
  const [counted] = await readOrders(home.store.db, [order]);
  expect(counted?.timeline.at(-1)?.type).toBe("recounted");
  await issueCards(other);
  expect(await readOrders(home.store.db, [order])).toEqual([counted]);
});
