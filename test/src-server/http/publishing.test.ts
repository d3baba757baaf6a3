import { afterEach, beforeEach, expect, test } from "vitest";
import { issueCards } from "../../../src-server/jobs/issue-cards.ts";
import { rebuildOrders } from "../../../src-server/projection/rebuild.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { addVersion } from "../../../src-server/store/reference-store.ts";
import { readSights } from "../../../src-server/store/visibility-store.ts";
import { contentHash } from "../../../src-server/sync/content-hash.ts";
import type { AdministeredUser, Preview } from "../../../src-shared/protocol/administration.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { officeId, orderId } from "../../../src-shared/kernel/ids.ts";
import { hourMs, startOfDay } from "../../../src-shared/kernel/instant.ts";
import type { Desk } from "../support/desk.ts";
import { password, type Answer } from "../support/desk.ts";
import { wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched, forwarded } from "../support/story.ts";
import { year2027 } from "../../support/calendar-2027.ts";

let home: TestProvince;
beforeEach(async () => {
  home = await startProvince();
});
afterEach(() => home.close());

const at = "/api/administration";
const nameOf = (answer: Answer): unknown => (answer.status < 300 ? "ok" : (answer.body as { name: string }).name);
const changeUserBy = (desk: Desk, change: object, own = password): Promise<Answer> =>
  desk.ask("POST", `${at}/users`, { password: own, change });
const publishBy = (desk: Desk, proposal: object, basedOn: string): Promise<Answer> =>
  desk.ask("POST", `${at}/publish`, { proposal, basedOn, reason: "测试" });
const accountsOf = async (desk: Desk, office: string): Promise<readonly AdministeredUser[]> => {
  const { users } = (await desk.ask("GET", `${at}/users`)).body as { users: AdministeredUser[] };
  return users.filter((user) => user.office === office);
};
function expectOne<Value>([one]: readonly Value[]): Value {
  if (one === undefined) throw new Error("there is none");
  return one;
}
const previewBy = (desk: Desk, proposal: object): Promise<Answer> => desk.ask("POST", `${at}/preview`, { proposal });

test("[AD-20] [AD-21] [AD-23] [AD-24] [CA-28] a year is previewed, published whole, and in force at once", async () => {
  const system = await deskOf(home, "sd-admin");
  const hub = await deskOf(home, "sd-quanneng");
  const before = home.province.rules.calendar;
  const proposal = { kind: "calendar", year: year2027 };
  expect(nameOf(await previewBy(system, { kind: "calendar", year: { ...year2027, year: 2029 } }))).toBe("calendar-gap");
  const broken = { ...year2027, days: { "2027-02-30": { off: true, name: "春节" } } };
  expect(nameOf(await publishBy(system, { kind: "calendar", year: broken }, before.version))).toBe("no-such-day");
  expect(home.province.rules.calendar).toBe(before);
  home.clock.at = startOfDay("2026-12-28") + 9 * hourMs;
  await system.signIn();
  await hub.signIn();
  const { order } = await dispatched(hub);
  const seen = (await previewBy(system, proposal)).body as Preview;
  expect(seen).toMatchObject({ openOrders: 1, withdrawnCount: 0 });
  expect(seen.moved.map(({ clock }) => clock)).toEqual(["complete"]);
  for (const moved of seen.moved) expect(moved).toMatchObject({ order, office: "c3709" });
  for (const { before: was, after } of seen.moved) expect(after).toBeGreaterThan(was);
  expect(home.province.rules.calendar).toBe(before);
  expect(nameOf(await publishBy(system, proposal, "CN-0"))).toBe("version-moved");
  expect(nameOf(await publishBy(system, proposal, before.version))).toBe("ok");
  expect(nameOf(await publishBy(system, proposal, before.version))).toBe("version-moved");
  expect(nameOf(await publishBy(system, proposal, home.province.rules.calendar.version))).toBe("nothing-changed");
  const explained = await home.app.inject({ url: "/api/calendar/explain?start=2026-12-31&limit=1wd" });
  expect(explained.json<{ due: string }>().due).toBe("2027-01-06T00:00:00+08:00");
  const versions = (await system.ask("GET", `${at}/versions?kind=calendar`)).body as { versions: object[] };
  expect(versions.versions).toMatchObject([{ publishedBy: "管志诚", reason: "测试", publishedAt: home.clock.at }, {}]);
});

