import "fake-indexeddb/auto";
import { BehaviorSubject, firstValueFrom } from "rxjs";
import { afterEach, expect, test } from "vitest";

import type { OfficeId } from "../../../src-shared/kernel/ids.ts";
import type { Profile } from "../../../src-shared/protocol/session.ts";
import type { Cursor } from "../../../src-shared/protocol/sync.ts";
import { emptyBootstrap } from "../../../src-shared/sync/engine-state.ts";
import { becomes } from "../../../src-renderer/data/become.ts";
import { bootstrap, pull, type ErrandParts } from "../../../src-renderer/data/errands.ts";
import { forgetLast, newDevice, readAccounts, rememberAccount } from "../../../src-renderer/data/identity.ts";
import type { Mirror } from "../../../src-renderer/data/mirror.ts";
import { createOwnScope, type OwnScope } from "../../../src-renderer/data/own-scope.ts";
import { openTold } from "../../../src-renderer/data/told.ts";
import { storyAt } from "../../support/order-steps.ts";
import { city, county, hub, shippedRules } from "../../support/orders.ts";
import { cursorAt, errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, newAccount, newId, row, type Parts } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { clockWords } from "./push-province.ts";

let desk: Parts | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

const order = storyAt("handling").now;
const cut = { ok: false, fault: { kind: "unreachable" } } as const;
const changing = { kind: "busy", retryAfterMs: 1_000 } as const;

const base: Profile = {
  userId: newAccount(),
  name: "秦若谷",
  username: "taishan",
  office: county,
  officeName: "泰山区总工会",
  roles: ["handler"],
  hub,
};

/** An account as the province has it: of an office and roles whose scope is called so, or that it does not name. */
const ofScope = (scope: string | null, office: OfficeId = county): Profile =>
  scope === null ? { ...base, office } : { ...base, office, scope };

const ofCursor = (scopeHash: string, version = 9): Cursor => ({ ...cursorAt(version), scopeHash });

type Account = Readonly<{ own: OwnScope; believed: () => Profile; reads: () => number }>;

/** A desk that believes one account; each reading gets the next answer, the last one again and again. */
function believing(start: Profile, ...answers: readonly (Profile | null)[]): Account {
  const profile$ = new BehaviorSubject(start);
  let reads = 0;
  const own = createOwnScope({
    profile$,
    read: async () => {
      const profile = answers[Math.min(reads, answers.length - 1)] ?? null;
      reads += 1;
      return profile === null ? cut : { ok: true, value: profile };
    },
    become: async (profile) => profile$.next(profile),
  });
  return { own, believed: () => profile$.value, reads: () => reads };
}

test("[LS-75] the account is read when a cursor names another scope than it has, and not while it names the same", async () => {
  const account = believing(ofScope("a"), ofScope("b"), ofScope("a"));
  expect([await account.own.meet(ofCursor("a")), account.reads()]).toEqual([null, 0]);
  expect([await account.own.meet(ofCursor("b")), account.reads()]).toEqual([null, 1]);
  expect([await account.own.meet(ofCursor("b")), account.reads()]).toEqual([null, 1]);
  expect([await account.own.meet(ofCursor("a")), account.reads(), account.believed().scope]).toEqual([null, 2, "a"]);
});

test("[LS-76] an account that changes while it is read, or cannot be read, lets nothing be stored", async () => {
  const account = believing(ofScope("a"), ofScope("c"), null, ofScope("b"));
  expect(await account.own.meet(ofCursor("b"))).toMatchObject({ ok: false, fault: { name: "busy" } });
  expect(await account.own.meet(ofCursor("b"))).toEqual(cut);
  expect(await account.own.meet(ofCursor("b"))).toBe(null);
});

test("[LS-77] of a province that does not name the scope the account is read once for each that a cursor names", async () => {
  const account = believing(ofScope(null), ofScope(null, city));
  for (const scope of ["a", "a", "b", "b", "a"]) expect(await account.own.meet(ofCursor(scope))).toBe(null);
  expect([account.reads(), account.believed().office]).toEqual([3, city]);
  const updated = believing(ofScope(null), ofScope("a"));
  for (const scope of ["a", "a"]) expect(await updated.own.meet(ofCursor(scope))).toBe(null);
  expect([updated.reads(), updated.believed().scope]).toEqual([1, "a"]);
});

/** A province of one order on each of two pages, for an account of this scope. */
function provinceOf(scope: string): Api {
  const cursor = ofCursor(scope);
  const page = { cursor, referenceVersion: "test", ...clockWords };
  return {
    bootstrap: async (after) => {
      const rows = after === null ? [row(order)] : [];
      return { ok: true, value: { ...page, rows, next: after === null ? "1" : null, total: 1, bytes: 1 } };
    },
    pull: async () => ({ ok: true, value: { ...page, rows: [row(order)], more: false } }),
    audit: async () => ({ ok: true, value: { cursor, current: false, digests: [], orders: [], ...clockWords } }),
  };
}

async function errandsBelieving(parts: Parts, scope: string, { own }: Account): Promise<ErrandParts> {
  return { ...(await errandsOf(parts, provinceOf(scope))), ownScope: own };
}

