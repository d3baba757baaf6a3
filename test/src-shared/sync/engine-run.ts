import type { Cursor } from "../../../src-shared/protocol/sync.ts";
import type { EngineEffect, EngineFact } from "../../../src-shared/sync/engine-event.ts";
import { closedEngine, type EngineState } from "../../../src-shared/sync/engine-state.ts";
import { step } from "../../../src-shared/sync/sync-engine.ts";

export const cursor: Cursor = { epoch: "e1", scopeHash: "s1", versions: { "p37.c3709.x370902": 7 } };

export type Run = Readonly<{ state: EngineState; effects: readonly EngineEffect[] }>;

/** Tells an engine facts one after another at one moment; the effects are those of the last. */
export function run(start: EngineState, facts: readonly EngineFact[], clock: { at: number; chance?: number }): Run {
  return facts.reduce<Run>(
    ({ state }, fact) => {
      const [next, effects] = step(state, { at: clock.at, chance: clock.chance ?? 0.5, ...fact });
      return { state: next, effects };
    },
    { state: start, effects: [] },
  );
}

/** A desk that has a copy and nothing to send. */
export const opened: EngineFact & Readonly<{ type: "opened" }> = {
  type: "opened",
  signedIn: true,
  unsent: 0,
  files: 0,
  cursor,
  bootstrap: null,
  referenceVersion: "r1",
};

export function kinds(effects: readonly EngineEffect[]): readonly string[] {
  return effects.map((effect) => effect.type);
}

/** An engine that has caught up and listens. */
export function settled(): EngineState {
  const facts: readonly EngineFact[] = [
    opened,
    { type: "pulled", cursor, more: false, referenceVersion: "r1" },
    { type: "reference-fetched", version: "r1" },
    { type: "stream-opened" },
  ];
  return run(closedEngine, facts, { at: 1000 }).state;
}