test("[AD-21] [CD-20] [CD-21] what the preview of a year says is what happens to limits and cards", async () => {
  const system = await deskOf(home, "sd-admin");
  home.clock.at = startOfDay("2026-12-29") + 9 * hourMs;
  const { order } = await forwarded(await deskOf(home, "sd-quanneng"), await deskOf(home, "ta-shenhe"));
  const read = async (): Promise<WorkOrder> => expectOne(await readOrders(home.store.db, [order]));
  // Without the holiday of the 1st the acceptance ended on that day, and Monday the 4th brought a red card.
  home.clock.at = startOfDay("2027-01-04") + 9 * hourMs;
  await issueCards(home.province);
  expect((await read()).cards.map(({ clock, colour }) => `${clock} ${colour}`)).toContain("accept red");
  const wrong = (await read()).cards.filter(({ clock, colour }) => clock === "accept" && colour === "red");
  await system.signIn();
  const proposal = { kind: "calendar", year: year2027 };
  const seen = (await previewBy(system, proposal)).body as Preview;
  expect(seen).toMatchObject({ withdrawnCount: wrong.length, earlierCount: 0 });
  expect(seen.moved.map(({ clock }) => clock)).toEqual(expect.arrayContaining(["accept", "complete"]));
  expect(nameOf(await publishBy(system, proposal, home.province.rules.calendar.version))).toBe("ok");
  await issueCards(home.province);
  const after = await read();
  for (const { office, clock, after: end } of seen.moved) {
    const turn = after.assignments.find((one) => one.office === office);
    expect({ accept: turn?.acceptBy, firstContact: turn?.firstContactBy, complete: turn?.completeBy }).toMatchObject({
      [clock]: end,
    });
  }
  for (const { id } of wrong)
    expect(after.cards.find((card) => card.id === id)?.withdrawn?.reason).toBe("calendar-changed");
  expect(after.cards.filter(({ withdrawn }) => withdrawn !== null)).toHaveLength(seen.withdrawnCount);
});

test("[AD-21] [CD-21] a card is withdrawn too when the limit stays and the day after it is a holiday now", async () => {
  home.clock.at = startOfDay("2026-12-10") + 9 * hourMs;
  const { order } = await dispatched(await deskOf(home, "sd-quanneng"));
  const read = async (): Promise<WorkOrder> => expectOne(await readOrders(home.store.db, [order]));
  home.clock.at = startOfDay("2027-01-01") + 9 * hourMs;
  await issueCards(home.province);
  const [turn] = (await read()).assignments;
  const reds = async (): Promise<readonly (string | undefined)[]> =>
    (await read()).cards
      .filter(({ clock, colour }) => clock === "complete" && colour === "red")
      .map(({ withdrawn }) => withdrawn?.reason);
  expect(await reds()).toEqual([undefined]);
  const system = await deskOf(home, "sd-admin");
  const proposal = { kind: "calendar", year: year2027 };
  expect((await previewBy(system, proposal)).body).toMatchObject({ movedCount: 0, withdrawnCount: 1 });
  expect(nameOf(await publishBy(system, proposal, home.province.rules.calendar.version))).toBe("ok");
  await issueCards(home.province);
  expect(await reds()).toEqual(["calendar-changed"]);
  expect((await read()).assignments[0]?.completeBy).toBe(turn?.completeBy);
});

test("[AD-23] what another server process published is not lost under a proposal that is based on it", async () => {
  const system = await deskOf(home, "sd-admin");
  const { dictionaries: live } = home.province;
  const { partner = [], channel = [] } = live.dictionaries;
  const theirs = { ...live.dictionaries, partner: [...partner, { code: "pigeon", zh: "飞鸽", en: "Pigeon" }] };
  const content = { ...live, version: "D-99", dictionaries: theirs };
  const by = { publishedAt: 0, publishedBy: null, publishedByName: "别的进程", reason: "测试" };
  const row = { kind: "dictionaries", version: "D-99", content: JSON.stringify(content), effectiveFrom: 0 } as const;
  await addVersion(home.store.db, { ...row, ...by, hash: contentHash(content) });
  const renamed = channel.map((entry) => ({ ...entry, zh: `${entry.zh}渠道` }));
  const mine = (lists: object): object => ({ kind: "dictionaries", dictionaries: { ...live, dictionaries: lists } });
  const unaware = { ...live.dictionaries, channel: renamed };
  expect(nameOf(await publishBy(system, mine(unaware), "D-99"))).toBe("code-gone");
  expect(nameOf(await publishBy(system, mine({ ...theirs, channel: renamed }), "D-99"))).toBe("ok");
  expect(home.province.dictionaries.dictionaries).toMatchObject({ partner: theirs.partner, channel: renamed });
});

