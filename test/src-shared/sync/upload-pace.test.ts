import { expect, test } from "vitest";

import { secondsFor, withPassed, type Passed } from "../../../src-shared/sync/line-speed.ts";
import { largestChunkBytes, nextChunk, smallChunkBytes } from "../../../src-shared/sync/upload-pace.ts";

test("[FI-20] quick requests grow to 4 MB, twice at most each time; slow ones shrink to 256 KB and no further", () => {
  let bytes = smallChunkBytes;
  const grown = Array.from({ length: 6 }, () => (bytes = nextChunk({ bytes, tookMs: 10 })));
  expect(grown.map((one) => one / 1024)).toEqual([512, 1024, 2048, 4096, 4096, 4096]);
  expect(nextChunk({ bytes: largestChunkBytes, tookMs: 8_000 })).toBe(largestChunkBytes / 2);
  expect(nextChunk({ bytes: smallChunkBytes, tookMs: 32_000 })).toBe(smallChunkBytes);
  expect(nextChunk({ bytes: smallChunkBytes, tookMs: 0 })).toBe(2 * smallChunkBytes);
});

test("[FI-20] a cut makes the next request small", () => {
  expect(nextChunk(null)).toBe(smallChunkBytes);
});

const passing = (...moments: readonly [at: number, bytes: number][]): readonly Passed[] =>
  moments.reduce<readonly Passed[]>((known, [at, bytes]) => withPassed(known, { at, bytes }), []);

test("[FI-21] the rest takes as long as the last half minute says", () => {
  expect(secondsFor(100_000, passing([0, 0], [2_000, 20_000]))).toBe(10);
  expect(secondsFor(100_000, passing([0, 0], [1_000, 900_000], [40_000, 900_000], [42_000, 920_000]))).toBe(10);
  expect(secondsFor(0, passing([0, 0], [2_000, 20_000]))).toBe(0);
});

test("[FI-21] no time is said of a line that is not known, or that carries nothing", () => {
  expect(secondsFor(100, [])).toBeNull();
  expect(secondsFor(100, passing([0, 0], [1_000, 50]))).toBeNull();
  expect(secondsFor(100, passing([0, 70], [9_000, 70]))).toBeNull();
});
