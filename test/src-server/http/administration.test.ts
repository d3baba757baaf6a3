import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AuditCheck, AuditPage, UserAnswer } from "../../../src-shared/protocol/administration.ts";
import { administrationTasks, mayAdminister } from "../../../src-shared/domain/permission/administration.ts";
import { roles, type Role } from "../../../src-shared/domain/permission/role.ts";
import { officeId, userId } from "../../../src-shared/kernel/ids.ts";
import { hourMs } from "../../../src-shared/kernel/instant.ts";
import { passwords } from "../../../src-server/http/session/passwords.ts";
import { readAuditBefore } from "../../../src-server/store/audit-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import { addUsers, changeUser, findUser, type User } from "../../../src-server/store/user-store.ts";
import { administersNow } from "../../../src-server/sync/administrator-now.ts";
import { prepareSetup } from "../../../src-server/sync/courier/prepare-setup.ts";
import { changeAccount } from "../../../src-server/http/administration/change-account.ts";
import { publish } from "../../../src-server/http/administration/publish.ts";
import { Desk, password, type Answer } from "../support/desk.ts";
import { wagesCase } from "../support/payloads.ts";
import { cheap, startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";

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

const routes = [
  { task: "users", method: "GET", url: "/users" },
  { task: "users", method: "POST", url: "/users", body: { password, change: { type: "disable", id: "0" } } },
  { task: "history", method: "GET", url: "/versions?kind=policy" },
  { task: "reference", method: "POST", url: "/preview", body: {} },
  { task: "reference", method: "POST", url: "/publish", body: {} },
  { task: "audit", method: "GET", url: "/audit" },
  { task: "audit", method: "GET", url: "/audit/check" },
] as const;

test("[AD-10] every administration route and every role: allowed or refused", async () => {
  const passwordHash = await passwords(cheap).hash(password);
  const ids = roles.map((_, index) => userId(`00000000-0000-7000-8000-0000000010${String(index).padStart(2, "0")}`));
  await addUsers(
    home.store.db,
    roles.map((role, index) => ({
      id: ids[index] ?? userId(""),
      username: `matrix-${role}`,
      name: role,
      office: officeId("p37"),
      roles: [role],
      passwordHash,
    })),
  );
  const described = (await new Desk(home.app, "nobody", home.clock.now).ask("GET", "/api/openapi.json")).body;
  const paths = Object.entries((described as { paths: Record<string, object> }).paths);
  const known = paths.filter(([path]) => path.startsWith(at)).flatMap(([, methods]) => Object.keys(methods));
  expect(known).toHaveLength(routes.length);
  for (const role of roles) {
    const desk = await deskOf(home, `matrix-${role}`);
    for (const { task, method, url, ...rest } of routes) {
      const answer = await desk.ask(method, at + url, "body" in rest ? rest.body : undefined);
      const isLet = mayAdminister([role], task);
      // A body that is none is looked at before the right: both are refusals, and neither is an answer.
      const expected = isLet ? (answer.status === 200 ? "ok" : "bad-request") : "no-right|bad-request";
      expect([role, url, nameOf(answer)]).toEqual([role, url, expect.stringMatching(new RegExp(`^(${expected})$`))]);
    }
  }
  const nobody = new Desk(home.app, "nobody", home.clock.now);
  for (const { method, url } of routes.filter((route) => route.method === "GET"))
    expect(nameOf(await nobody.ask(method, at + url))).toBe("signed-out");
});

test("[AD-10] who may do what, role by role", () => {
  const may = (role: Role): readonly string[] => administrationTasks.filter((task) => mayAdminister([role], task));
  expect(Object.fromEntries(roles.map((role) => [role, may(role)]).filter(([, tasks]) => tasks?.length))).toEqual({
    "office-administrator": ["users"],
    "security-administrator": ["users"],
    "system-administrator": ["reference", "history"],
    "audit-administrator": ["history", "audit"],
  });
});

test("[AD-11] [AD-15] an account begins with a password that is good for choosing one's own", async () => {
  const admin = await deskOf(home, "sd-anquan");
  const wanted = { type: "create", username: "wen-he", name: "温和", office: "x370902", roles: ["handler"] };
  expect(nameOf(await changeUserBy(admin, wanted, "wrong"))).toBe("wrong-password");
  const answer = await changeUserBy(admin, wanted);
  const { user, oneTimePassword } = answer.body as UserAnswer;
  expect(user).toMatchObject({ username: "wen-he", office: "x370902", roles: ["handler"], disabledAt: null });
  expect(oneTimePassword).toMatch(/^[2-9a-z]{5}(-[2-9a-z]{5}){3}$/);
  expect(nameOf(await changeUserBy(admin, wanted))).toBe("username-taken");
  const desk = new Desk(home.app, "wen-he", home.clock.now);
  const signIn = (secret: string | null): Promise<Answer> =>
    desk.ask("POST", "/api/session", desk.signInBody({ password: secret }));
  const choose = (newPassword: string): Promise<Answer> =>
    desk.ask("POST", "/api/session/password", { username: "wen-he", password: oneTimePassword, newPassword });
  expect(nameOf(await signIn(oneTimePassword))).toBe("password-must-change");
  expect(nameOf(await choose("short"))).toBe("too-short");
  expect(nameOf(await choose(oneTimePassword ?? ""))).toBe("nothing-changed");
  expect((await choose("秋水共长天一色落霞孤鹜")).status).toBe(422);
  expect((await choose("秋水共长天一色落霞与孤鹜齐飞")).status).toBe(204);
  expect(nameOf(await choose("another good long password"))).toBe("wrong-credentials");
  expect(nameOf(await signIn("秋水共长天一色落霞与孤鹜齐飞"))).toBe("ok");
  const dump = JSON.stringify(await readAuditBefore(home.store.db, null, 50));
  expect(dump).not.toContain(oneTimePassword);
});

test("[AD-15] a given password expires after three days", async () => {
  const admin = await deskOf(home, "sd-anquan");
  const taishan = await deskOf(home, "taishan");
  const answer = await changeUserBy(admin, { type: "reset", id: taishan.profile.userId });
  home.clock.at += 72 * hourMs;
  const body = taishan.signInBody({ password: (answer.body as UserAnswer).oneTimePassword });
  expect(nameOf(await taishan.ask("POST", "/api/session", body))).toBe("password-expired");
});

test("[AD-16] disabling and resetting end sessions at once", async () => {
  const admin = await deskOf(home, "sd-anquan");
  const taishan = await deskOf(home, "taishan");
  const daiyue = await deskOf(home, "daiyue");
  expect((await changeUserBy(admin, { type: "disable", id: taishan.profile.userId })).status).toBe(200);
  expect(nameOf(await taishan.ask("GET", "/api/session"))).toBe("signed-out");
  expect(nameOf(await taishan.ask("POST", "/api/session", taishan.signInBody()))).toBe("account-disabled");
  await changeUserBy(admin, { type: "reset", id: daiyue.profile.userId });
  expect(nameOf(await daiyue.ask("GET", "/api/session"))).toBe("signed-out");
  await changeUserBy(admin, { type: "enable", id: taishan.profile.userId });
  expect(nameOf(await taishan.ask("POST", "/api/session", taishan.signInBody()))).toBe("ok");
});

test("[AD-17] roles and office change at once", async () => {
  const admin = await deskOf(home, "sd-anquan");
  const taishan = await deskOf(home, "taishan");
  await taishan.bootstrap();
  await changeUserBy(admin, { type: "roles", id: taishan.profile.userId, roles: ["analyst"] });
  expect((await taishan.ask("GET", "/api/session")).body).toMatchObject({ roles: ["analyst"] });
  expect((await taishan.act("register", null, wagesCase())).code).toBe("no-right");
  expect(nameOf(await taishan.pullRaw())).toBe("rebase");
  await changeUserBy(admin, { type: "move", id: taishan.profile.userId, office: "x370911" });
  expect((await taishan.ask("GET", "/api/session")).body).toMatchObject({ office: "x370911" });
});

test("[AD-12] [AD-13] [AD-14] each administrator has a range, and none of them oneself", async () => {
  const city = await deskOf(home, "ta-admin");
  const security = await deskOf(home, "sd-anquan");
  const idOf = async (name: string): Promise<string> => (await deskOf(home, name)).profile.userId;
  const users = (await city.ask("GET", `${at}/users`)).body as { users: { username: string; office: string }[] };
  expect(users.users.map(({ username }) => username)).toEqual(
    expect.arrayContaining(["ta-shenhe", "taishan", "daiyue"]),
  );
  expect(users.users.some(({ office }) => office === "p37" || office === "c3701")).toBe(false);
  expect(nameOf(await changeUserBy(city, { type: "disable", id: await idOf("lixia") }))).toBe("no-such-user");
  const create = (more: object): object => ({
    type: "create",
    username: "x1",
    name: "某某",
    roles: ["handler"],
    ...more,
  });
  expect(nameOf(await changeUserBy(city, create({ office: "x370102" })))).toBe("no-right");
  expect(nameOf(await changeUserBy(city, create({ office: "nowhere" })))).toBe("unknown-office");
  expect(nameOf(await changeUserBy(city, create({ office: "c3709", roles: [] })))).toBe("bad-account");
  expect(nameOf(await changeUserBy(city, create({ office: "c3709", roles: ["security-administrator"] })))).toBe(
    "no-right",
  );
  const apart = (more: object): Promise<Answer> => changeUserBy(security, create(more));
  expect(nameOf(await apart({ office: "c3709", roles: ["system-administrator"] }))).toBe("roles-apart");
  expect(nameOf(await apart({ office: "p37", roles: ["system-administrator", "audit-administrator"] }))).toBe(
    "roles-apart",
  );
  expect(nameOf(await apart({ office: "p37", roles: ["system-administrator", "handler"] }))).toBe("roles-apart");
  expect(nameOf(await apart({ office: "p37", roles: ["system-administrator"] }))).toBe("ok");
  expect(nameOf(await changeUserBy(security, { type: "disable", id: security.profile.userId }))).toBe("own-account");
});

test("[AD-18] whoever loses the right between asking and writing writes nothing", async () => {
  const city = await deskOf(home, "ta-admin");
  const taishan = await deskOf(home, "taishan");
  const actor = {
    userId: city.profile.userId,
    name: "某某",
    office: officeId("c3709"),
    address: "",
    at: home.clock.now(),
  };
  const id = taishan.profile.userId;
  const rolesBecome = (...now: Role[]): Promise<void> => changeUser(home.store.db, city.profile.userId, { roles: now });
  const hash = async (): Promise<string> => {
    await rolesBecome("handler");
    return "hashed";
  };
  const reset = () => changeAccount({ province: home.province, actor, hash }, { type: "reset", id });
  expect(await reset()).toEqual({ ok: false, refusal: "no-right" });
  expect((await findUser(home.store.db, id))?.oneTimeUntil).toBeNull();
  const mayStill = async (tx: Executor, user: User): Promise<boolean> =>
    administersNow(tx, home.province, { userId: actor.userId, user });
  const setup = () => prepareSetup(home.province, actor, { account: id, mayStill });
  expect(await setup()).toEqual({ ok: false, refusal: "no-right" });
  const { policy } = home.province.rules;
  const asked = { proposal: { kind: "policy", policy }, basedOn: policy.version, reason: "测试" } as const;
  expect(await publish(home.province, actor, asked)).toEqual({ ok: false, refusal: "no-right" });
  await rolesBecome("office-administrator");
  expect((await setup()).ok).toBe(true);
  await changeUser(home.store.db, city.profile.userId, { disabledAt: home.clock.now() });
  expect(await setup()).toEqual({ ok: false, refusal: "no-right" });
});

test("[AD-60] [AD-61] every change is a line, and the chain shows the first that was touched", async () => {
  const system = await deskOf(home, "sd-admin");
  const security = await deskOf(home, "sd-anquan");
  const auditor = await deskOf(home, "sd-shenji");
  const { templates } = home.province;
  await publishBy(system, { kind: "templates", templates: { ...templates, templates: [] } }, templates.version);
  const id = (await deskOf(home, "daiyue")).profile.userId;
  for (const type of ["disable", "enable", "reset"]) await changeUserBy(security, { type, id });
  await changeUserBy(security, { type: "disable", id: security.profile.userId });
  const { entries, next } = (await auditor.ask("GET", `${at}/audit`)).body as AuditPage;
  expect(next).toBeNull();
  expect(entries.map(({ number, action, userName }) => [number, action, userName])).toEqual([
    [4, "user-reset", "安守正"],
    [3, "user-enabled", "安守正"],
    [2, "user-disabled", "安守正"],
    [1, "published-templates", "管志诚"],
  ]);
  expect(entries[3]).toMatchObject({ at: home.clock.at, office: "山东省总工会", address: "127.0.0.1" });
  expect(entries[2]?.afterHash).toBe(entries[1]?.beforeHash);
  const check = async (): Promise<AuditCheck> => (await auditor.ask("GET", `${at}/audit/check`)).body as AuditCheck;
  expect(await check()).toEqual({ lines: 4, brokenAt: null });
  await expect(home.store.db.execute(sql`update audit set user_name = 'x'`)).rejects.toThrow();
  await expect(home.store.db.execute(sql`delete from audit`)).rejects.toThrow();
  await home.store.db.execute(sql`alter table audit disable trigger audit_append_only`);
  await home.store.db.execute(sql`update audit set user_name = '别人' where number = 3`);
  expect(await check()).toEqual({ lines: 2, brokenAt: 3 });
  await home.store.db.execute(sql`delete from audit where number = 1`);
  expect(await check()).toEqual({ lines: 0, brokenAt: 1 });
  await changeUser(home.store.db, userId(id), { disabledAt: null });
});

test("[CD-28] while the job keeps the cards, accounts are changed and versions published", async () => {
  const security = await deskOf(home, "sd-anquan");
  const system = await deskOf(home, "sd-admin");
  const id = (await deskOf(home, "daiyue")).profile.userId;
  const { templates } = home.province;
  const content = { kind: "templates", templates: { ...templates, templates: [] } };
  const answers: unknown[] = [];
  await home.store.whileAlone("cards", async () => {
    answers.push(nameOf(await changeUserBy(security, { type: "disable", id })));
    answers.push(nameOf(await publishBy(system, content, templates.version)));
  });
  expect(answers).toEqual(["ok", "ok"]);
});
