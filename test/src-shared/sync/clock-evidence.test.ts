import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ClockEvidence } from "../../../src-shared/protocol/action-envelope.ts";
import { gradeClock, type TimeWitness } from "../../../src-shared/sync/clock-evidence.ts";

const noon = Date.parse("2026-03-02T12:00:00+08:00");
const hour = 3_600_000;
const year = 365 * 24 * hour;

function evidence(change: Partial<ClockEvidence> = {}): ClockEvidence {
  return {
    token: "t",
    bootId: "b1",
    uptimeMs: 1_000_000 + hour,
    tokenUptimeMs: 1_000_000,
    tokenBootId: "b1",
    wallClock: noon + hour,
    tokenWallClock: noon,
    counter: "machine",
    ...change,
  };
}

function witness(change: Partial<TimeWitness> = {}): TimeWitness {
  return {
    tokenTime: noon,
    chainIntact: true,
    previousEffectiveAt: null,
    emptiedAt: null,
    receivedAt: noon + 5 * hour,
    ...change,
  };
}

describe("grade A", () => {
  test("[SV-41] the machine's counter since the token gives the time, in the same boot", () => {
    expect(gradeClock(evidence(), witness())).toEqual({ effectiveAt: noon + hour, grade: "A" });
  });

  test("[SV-41, SV-45] moving the wall clock changes no grade A result", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10 * year, max: 10 * year }), (moved) => {
        const graded = gradeClock(evidence({ wallClock: noon + moved }), witness());
        expect(graded).toEqual({ effectiveAt: noon + hour, grade: "A" });
      }),
    );
  });
});

describe("grade B", () => {
  test("[SV-42] the page's counter is B at best", () => {
    expect(gradeClock(evidence({ counter: "page" }), witness())).toEqual({ effectiveAt: noon + hour, grade: "B" });
  });

  test("[SV-42] across a restart the wall clock counts, corrected by what it was when the token came", () => {
    const slow = evidence({ bootId: "b2", uptimeMs: 5, tokenWallClock: noon - 2 * hour, wallClock: noon - hour });
    expect(gradeClock(slow, witness())).toEqual({ effectiveAt: noon + hour, grade: "B" });
  });

  test("[SV-42] an unknown boot is never the same boot", () => {
    const unknown = evidence({ bootId: "", tokenBootId: "" });
    expect(gradeClock(unknown, witness()).grade).toBe("B");
  });
});

describe("grades C and D", () => {
  test("[SV-43] without a token there is only the wall clock", () => {
    expect(gradeClock(evidence(), witness({ tokenTime: null }))).toEqual({ effectiveAt: noon + hour, grade: "C" });
  });

  test.each([
    ["a forged token", {}, { tokenTime: "forged" as const }],
    ["a broken chain", {}, { chainIntact: false }],
    ["a counter that ran backwards", { uptimeMs: 5 }, {}],
    ["a time before the action before it", {}, { previousEffectiveAt: noon + 3 * hour }],
    ["a time before the last pull", {}, { emptiedAt: noon + 3 * hour }],
    ["a time after its arrival", {}, { receivedAt: noon + hour - 61_000 }],
  ])("[SV-44] %s is graded D", (_, claimed, known) => {
    expect(gradeClock(evidence(claimed), witness(known)).grade).toBe("D");
  });

  test("[SV-44] a slow line's minute is no contradiction", () => {
    const graded = gradeClock(evidence(), witness({ receivedAt: noon + hour - 59_000 }));
    expect(graded).toEqual({ effectiveAt: noon + hour - 59_000, grade: "A" });
  });

  test("[SV-45] a clock set back a year across a restart is graded D and stays within its bounds", () => {
    const graded = gradeClock(evidence({ bootId: "b2", wallClock: noon + hour - year }), witness());
    expect(graded).toEqual({ effectiveAt: noon, grade: "D" });
  });
});

test("[SV-40] nothing a client sends moves the time out of the province's bounds", () => {
  const number = fc.integer({ min: -2 * year, max: noon + 2 * year });
  const claimed = fc.record({
    bootId: fc.constantFrom("", "b1", "b2"),
    uptimeMs: number,
    tokenUptimeMs: number,
    tokenBootId: fc.constantFrom("", "b1", "b2"),
    wallClock: number,
    tokenWallClock: number,
    counter: fc.constantFrom("machine" as const, "page" as const),
  });
  const maybe = fc.option(fc.integer({ min: noon - year, max: noon + 5 * hour }));
  const known = fc.record({
    tokenTime: fc.oneof(maybe, fc.constant("forged" as const)),
    chainIntact: fc.boolean(),
    previousEffectiveAt: maybe,
    emptiedAt: maybe,
  });
  fc.assert(
    fc.property(claimed, known, (claim, facts) => {
      const all = witness(facts);
      const { effectiveAt } = gradeClock(evidence(claim), all);
      const token = typeof facts.tokenTime === "number" ? facts.tokenTime : 0;
      const lo = Math.max(token, facts.previousEffectiveAt ?? 0, facts.emptiedAt ?? 0);
      expect(effectiveAt).toBeGreaterThanOrEqual(Math.min(lo, all.receivedAt));
      expect(effectiveAt).toBeLessThanOrEqual(all.receivedAt);
    }),
  );
});
