import fc from "fast-check";
import { expect, test } from "vitest";

import type { EngineEffect, EngineFact } from "../../../src-shared/sync/engine-event.ts";
import { closedEngine, type EngineState, type Errand, type Fault } from "../../../src-shared/sync/engine-state.ts";
import { step } from "../../../src-shared/sync/sync-engine.ts";

/** A province and a line that misbehave as drawn, and a driver that does what the engine says. */
type World = {
  state: EngineState;
  at: number;
  unsent: number;
  head: number;
  inFlight: EngineEffect | null;
  wakeAt: number;
};

const faults: readonly Fault[] = [
  { kind: "unreachable" },
  { kind: "not-the-province" },
  { kind: "busy", retryAfterMs: 3000 },
  { kind: "problem", name: "rebase" },
  { kind: "problem", name: "unexpected" },
  { kind: "local", detail: "local-store" },
];

const errands: ReadonlyMap<string, Errand> = new Map([
  ["push", "push"],
  ["pull", "pull"],
  ["bootstrap", "bootstrap"],
  ["fetch-reference", "reference"],
  ["upload", "upload"],
  ["audit", "audit"],
  ["tell-openings", "openings"],
]);

function tell(world: World, fact: EngineFact, chance: number): void {
  const [state, effects] = step(world.state, { at: world.at, chance, ...fact });
  world.state = state;
  for (const effect of effects) {
    if (effect.type === "wake-at") world.wakeAt = effect.at;
    if (!errands.has(effect.type)) continue;
    expect(world.inFlight, "one request at a time").toBeNull();
    world.inFlight = effect;
  }
}

function answer(world: World, chance: number): EngineFact {
  const effect = world.inFlight;
  world.inFlight = null;
  const cursor = { epoch: "e", scopeHash: "s", versions: { p: world.head } };
  if (effect?.type === "push") {
    world.unsent = Math.max(0, world.unsent - 50);
    world.head += 1;
    return { type: "pushed", unsent: world.unsent, progress: true };
  }
  if (effect?.type === "bootstrap") {
    const page = { ...effect.progress, cursor };
    return { type: "bootstrapped", page, complete: chance > 0.3, referenceVersion: "r" };
  }
  if (effect?.type === "fetch-reference") return { type: "reference-fetched", version: "r" };
  return answerBeside(effect, chance) ?? { type: "pulled", cursor, more: chance > 0.8, referenceVersion: "r" };
}

function answerBeside(effect: EngineEffect | null, chance: number): EngineFact | null {
  if (effect?.type === "tell-openings") return { type: "openings-told", openings: 0 };
  if (effect?.type === "audit") return { type: "audited", settled: chance > 0.3 };
  return effect?.type === "upload" ? { type: "uploaded", files: 0 } : null;
}

function fail(world: World, fault: Fault): EngineFact {
  const errand = errands.get(world.inFlight?.type ?? "pull") ?? "pull";
  world.inFlight = null;
  return { type: "failed", errand, fault };
}

type Move = Readonly<{ kind: "answer" | "fail" | "queue" | "heads" | "wake" | "cut"; chance: number; fault: number }>;

function play(world: World, move: Move): void {
  const { chance } = move;
  if (move.kind === "queue") {
    world.unsent += 3;
    return tell(world, { type: "queued", unsent: world.unsent, files: 1, openings: 1 }, chance);
  }
  if (move.kind === "heads") {
    world.head += 1;
    return tell(world, { type: "heads", versions: { p: world.head } }, chance);
  }
  if (move.kind === "cut") return tell(world, { type: "stream-ended" }, chance);
  if (move.kind === "wake" || world.inFlight === null) {
    world.at = Math.max(world.at + 1, world.wakeAt);
    return tell(world, { type: "woken" }, chance);
  }
  const fault = faults[move.fault % faults.length] ?? { kind: "unreachable" };
  return tell(world, move.kind === "fail" ? fail(world, fault) : answer(world, chance), chance);
}

const moves = fc.array(
  fc.record({
    kind: fc.constantFrom<Move["kind"]>("answer", "answer", "fail", "queue", "heads", "wake", "cut"),
    chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
    fault: fc.nat(5),
  }),
  { maxLength: 80 },
);

test("[SE-1] [SE-25] whatever happens, once faults stop the queue empties and the feed is read to its end", () => {
  fc.assert(
    fc.property(moves, (story) => {
      const world: World = { state: closedEngine, at: 0, unsent: 0, head: 0, inFlight: null, wakeAt: 0 };
      tell(
        world,
        { type: "opened", signedIn: true, unsent: 0, files: 0, cursor: null, bootstrap: null, referenceVersion: null },
        0.5,
      );
      for (const move of story) play(world, move);
      // Enough for what waits, and for a comparison that is asked again because the feed had moved.
      for (let turn = 0; turn < 120; turn += 1) play(world, { kind: "answer", chance: 0.5, fault: 0 });
      expect(world.unsent).toBe(0);
      expect(world.state).toMatchObject({ unsent: 0, bootstrap: null });
      expect(world.state.cursor?.versions["p"]).toBe(world.head);
    }),
    { numRuns: 400 },
  );
});
