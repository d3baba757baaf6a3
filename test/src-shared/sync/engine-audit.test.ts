import { expect, test } from "vitest";

import type { EngineEffect, EngineFact } from "../../../src-shared/sync/engine-event.ts";
import { closedEngine, emptyBootstrap, type EngineState } from "../../../src-shared/sync/engine-state.ts";
import { step } from "../../../src-shared/sync/sync-engine.ts";

const cursor = { epoch: "e1", scopeHash: "s1", versions: { "p37.c3709.x370902": 7 } };
const dayMs = 86_400_000;

/** An engine that is told facts one after the other, at a clock that the test moves. */
function engine() {
  let state: EngineState = closedEngine;
  const clock = { at: 1000, chance: 0.5 };
  return {
    clock,
    state: () => state,
    tell: (fact: EngineFact): readonly EngineEffect["type"][] => {
      const [next, effects] = step(state, { ...clock, ...fact });
      state = next;
      return effects.map((effect) => effect.type);
    },
  };
}

function opened(): ReturnType<typeof engine> {
  const one = engine();
  const nothing = { unsent: 0, files: 0, bootstrap: null };
  one.tell({ type: "opened", signedIn: true, cursor, referenceVersion: "r1", ...nothing });
  one.tell({ type: "pulled", cursor, more: false, referenceVersion: "r1" });
  one.tell({ type: "reference-fetched", version: "r1" });
  one.tell({ type: "stream-opened" });
  return one;
}

/** Lets time pass and the engine do what is due; a pull that it wants brings nothing new. */
function at(one: ReturnType<typeof engine>, moment: number): readonly EngineEffect["type"][] {
  one.clock.at = moment;
  const effects = one.tell({ type: "woken" });
  return effects.includes("pull") ? one.tell({ type: "pulled", cursor, more: false, referenceVersion: "r1" }) : effects;
}

test("[DG-20] within a minute of the start, and once a day after that", () => {
  const one = opened();
  expect(one.state().inFlight).toBeNull();
  expect(at(one, 4_000)).not.toContain("audit");
  expect(at(one, 61_000)).toContain("audit");
  one.tell({ type: "audited", settled: true });
  expect(at(one, 61_000 + dayMs * 0.8)).not.toContain("audit");
  expect(at(one, 61_000 + dayMs * 1.2)).toContain("audit");
});

test("[DG-20] not before the first sync is complete, and behind steps and changes, before files", () => {
  const one = opened();
  one.tell({ type: "failed", errand: "pull", fault: { kind: "problem", name: "rebase" } });
  one.tell({ type: "bootstrapped", page: { ...emptyBootstrap, cursor }, complete: false, referenceVersion: "r1" });
  one.clock.at = 200_000;
  expect(
    one.tell({ type: "bootstrapped", page: { ...emptyBootstrap, cursor }, complete: true, referenceVersion: "r1" }),
  ).toContain("pull");
  expect(one.tell({ type: "queued", unsent: 1, files: 1 })).not.toContain("audit");
  expect(one.tell({ type: "pulled", cursor, more: false, referenceVersion: "r1" })).toContain("push");
  expect(one.tell({ type: "pushed", unsent: 0, progress: true })).toContain("pull");
  expect(one.tell({ type: "pulled", cursor, more: false, referenceVersion: "r1" })).toContain("audit");
  expect(one.tell({ type: "audited", settled: true })).toContain("upload");
});

test("[DG-23] a copy in doubt is compared as soon as it has been brought up to date", () => {
  const one = engine();
  const nothing = { unsent: 0, files: 3, bootstrap: null };
  one.tell({ type: "opened", signedIn: true, cursor, referenceVersion: "r1", doubtful: true, ...nothing });
  one.tell({ type: "pulled", cursor, more: false, referenceVersion: "r1" });
  expect(one.tell({ type: "reference-fetched", version: "r1" })).toContain("audit");
});

test("[DG-21] a comparison that the moving feed prevented is made again after a pull, soon", () => {
  const one = opened();
  expect(at(one, 61_000)).toContain("audit");
  expect(one.tell({ type: "audited", settled: false })).toContain("pull");
  expect(one.tell({ type: "pulled", cursor, more: false, referenceVersion: "r1" })).not.toContain("audit");
  expect(at(one, 61_000 + 30_000)).toContain("audit");
});

test("[DG-22] a province that cannot compare says nothing about the line", () => {
  const one = opened();
  expect(at(one, 61_000)).toContain("audit");
  one.tell({ type: "failed", errand: "audit", fault: { kind: "problem", name: "not-found" } });
  expect(one.state()).toMatchObject({ failures: 0, trouble: null, inFlight: null });
  expect(at(one, 61_000 + 3_000_000)).not.toContain("audit");
  expect(at(one, 61_000 + 3_700_000)).toContain("audit");
});

test("[DG-22] a line that fails during a comparison is a line that failed", () => {
  const one = opened();
  expect(at(one, 61_000)).toContain("audit");
  one.tell({ type: "failed", errand: "audit", fault: { kind: "unreachable" } });
  expect(one.state()).toMatchObject({ failures: 1, trouble: { kind: "unreachable" } });
});
