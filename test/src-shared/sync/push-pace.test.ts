import fc from "fast-check";
import { expect, test } from "vitest";

import { fullPace, nextPace } from "../../../src-shared/sync/push-pace.ts";

const paceAfter = (trips: readonly (number | null)[]) =>
  trips.reduce((pace, tookMs) => nextPace(pace, { tookMs }), fullPace);

test("[SE-26] failures make a push small, quick answers double it, slow ones halve it", () => {
  expect(paceAfter([null])).toEqual({ actions: 4, bytes: 8192 });
  expect(paceAfter([null, null, null])).toEqual({ actions: 1, bytes: 2048 });
  expect(paceAfter([null, 900, 900])).toEqual({ actions: 16, bytes: 32_768 });
  expect(paceAfter([null, 900, 900, 5001])).toEqual({ actions: 16, bytes: 32_768 });
  expect(paceAfter([15_001])).toEqual({ actions: 25, bytes: 65_536 });
  expect(paceAfter([null, null, ...Array.from({ length: 6 }, () => 5000)])).toEqual(fullPace);
});

test("[SE-27] whatever the line does, a push stays within the protocol and takes one step at least", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(60_000))), (trips) => {
      const { actions, bytes } = paceAfter(trips);
      expect(actions).toBeGreaterThanOrEqual(1);
      expect(actions).toBeLessThanOrEqual(50);
      expect(bytes).toBeLessThanOrEqual(128 * 1024);
    }),
  );
});
