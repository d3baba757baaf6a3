import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import { submit } from "../../../src-renderer/data/submit.ts";
import { createSyncDriver, type SyncDriver } from "../../../src-renderer/data/sync-driver.ts";
import { fakeReference } from "../../support/fake-reference.ts";
import { storyAt } from "../../support/order-steps.ts";
import { cursorAt, errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, noteOn, receiptFor, row, type Parts } from "./desk-parts.ts";
import { clockWords } from "./push-province.ts";

let parts: Parts | null = null;
let driver: SyncDriver | null = null;
afterEach(async () => {
  driver?.stop();
  await parts?.close();
});

test("[SE-7] a step saved while receipts are being stored is sent right after", async () => {
  const { now: order } = storyAt("handling");
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  const note = (text: string): Promise<unknown> => submit(desk.submit, noteOn(order.id, text));
  await note("先写的一条");
  const sent: number[] = [];
  const still = { rows: [], more: false, referenceVersion: "test", ...clockWords };
  const api: Api = {
    push: async (_epoch, batch) => {
      sent.push(batch.length);
      return {
        ok: true,
        value: { epoch: "e1", receipts: batch.map((one) => receiptFor(one)), expected: null, ...clockWords },
      };
    },
    pull: async (cursor) => ({ ok: true, value: { ...still, cursor } }),
    reference: async () => ({ ok: true, value: fakeReference }),
  };
  const emptied = async (): Promise<void> => {
    if (sent.length === 1) await note("写在回执之间的一条");
  };
  driver = createSyncDriver({
    errands: { ...(await errandsOf(desk, api)), emptied },
    openStream: () => () => {},
    monotonic: () => performance.now(),
    chance: () => 0.5,
  });
  const known = { cursor: cursorAt(7), bootstrap: null, referenceVersion: "test" };
  driver.tell({ type: "opened", signedIn: true, unsent: 1, files: 0, ...known });
  await expect.poll(() => sent).toEqual([1, 1]);
});