test("[AD-22] a policy never reaches back, and moves no limit that runs", async () => {
  const system = await deskOf(home, "sd-admin");
  const hub = await deskOf(home, "sd-quanneng");
  await dispatched(hub);
  await hub.bootstrap();
  const [order] = [...hub.mirror.values()];
  const { policy } = home.province.rules;
  const shorter = { amount: 4, unit: "working-day" };
  const normal = { ...policy.limits.request.normal, complete: shorter };
  const limits = { ...policy.limits, request: { ...policy.limits.request, normal } };
  const propose = (effectiveFrom: string): object => ({ kind: "policy", policy: { ...policy, limits, effectiveFrom } });
  expect(nameOf(await publishBy(system, propose("2026-03-02"), policy.version))).toBe("effective-too-early");
  expect((await previewBy(system, propose("2026-03-03"))).body).toMatchObject({ moved: [], openOrders: 1 });
  expect(nameOf(await publishBy(system, { kind: "policy", policy: {} }, policy.version))).toBe("not-a-policy");
  expect(nameOf(await publishBy(system, propose("2026-03-03"), policy.version))).toBe("ok");
  expect(home.province.rules.policy).toEqual(policy);
  home.clock.at = startOfDay("2026-03-03") + 9 * hourMs;
  await hub.signIn();
  await home.province.reference.refresh();
  expect(home.province.rules.policy.limits.request.normal.complete).toEqual(shorter);
  await hub.pull();
  expect(hub.mirror.get(order?.id ?? orderId(""))?.assignments).toEqual(order?.assignments);
});

test("[AD-30] [AD-33] [AD-34] offices are opened, and closed ones get nothing new", async () => {
  const system = await deskOf(home, "sd-admin");
  const hub = await deskOf(home, "sd-quanneng");
  const change = (one: object): Promise<Answer> =>
    publishBy(system, { kind: "offices", change: one }, home.province.reference.versionOf("offices"));
  const open = { type: "open", code: "370999", name: "测试区总工会", shortName: "测试区总", kind: "county" };
  expect(nameOf(await change({ ...open, parentId: "c3709", regionCode: "370999" }))).toBe("ok");
  expect(home.province.rules.offices.find(officeId("x370999"))).toMatchObject({ path: "p37.c3709.x370999" });
  expect(nameOf(await change({ ...open, parentId: "c3709", regionCode: "" }))).toBe("office-twice");
  expect(nameOf(await change({ type: "close", id: "p37" }))).toBe("office-misplaced");
  expect(nameOf(await change({ type: "move", id: "c3709", parentId: "x370902" }))).toBe("office-misplaced");
  expect(nameOf(await change({ type: "merge", id: "x370999", into: "x370911" }))).toBe("ok");
  const closed = home.province.rules.offices.find(officeId("x370999"));
  expect(closed).toMatchObject({ closedOn: "2026-03-02", successor: "x370911" });
  expect(nameOf(await change({ ...open, code: "370998", parentId: "x370999", regionCode: "" }))).toBe("office-closed");
  const register = await hub.act("register", null, wagesCase());
  const to = { to: officeId("x370999"), assignment: "00000000-0000-7000-8000-000000000777", instruction: "" };
  const dispatch = hub.makeRaw("dispatch", orderId(register.orderId), to);
  expect((await hub.push(dispatch)).receipts[0]?.code).toBe("unknown-office");
  const security = await deskOf(home, "sd-anquan");
  const create = { type: "create", username: "x1", name: "某某", roles: ["handler"], office: "x370999" };
  expect(nameOf(await changeUserBy(security, create))).toBe("office-closed");
});

test("[AD-31] an office with work, offices or accounts is not closed, and the preview says why", async () => {
  const system = await deskOf(home, "sd-admin");
  const { order } = await forwarded(await deskOf(home, "sd-quanneng"), await deskOf(home, "ta-shenhe"));
  const close = { kind: "offices", change: { type: "close", id: "c3709" } };
  const seen = (await previewBy(system, close)).body as Preview;
  expect(seen.held).toMatchObject([{ order }]);
  expect(seen.below).toContain("泰山区总工会");
  expect(seen.accounts).toEqual(expect.arrayContaining(["石立本"]));
  expect(nameOf(await publishBy(system, close, home.province.reference.versionOf("offices")))).toBe("office-busy");
});

