import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createBoxDelay } from "../../../src-renderer/data/box-delay.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** When the box is written, ms from the beginning, where these moments ask for it. */
function writesOf(asked: readonly (readonly [at: number, why: "work" | "rest"])[]): readonly number[] {
  const began = performance.now();
  const writes: number[] = [];
  const later = createBoxDelay(() => writes.push(Math.round(performance.now() - began)));
  for (const [at, why] of asked) {
    vi.advanceTimersByTime(began + at - performance.now());
    later(why);
  }
  vi.advanceTimersByTime(20_000);
  return writes;
}

test("[LS-60] work is in the box soon, and several pieces go in one write", () => {
  expect(writesOf([[0, "work"]])).toEqual([80]);
  expect(writesOf([0, 30, 79, 200].map((at) => [at, "work"]))).toEqual([80, 280]);
});

test("[LS-60] seals and receipts wait until the queue rests, and not for ever", () => {
  expect(writesOf([[0, "rest"]])).toEqual([1_000]);
  expect(writesOf([0, 300, 900, 1_500].map((at) => [at, "rest"]))).toEqual([2_500]);
  expect(writesOf(Array.from({ length: 16 }, (_, at) => [at * 400, "rest"]))).toEqual([5_000, 7_000]);
});

test("[LS-60] work that comes while seals and receipts wait takes them along", () => {
  expect(
    writesOf([
      [0, "rest"],
      [200, "work"],
      [250, "rest"],
    ]),
  ).toEqual([280]);
});
