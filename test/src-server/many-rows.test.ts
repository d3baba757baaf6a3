import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { knownIds } from "../../src-server/store/action-store.ts";
import { writeWatches } from "../../src-server/store/card-watch-store.ts";
import { inPages } from "../../src-server/store/in-pages.ts";
import { publishOffices } from "../../src-server/store/office-store.ts";
import { addOpenings, readOpenings } from "../../src-server/store/opening-store.ts";
import { addOrders, lockOrders, readOrders, saveOrders } from "../../src-server/store/order-store.ts";
import type { Executor } from "../../src-server/store/store.ts";
import { addUsers } from "../../src-server/store/user-store.ts";
import { readOrdersSeenAt, readSights, visibleAmong, writeSights } from "../../src-server/store/visibility-store.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { actionId, officeId, orderId, userId } from "../../src-shared/kernel/ids.ts";
import { onPostgres, startProvince, type TestProvince } from "./support/province.ts";

/** One parameter more than PostgreSQL counts in a statement. */
const tooMany = 65_536;
const uuid = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
/** A thing for each row of a statement that has too many parameters. */
function many<Row>(parametersOfRow: number, make: (n: number) => Row): readonly Row[] {
  return Array.from({ length: Math.ceil(tooMany / parametersOfRow) }, (_, n) => make(n));
}

/** Of an order no more than its table asks for. */
const bare = (n: number): WorkOrder =>
  ({ id: uuid(n), number: null, state: "handling", holder: "c3709", version: 1, registeredAt: n }) as never;
const shown = (n: number) => ({ orderId: uuid(n), office: "p37.m1", shard: "p37.m1", gone: false });
const opened = (n: number) => ({ orderId: uuid(n), office: officeId("c3709"), version: 1, at: n });
const office = (n: number) => ({
  ...{ id: officeId(`m${n}`), code: `M${n}`, name: "某某总工会", shortName: "某某", kind: "county" as const },
  ...{ parentId: officeId("p37"), path: `p37.m${n}`, regionCode: "" },
});
const person = (n: number) => ({
  ...{ id: userId(uuid(n)), username: `many-${n}`, name: "众人", office: officeId("c3709"), roles: [] },
  passwordHash: null,
});

type Write = (tx: Executor) => Promise<unknown>;
const writes: readonly (readonly [string, Write])[] = [
  ["orders", (tx) => saveOrders(tx, many(9, bare))],
  ["orders of a trial of size", (tx) => addOrders(tx, many(9, bare))],
  ["sights", (tx) => writeSights(tx, many(5, shown))],
  [
    "watches",
    (tx) =>
      writeWatches(
        tx,
        many(2, (n) => ({ orderId: orderId(uuid(n)), lookAt: null })),
      ),
  ],
  ["openings", (tx) => addOpenings(tx, many(4, opened))],
  ["accounts", (tx) => addUsers(tx, many(6, person))],
  ["offices", (tx) => publishOffices(tx, many(10, office))],
];

class Undone extends Error {}

/** PGlite counts as PostgreSQL does, and takes many times as long. */
function onTheDatabase(): void {
  let home: TestProvince;
  beforeAll(async () => {
    home = await startProvince();
  });
  afterAll(() => home.close());

  test.each(writes)("[SV-75] more %s than a statement has parameters are stored", async (_, write) => {
    const all = home.store.db.transaction(async (tx) => {
      await write(tx);
      throw new Undone();
    });
    await expect(all).rejects.toBeInstanceOf(Undone);
  });

  test("[SV-75] more orders than a statement has parameters are looked up and locked, each once", async () => {
    const ids = many(1, (n) => orderId(uuid(n)));
    const places = many(1, (n) => `p37.m${n}`);
    const there = [0, 1, 64_999];
    const found = there.map(uuid);
    await home.store.db.transaction(async (tx) => {
      await saveOrders(tx, there.map(bare));
      await writeSights(tx, [...there.map(shown), ...there.map((n) => ({ ...shown(n), office: "p37.m2" }))]);
      await addOpenings(tx, there.map(opened));
      expect((await lockOrders(tx, ids.toReversed())).map(({ id }) => id)).toEqual(found);
      expect((await readOrders(tx, ids)).map(({ id }) => id).toSorted()).toEqual(found);
      expect(await readSights(tx, ids)).toHaveLength(6);
      expect([...(await visibleAmong(tx, "p37.m1", ids))].toSorted()).toEqual(found);
      expect([...(await readOpenings(tx, ids)).keys()].toSorted()).toEqual(found);
      expect(
        (
          await knownIds(
            tx,
            many(1, (n) => actionId(uuid(n))),
          )
        ).size,
      ).toBe(0);
      expect((await readOrdersSeenAt(tx, places)).toSorted()).toEqual(found);
    });
  });
}
if (onPostgres) describe("on PostgreSQL", onTheDatabase);

test("[SV-75] rows go in pages, in their order and each once", async () => {
  const pages: number[][] = [];
  const work = async (page: number[]): Promise<readonly string[]> => {
    pages.push(page);
    return page.map(String);
  };
  expect(await inPages([1, 2, 3, 4, 5], work, 2)).toEqual(["1", "2", "3", "4", "5"]);
  expect(await inPages([], work, 2)).toEqual([]);
  expect(pages).toEqual([[1, 2], [3, 4], [5]]);
});
