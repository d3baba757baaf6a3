import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import { emptyBootstrap } from "../../../src-shared/sync/engine-state.ts";
import { bootstrap, push } from "../../../src-renderer/data/errands.ts";
import { unsentEntries } from "../../../src-renderer/data/ledger.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { storyAt } from "../../support/order-steps.ts";
import { cursorAt, errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, noteOn, row, type Parts } from "./desk-parts.ts";
import { clockWords, PushProvince } from "./push-province.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

const order = storyAt("handling").now;

/** A first sync of one page. */
const onePage: Pick<Api, "bootstrap"> = {
  bootstrap: async () => {
    const page = { rows: [row(order)], next: null, total: 1, bytes: 1, referenceVersion: "test" };
    return { ok: true, value: { ...page, cursor: { ...cursorAt(10), epoch: "e2" }, ...clockWords } };
  },
};

async function deskWithNotes(count: number): Promise<Parts> {
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  for (let at = 0; at < count; at += 1) await submit(desk.submit, noteOn(order.id, `第${at}条`));
  return desk;
}

test("[OB-23] a restored province gets them too from a desk that has lost its database and begins anew", async () => {
  const desk = await deskWithNotes(4);
  const province = new PushProvince();
  const errands = await errandsOf(desk, { ...onePage, push: province.push });
  await push(errands);
  province.epoch = "e2";
  province.receipts = province.receipts.slice(0, 2);
  await errands.epoch.write(null);
  expect(await bootstrap(errands, emptyBootstrap)).toMatchObject({ type: "bootstrapped", complete: true });
  expect(unsentEntries(desk.outbox.ledger())).toHaveLength(4);
  await push(errands);
  expect(province.receipts.map((receipt) => receipt.seq)).toEqual([1, 2, 3, 4]);
  expect(await errands.epoch.read()).toBe("e2");
});
