import "fake-indexeddb/auto";

import { afterEach, expect, test } from "vitest";

import { bootstrap } from "../../../src-renderer/data/errands.ts";
import type { Mirror } from "../../../src-renderer/data/mirror.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { emptyBootstrap, type Bootstrap } from "../../../src-shared/sync/engine-state.ts";
import { storyAt } from "../../support/order-steps.ts";
import { cursorAt, errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, noteOn, row, type Parts } from "./desk-parts.ts";
import { clockWords } from "./push-province.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

const order = storyAt("handling").now;

/** A province of three pages that notes what it is asked for. */
function threePages(asked: (string | null)[]): Api {
  return {
    audit: async () => ({ ok: false, fault: { kind: "unreachable" } }),
    bootstrap: async (after) => {
      asked.push(after);
      const next = after === null ? "1" : after === "1" ? "2" : null;
      const words = { total: 1, bytes: 1, referenceVersion: "test", ...clockWords };
      return { ok: true, value: { rows: [row(order)], cursor: cursorAt(1), next, ...words } };
    },
  };
}

test("[SE-16] the next page is asked for before this one is stored, and not when a step waits", async () => {
  const desk = await deskParts();
  parts = desk;
  const asked: (string | null)[] = [];
  const askedAtStore: number[] = [];
  const watched: Mirror = {
    ...desk.mirror,
    store: (rows, at, when) => {
      askedAtStore.push(asked.length);
      return desk.mirror.store(rows, at, when);
    },
  };
  const errands = await errandsOf(desk, threePages(asked), watched);
  for (let page: Bootstrap | null = emptyBootstrap; page !== null;) {
    const ended = await bootstrap(errands, page);
    page = ended.type === "bootstrapped" && !ended.complete ? ended.page : null;
  }
  expect(asked).toEqual([null, "1", "2"]);
  expect(askedAtStore).toEqual([2, 3, 3]);
  expect(await submit(desk.submit, noteOn(order.id, "又"))).toMatchObject({ ok: true });
  await bootstrap(errands, emptyBootstrap);
  expect(asked.slice(3)).toEqual([null]);
});

test("[SE-16] a page that was asked for and is not the next is thrown away", async () => {
  const desk = await deskParts();
  parts = desk;
  const asked: (string | null)[] = [];
  const errands = await errandsOf(desk, threePages(asked));
  await bootstrap(errands, emptyBootstrap);
  await bootstrap(errands, emptyBootstrap);
  expect(asked).toEqual([null, "1", null, "1"]);
});
