import { describe, expect, test } from "vitest";

import type { EngineFact } from "../../../src-shared/sync/engine-event.ts";
import { closedEngine, type EngineState } from "../../../src-shared/sync/engine-state.ts";
import { cursor, kinds, opened, run, type Run } from "./engine-run.ts";

describe("a first sync that a person watches", () => {
  const at = (state: EngineState, time: number, ...facts: readonly EngineFact[]): Run =>
    run(state, facts, { at: time });
  const page = (done: number): EngineFact => ({
    type: "bootstrapped",
    page: { after: String(done), cursor, done, total: 100, bytes: 9 },
    complete: false,
    referenceVersion: "r1",
  });

  test("[WK-22] the time without a line does not count as slowness", () => {
    const first = at(closedEngine, 0, { ...opened, cursor: null }, { type: "reference-fetched", version: "r1" });
    const paced = at(at(first.state, 1000, page(10)).state, 2000, page(20));
    expect(paced.state.pacing).toMatchObject({ at: 2000, rate: 0.01, endAt: 10_000 });
    const fault = { kind: "unreachable" } as const;
    const cut = at(paced.state, 3000, { type: "failed", errand: "bootstrap", fault });
    const back = at(cut.state, 600_000, { type: "line-hint", online: true });
    expect(kinds(back.effects)).toContain("bootstrap");
    expect(at(back.state, 601_000, page(30)).state.pacing).toMatchObject({ rate: 0.01, endAt: 608_000 });
  });

  test("[WK-23] stopped, it asks for no page and lets steps and files go; then it goes on from its place", () => {
    const first = at(closedEngine, 0, { ...opened, cursor: null }, { type: "reference-fetched", version: "r1" });
    const held = at(first.state, 900, { type: "hold", held: true });
    const came = at(held.state, 1000, page(10));
    expect(kinds(came.effects)).not.toContain("bootstrap");
    const queued = at(came.state, 1001, { type: "queued", unsent: 1, files: 1 });
    expect(kinds(queued.effects)).toContain("push");
    expect(kinds(at(queued.state, 1100, { type: "pushed", unsent: 0, progress: true }).effects)).toContain("upload");
    const on = at(came.state, 9000, { type: "hold", held: false });
    expect(on.effects[0]).toMatchObject({ type: "bootstrap", progress: { after: "10", done: 10 } });
    expect(on.state.pacing).toMatchObject({ at: 9000, done: 10, rate: null });
  });
});
