import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  actions,
  audit,
  cardWatch,
  feedHead,
  meta,
  offices,
  referenceVersions,
  users,
  visibility,
  workOrders,
} from "../../../src-server/store/schema.ts";
import { referenceKinds } from "../../../src-shared/domain/reference/reference-kind.ts";
import { year2027 } from "../../support/calendar-2027.ts";
import { breakingAt } from "../support/broken-store.ts";
import { password, type Answer, type Desk } from "../support/desk.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched } from "../support/story.ts";

let home: TestProvince;
beforeEach(async () => {
  home = await startProvince();
});
afterEach(() => home.close());

const most = 200;
const changed = [offices, users, workOrders, cardWatch, feedHead, visibility, actions, referenceVersions, audit, meta];

/** All that an import could have changed, as one text. */
async function everything(): Promise<string> {
  const { store, province } = home;
  const rows: unknown[] = [];
  for (const table of changed)
    rows.push(
      await store.db
        .select()
        .from(table)
        .orderBy(sql`1`),
    );
  const versions = referenceKinds.map((kind) => province.reference.versionOf(kind));
  return JSON.stringify([versions, rows], (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

/** Asks again and again, each time broken one statement later, until it is not broken any more. */
async function allOrNothing(ask: () => Promise<Answer>): Promise<number> {
  const before = await everything();
  for (let at = 1; at < most; at += 1) {
    let answer: Answer | null = null;
    const hasBroken = await breakingAt(home.store, at, async () => {
      answer = await ask();
    });
    if (!hasBroken) {
      expect(answer).toMatchObject({ status: 200 });
      expect(await everything()).not.toBe(before);
      return at - 1;
    }
    expect(answer).toMatchObject({ status: 500, body: { name: "unexpected" } });
    expect(await everything(), `broken at statement ${at}`).toBe(before);
  }
  throw new Error(`more than ${most} statements`);
}

const publishBy = (system: Desk, proposal: object, basedOn: string): Promise<Answer> =>
  system.ask("POST", "/api/administration/publish", { proposal, basedOn, reason: "测试" });

test("[AD-20] an import that breaks at any statement changes nothing: calendar, policy, dictionaries, templates", async () => {
  const system = await deskOf(home, "sd-admin");
  const { rules, dictionaries, templates } = home.province;
  const lists = dictionaries.dictionaries;
  const partner = [...(lists["partner"] ?? []), { code: "pigeon", zh: "飞鸽", en: "Pigeon" }];
  const imports = [
    { kind: "calendar", year: year2027 },
    { kind: "policy", policy: { ...rules.policy, effectiveFrom: "2026-03-09" } },
    { kind: "dictionaries", dictionaries: { ...dictionaries, dictionaries: { ...lists, partner } } },
    { kind: "templates", templates: { ...templates, templates: templates.templates.slice(1) } },
  ] as const;
  for (const proposal of imports) {
    const basedOn = home.province.reference.versionOf(proposal.kind);
    expect(await allOrNothing(() => publishBy(system, proposal, basedOn))).toBeGreaterThanOrEqual(4);
  }
});

test("[AD-20] [AD-38] an office that closes with its orders, broken at any statement, closes not at all", async () => {
  const system = await deskOf(home, "sd-admin");
  const hub = await deskOf(home, "sd-quanneng");
  await dispatched(hub, "i3702");
  const proposal = { kind: "offices", change: { type: "close", id: "i3702", ordersTo: "c3709" } };
  const statements = await allOrNothing(() =>
    publishBy(system, proposal, home.province.reference.versionOf("offices")),
  );
  expect(statements).toBeGreaterThan(10);
});

test("[AD-60] an account that is made, moved or disabled, broken at any statement, stays as it was", async () => {
  const security = await deskOf(home, "sd-anquan");
  const change = (asked: object): Promise<Answer> =>
    security.ask("POST", "/api/administration/users", { password, change: asked });
  const made = { type: "create", username: "wen-he", name: "温和", office: "x370902", roles: ["handler"] };
  expect(await allOrNothing(() => change(made))).toBeGreaterThanOrEqual(3);
});
