import { expect, test } from "vitest";

import { firstPage, nextPage } from "../../../src-shared/sync/page-pace.ts";
import { beginPacing, paced, remainingMs, type SyncPacing } from "../../../src-shared/sync/remaining-time.ts";

test("[WK-20] pages grow on a quick line, stay on one that is just right, and shrink on a slow or broken one", () => {
  const grown = [500, 500, 500, 500, 500].reduce<number[]>(
    (sizes, tookMs) => [...sizes, nextPage(sizes.at(-1) ?? 0, { tookMs, isFull: true })],
    [firstPage],
  );
  expect(grown).toEqual([25, 50, 100, 200, 400, 400]);
  expect(nextPage(50, { tookMs: 500, isFull: false })).toBe(50);
  expect(nextPage(50, { tookMs: 6_000, isFull: true })).toBe(50);
  expect(nextPage(50, { tookMs: 20_000, isFull: true })).toBe(25);
  expect(nextPage(50, { tookMs: null, isFull: false })).toBe(12);
  expect(nextPage(4, { tookMs: null, isFull: false })).toBe(3);
});

/** What remains after each page of a first sync of 1,000 orders, in s, when pages of 20 take so long, in s. */
function remaining(tookS: readonly number[]): readonly (number | null)[] {
  let pacing: SyncPacing = beginPacing(0, 0);
  let at = 0;
  return tookS.map((took, page) => {
    at += took * 1000;
    pacing = paced(pacing, { at, done: (page + 1) * 20, total: 1000 });
    const left = remainingMs(pacing);
    return left === null ? null : Math.round(left / 1000);
  });
}

test("[WK-22] the time that remains counts down steadily on an even line", () => {
  expect(remaining([2, 2, 2, 2, 2])).toEqual([98, 96, 94, 92, 90]);
});

test("[WK-22] a page that is a little slow or quick does not make it jump, a line that gets worse does", () => {
  const uneven = remaining([2, 2.4, 1.7, 2.2, 1.9, 2.3, 1.8]);
  for (const [at, left] of uneven.entries()) {
    if (at > 0) expect(left ?? 0).toBeLessThanOrEqual(uneven[at - 1] ?? 0);
  }
  const worse = remaining([2, 2, 2, 8, 8, 8, 8, 8]);
  expect(worse.at(-1)).toBeGreaterThan(250);
});

test("[WK-22] before the first page, and where nothing comes, no time is promised", () => {
  expect(remainingMs(beginPacing(5, 0))).toBeNull();
  expect(remainingMs(paced(beginPacing(0, 40), { at: 9, done: 40, total: 90 }))).toBeNull();
});