test("[AD-35] [AD-36] the successor of a merged office takes its open orders over, all or nothing", async () => {
  const system = await deskOf(home, "sd-admin");
  const security = await deskOf(home, "sd-anquan");
  const hub = await deskOf(home, "sd-quanneng");
  const county = await deskOf(home, "taishan");
  const { order, countyTurn } = await forwarded(hub, await deskOf(home, "ta-shenhe"));
  await county.act("accept", order, { assignment: countyTurn });
  const own = await county.act("register", null, wagesCase());
  const successor = await deskOf(home, "daiyue");
  await successor.bootstrap();
  expect(successor.mirror.has(order)).toBe(false);
  const merge = { kind: "offices", change: { type: "merge", id: "x370902", into: "x370911" } };
  const seen = (await previewBy(system, merge)).body as Preview;
  expect(seen.held.map((held) => held.order).toSorted()).toEqual([order, own.orderId].toSorted());
  const version = home.province.reference.versionOf("offices");
  expect(nameOf(await publishBy(system, merge, version))).toBe("office-busy");
  for (const { id, name } of await accountsOf(security, "x370902")) {
    const change = name === "秦若谷" ? { type: "move", id, office: "x370911" } : { type: "disable", id };
    expect(nameOf(await changeUserBy(security, change))).toBe("ok");
  }
  const [before] = await readOrders(home.store.db, [order]);
  expect(nameOf(await publishBy(system, merge, version))).toBe("ok");
  const orders = await readOrders(home.store.db, [order, own.orderId]);
  expect(orders.map(({ holder }) => holder)).toEqual(["x370911", "x370911"]);
  const [after] = await readOrders(home.store.db, [order]);
  expect(after?.assignments.at(-1)).toMatchObject({ office: "x370911", handler: { name: "秦若谷" } });
  expect(after?.timeline.at(-1)).toMatchObject({ type: "turns-moved", from: "x370902", to: "x370911" });
  expect(after?.assignments.map(({ acceptBy, completeBy }) => [acceptBy, completeBy])).toEqual(
    before?.assignments.map(({ acceptBy, completeBy }) => [acceptBy, completeBy]),
  );
  await successor.pull();
  expect([successor.mirror.has(order), successor.mirror.has(own.orderId)]).toEqual([true, true]);
  const old = (await readSights(home.store.db, [order, own.orderId])).filter(({ office }) =>
    office.endsWith("x370902"),
  );
  expect(new Map(old.map((sight) => [sight.orderId, sight.gone]))).toEqual(
    new Map([
      [order.toString(), true],
      [own.orderId.toString(), false],
    ]),
  );
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
});

test("[AD-32] a moved office takes its orders along, for whoever sees them", async () => {
  const system = await deskOf(home, "sd-admin");
  const tai = await deskOf(home, "ta-shenhe");
  const jinan = await deskOf(home, "jn-shenhe");
  const county = await deskOf(home, "taishan");
  const register = await county.act("register", null, wagesCase());
  await tai.bootstrap();
  await jinan.bootstrap();
  expect(tai.mirror.has(register.orderId)).toBe(true);
  const move = { kind: "offices", change: { type: "move", id: "x370902", parentId: "c3701" } };
  expect(nameOf(await publishBy(system, move, home.province.reference.versionOf("offices")))).toBe("ok");
  expect(home.province.rules.offices.find(officeId("x370902"))?.path).toBe("p37.c3701.x370902");
  await tai.pull();
  await jinan.pull();
  expect([tai.mirror.has(register.orderId), jinan.mirror.has(register.orderId)]).toEqual([false, true]);
  await county.bootstrap();
  expect(county.mirror.has(register.orderId)).toBe(true);
});

test("[AD-40] [AD-41] [AD-42] words and codes change for every desk, and codes never go", async () => {
  const system = await deskOf(home, "sd-admin");
  const desk = await deskOf(home, "taishan");
  const { dictionaries } = home.province;
  const lists = dictionaries.dictionaries;
  const publishLists = (changed: object): Promise<Answer> => {
    const proposal = {
      kind: "dictionaries",
      dictionaries: { ...dictionaries, dictionaries: { ...lists, ...changed } },
    };
    return publishBy(system, proposal, home.province.reference.versionOf("dictionaries"));
  };
  const partner = lists["partner"] ?? [];
  expect(nameOf(await publishLists({ partner: partner.slice(1) }))).toBe("code-gone");
  expect(nameOf(await publishLists({ partner: [...partner, ...partner] }))).toBe("code-twice");
  const pigeon = { code: "pigeon", zh: "飞鸽", en: "Pigeon" };
  expect(nameOf(await publishLists({ urgency: [...(lists["urgency"] ?? []), pigeon] }))).toBe("code-of-program");
  const retired = partner.map((entry, index) => (index === 0 ? { ...entry, retiredOn: "2026-03-02" } : entry));
  expect(nameOf(await publishLists({ partner: [...retired, pigeon] }))).toBe("ok");
  const told = (await desk.ask("GET", "/api/sync/reference")).body as { dictionaries: typeof dictionaries };
  expect(told.dictionaries.dictionaries["partner"]).toEqual([...retired, pigeon]);
  const { templates } = home.province;
  const twice = { ...templates, templates: [...templates.templates, ...templates.templates] };
  const propose = (value: unknown): Promise<Answer> =>
    publishBy(system, { kind: "templates", templates: value }, home.province.templates.version);
  expect(nameOf(await propose(twice))).toBe("template-twice");
  expect(nameOf(await propose({ ...templates, templates: [] }))).toBe("ok");
});
