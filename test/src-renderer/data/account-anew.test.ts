import "fake-indexeddb/auto";
import { BehaviorSubject, firstValueFrom } from "rxjs";
import { afterEach, expect, test } from "vitest";

import type { Profile } from "../../../src-shared/protocol/session.ts";
import { emptyBootstrap } from "../../../src-shared/sync/engine-state.ts";
import { becomes } from "../../../src-renderer/data/become.ts";
import { bootstrap } from "../../../src-renderer/data/errands.ts";
import { readAccounts } from "../../../src-renderer/data/identity.ts";
import { openTold } from "../../../src-renderer/data/told.ts";
import { city, county, hub, shippedRules } from "../../support/orders.ts";
import { storyAt } from "../../support/order-steps.ts";
import { cursorAt, errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, row, type Parts } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { clockWords } from "./push-province.ts";

let desk: Parts | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

const order = storyAt("handling").now;
const cut = { ok: false, fault: { kind: "unreachable" } } as const;

/** A province of one order on each of two pages; `asked` notes what is asked of it, in its order. */
function provinceOf(asked: string[]): Api {
  return {
    bootstrap: async (after) => {
      asked.push(`page ${after}`);
      const page = { rows: after === null ? [row(order)] : [], next: after === null ? "1" : null, total: 1, bytes: 1 };
      return { ok: true, value: { ...page, cursor: cursorAt(9), referenceVersion: "test", ...clockWords } };
    },
    audit: async () => {
      asked.push("list");
      const cursor = { ...cursorAt(9), scopeHash: "another" };
      return { ok: true, value: { cursor, current: false, digests: [], orders: [], ...clockWords } };
    },
  };
}

test("[LS-66] a first sync reads the account once, after its first page and before anything of it is stored", async () => {
  desk = await deskParts();
  const { mirror } = desk;
  const asked: string[] = [];
  const errands = await errandsOf(desk, provinceOf(asked));
  const rebased = async (): Promise<null> => {
    asked.push(`account, with ${(await mirror.allLines()).length}`);
    return null;
  };
  const first = await bootstrap({ ...errands, rebased }, emptyBootstrap);
  if (first.type !== "bootstrapped") throw new Error("the page came");
  await bootstrap({ ...errands, rebased }, first.page);
  expect(asked.filter((one) => one !== "page 1")).toEqual(["page null", "account, with 0"]);
  expect(await mirror.readFact("cursor")).toBe(JSON.stringify(cursorAt(9)));
});

test("[LS-66] an account that cannot be read ends a first sync, and a change of scope, before their cursor is there", async () => {
  for (const known of [null, cursorAt(7)]) {
    const parts = await deskParts();
    desk = parts;
    if (known) await parts.mirror.writeFact("cursor", JSON.stringify(known));
    const errands = { ...(await errandsOf(parts, provinceOf([]))), rebased: async () => cut };
    const ended = await bootstrap(errands, emptyBootstrap);
    expect(ended).toEqual({ type: "failed", errand: "bootstrap", fault: { kind: "unreachable" } });
    expect(await parts.mirror.readFact("cursor")).toBe(known && JSON.stringify(known));
    expect(await parts.mirror.allLines()).toEqual([]);
    await parts.close();
    desk = null;
  }
});

test("[LS-66] a change of scope that was cut off reads the account when it is caught up with", async () => {
  desk = await deskParts();
  await desk.mirror.writeFact("cursor", JSON.stringify(cursorAt(7)));
  const asked: string[] = [];
  const rebased = async (): Promise<null> => (asked.push("account"), null);
  const ended = await bootstrap({ ...(await errandsOf(desk, provinceOf(asked))), rebased }, emptyBootstrap);
  expect(ended).toMatchObject({ type: "bootstrapped", complete: true });
  expect(asked).toEqual(["list", "account"]);
});

/** A desk of the county, and what its account becomes. */
async function becoming(parts: Parts) {
  const { id: userId, name } = parts.actor$.value;
  const profile: Profile = { userId, name, username: "u", office: county, officeName: "", roles: ["handler"], hub };
  const { id, publicKey } = parts.device.stored;
  const device = { id, publicKey, privateKey: parts.device.stored.privateKey };
  const { secrets } = memoryPlatform(parts.disk, "http://nowhere.invalid");
  const profile$ = new BehaviorSubject(profile);
  const told = await openTold(parts.box);
  const standpoint = () => ({ user: userId, office: profile$.value.office, offices: shippedRules.offices });
  const { mirror, outbox, submit } = parts;
  const account = { username: "u", userId, profile, device };
  const stores = { outbox };
  return {
    profile,
    base: {
      parts: { platform: { secrets }, account },
      profile$,
      standpoint,
      mirror,
      stores,
      clock: submit.clock,
      told,
    },
    remembered: async () => (await readAccounts(secrets)).accounts[0]?.profile.office,
  };
}

test("[LS-66] the account is remembered before the copy is the new office's, wherever a kill comes", async () => {
  desk = await deskParts();
  const { base, profile, remembered } = await becoming(desk);
  const killed = { ...desk.mirror, writeFact: () => Promise.reject(new Error("killed")) };
  await expect(becomes({ ...base, mirror: killed }, { ...profile, office: city })).rejects.toThrow("killed");
  expect(await remembered()).toBe(city);
  expect(await desk.mirror.readFact("office")).toBe(county);
});

test("[LS-63] [LS-67] another office is told and sorts the lists anew; the same account does neither", async () => {
  desk = await deskParts();
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  const { base, profile } = await becoming(desk);
  const listed = async () => (await desk?.mirror.allLines())?.map(({ place }) => place.list);
  const happened = async () => (await firstValueFrom(base.told.told$)).map(({ what }) => what);
  await becomes(base, { ...profile });
  expect([await listed(), await happened()]).toEqual([["in-handling"], []]);
  await becomes(base, { ...profile, office: city });
  expect([await listed(), await happened()]).toEqual([["below"], ["account-changed"]]);
  expect(await desk.mirror.readFact("office")).toBe(city);
});