/** Ways in which a copy comes to stand in scope `b`, and the cursor with which each begins. */
const ways: readonly (readonly [string, string | null, (errands: ErrandParts) => ReturnType<typeof pull>])[] = [
  ["a first sync", null, (errands) => bootstrap(errands, emptyBootstrap)],
  ["a change of scope", "a", (errands) => bootstrap(errands, emptyBootstrap)],
  ["a change of scope and back", "b", (errands) => bootstrap(errands, emptyBootstrap)],
  ["a later page", null, (errands) => bootstrap(errands, { ...emptyBootstrap, after: "1", cursor: ofCursor("b") })],
  ["the feed", "b", (errands) => pull(errands, ofCursor("b"))],
];

async function withCursor(scope: string | null): Promise<Parts> {
  const parts = await deskParts();
  desk = parts;
  if (scope !== null) await parts.mirror.writeFact("cursor", JSON.stringify(ofCursor(scope, 7)));
  return parts;
}

test.each(ways)("[LS-75] %s: the account is read before anything of it is stored", async (_, scope, goes) => {
  const parts = await withCursor(scope);
  const account = believing(ofScope("a"), ofScope("b"));
  const ended = await goes(await errandsBelieving(parts, "b", account));
  expect(ended.type).not.toBe("failed");
  expect([account.reads(), account.believed().scope]).toEqual([1, "b"]);
});

test.each(ways)("[LS-76] %s: without the account nothing is stored, and it is tried again", async (_, scope, goes) => {
  for (const [answer, fault] of [
    [null, { kind: "unreachable" }],
    [ofScope("c"), changing],
  ] as const) {
    const parts = await withCursor(scope);
    const before = await parts.mirror.readFact("cursor");
    const ended = await goes(await errandsBelieving(parts, "b", believing(ofScope("a"), answer)));
    expect(ended).toMatchObject({ type: "failed", fault });
    expect([await parts.mirror.readFact("cursor"), await parts.mirror.allLines()]).toEqual([before, []]);
    await parts.close();
    desk = null;
  }
});

/** A desk of the county with one order, and what its account becomes. */
async function becoming(parts: Parts) {
  await parts.mirror.store([row(order)], parts.standpoint(), 1);
  const { secrets } = memoryPlatform(parts.disk, "http://nowhere.invalid");
  const start = ofScope("a");
  const profile$ = new BehaviorSubject(start);
  const told = await openTold(parts.box);
  const account = { username: "u", userId: start.userId, profile: start, device: parts.device.stored };
  await rememberAccount(secrets, account);
  const standpoint = () => ({ user: start.userId, office: profile$.value.office, offices: shippedRules.offices });
  const { mirror, outbox, submit } = parts;
  const kept = { profile$, standpoint, mirror, stores: { outbox }, clock: submit.clock, told };
  return {
    profile$,
    secrets,
    become: (profile: Profile, broken: Partial<Mirror> = {}) =>
      becomes({ ...kept, parts: { platform: { secrets }, account }, mirror: { ...mirror, ...broken } }, profile),
    remembered: async () => (await readAccounts(secrets)).accounts[0]?.profile.office,
    lists: async () => (await mirror.allLines()).map(({ place }) => place.list),
    happened: async () => (await firstValueFrom(told.told$)).map(({ what }) => what),
  };
}

const broken = () => Promise.reject(new Error("killed"));

test.each([{ relist: broken }, { writeFact: broken }])(
  "[LS-78] cut off before its end (%o) the account is remembered, the copy is the old office's, and it is done once more",
  async (how) => {
    desk = await deskParts();
    const { become, remembered, profile$, lists } = await becoming(desk);
    await expect(become(ofScope("b", city), how)).rejects.toThrow("killed");
    expect([await remembered(), await desk.mirror.readFact("office")]).toEqual([city, county]);
    expect(profile$.value.scope).toBe("a");
    await become(ofScope("b", city));
    expect([await lists(), await desk.mirror.readFact("office")]).toEqual([["below"], city]);
  },
);

test("[LS-63] [LS-78] another office is told and sorts the lists anew; the same account does neither", async () => {
  desk = await deskParts();
  const { become, profile$, lists, happened } = await becoming(desk);
  await become(ofScope("renamed"));
  expect([await lists(), await happened(), profile$.value.scope]).toEqual([["in-handling"], [], "renamed"]);
  await become(ofScope("b", city));
  expect([await lists(), await happened(), profile$.value.office]).toEqual([["below"], ["account-changed"], city]);
});

test("[LS-85] an account that changes while its person signs out, or after somebody else signed in, does not come back", async () => {
  desk = await deskParts();
  const { become, remembered, secrets } = await becoming(desk);
  await forgetLast(secrets);
  await become(ofScope("b", city));
  expect([(await readAccounts(secrets)).last, await remembered()]).toEqual([null, city]);
  const { stored: device } = await newDevice(newId());
  const other = { username: "other", userId: newAccount(), profile: ofScope("o"), device };
  await rememberAccount(secrets, other);
  await become(ofScope("c", hub));
  expect([(await readAccounts(secrets)).last, await remembered()]).toEqual([other.userId, hub]);
});
