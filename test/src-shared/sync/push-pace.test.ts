import fc from "fast-check";
import { expect, test } from "vitest";

import { fullPace, nextPace, type PushPace } from "../../../src-shared/sync/push-pace.ts";

const wide = { actions: 500, bytes: 512 * 1024 };

const paceAfter = (trips: readonly (number | null)[], takes?: PushPace) =>
  trips.reduce((pace, tookMs) => nextPace(pace, { tookMs, takes: tookMs === null ? undefined : takes }), fullPace);

test("[SE-26] failures make a push small, quick answers let it grow, slow ones halve it", () => {
  expect(paceAfter([null])).toEqual({ actions: 4, bytes: 8192 });
  expect(paceAfter([null, null, null])).toEqual({ actions: 1, bytes: 2048 });
  expect(paceAfter([null, 1001, 5000])).toEqual({ actions: 16, bytes: 32_768 });
  expect(paceAfter([null, 1000])).toEqual({ actions: 32, bytes: 65_536 });
  expect(paceAfter([null, 1001, 5000, 5001])).toEqual({ actions: 16, bytes: 32_768 });
  expect(paceAfter([15_001])).toEqual({ actions: 25, bytes: 65_536 });
  expect(paceAfter([null, null, ...Array.from({ length: 6 }, () => 5000)])).toEqual(fullPace);
});

test("[SE-27] a push begins with what every province takes and grows to what this one says", () => {
  expect(paceAfter([])).toEqual({ actions: 50, bytes: 128 * 1024 });
  expect(paceAfter([900, 900])).toEqual(fullPace);
  expect(paceAfter([900], wide)).toEqual({ actions: 400, bytes: 512 * 1024 });
  expect(paceAfter([900, 900], wide)).toEqual(wide);
  expect(paceAfter([1001], wide)).toEqual({ actions: 100, bytes: 256 * 1024 });
  expect(paceAfter([900, 900], { actions: 80, bytes: 9_000_000 })).toEqual({ actions: 80, bytes: 512 * 1024 });
});

test("[SE-27] a refusal brings it back to what every province takes, for one that was replaced by an older one", () => {
  expect(nextPace(wide, { tookMs: 20 })).toEqual(fullPace);
});

test("[SE-27] whatever the line does, a push stays within the protocol and takes one step at least", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(60_000))), fc.option(fc.constant(wide)), (trips, takes) => {
      const { actions, bytes } = paceAfter(trips, takes ?? undefined);
      expect(actions).toBeGreaterThanOrEqual(1);
      expect(actions).toBeLessThanOrEqual(takes === null ? 50 : 500);
      expect(bytes).toBeLessThanOrEqual((takes === null ? 128 : 512) * 1024);
    }),
  );
});
