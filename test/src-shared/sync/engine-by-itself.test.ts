import { describe, expect, test } from "vitest";

import type { EngineFact } from "../../../src-shared/sync/engine-event.ts";
import type { EngineState, Errand, Fault } from "../../../src-shared/sync/engine-state.ts";
import { kinds, run, settled } from "./engine-run.ts";

const full: Fault = { kind: "local", detail: "disk-full" };
const unexpected: Fault = { kind: "problem", name: "unexpected" };

/** An engine whose last errand failed so, and that waits for its next try. */
function waiting(errand: Errand, fault: Fault): EngineState {
  const begun = run(settled(), [{ type: "try-now" }], { at: 2000 }).state;
  const failed: EngineFact = { type: "failed", errand, fault };
  const { state } = run({ ...begun, inFlight: errand, hurried: false }, [failed], { at: 2000, chance: 0.9 });
  expect(state.notBefore).toBeGreaterThan(2001);
  return state;
}

describe("steps beside an errand that fails by itself", () => {
  test.each<[Errand, Fault]>([
    ["pull", full],
    ["pull", unexpected],
    ["bootstrap", full],
    ["reference", unexpected],
  ])("[SE-50] a %s that fails with %j holds off no step", (errand, fault) => {
    const state = waiting(errand, fault);
    const saved = run(state, [{ type: "queued", unsent: 1, files: 0 }], { at: 2001 });
    expect(kinds(saved.effects)).toContain("push");
    const sent = run(saved.state, [{ type: "pushed", unsent: 0, progress: true }], { at: 2100 });
    expect(sent.state.inFlight).not.toBeNull();
  });

  test("[SE-50] a push that failed, a line that failed, and a province that asks to wait, hold steps off", () => {
    const asks = (state: EngineState): readonly string[] =>
      kinds(run(state, [{ type: "queued", unsent: 2, files: 0 }], { at: 2001 }).effects);
    expect(asks(waiting("push", unexpected))).not.toContain("push");
    expect(asks(waiting("pull", { kind: "unreachable" }))).not.toContain("push");
    expect(asks(waiting("pull", { kind: "busy", retryAfterMs: 5000 }))).not.toContain("push");
  });
});

describe("what else has an upload make room", () => {
  const uploading = (): EngineState => run(settled(), [{ type: "queued", unsent: 0, files: 2 }], { at: 2000 }).state;

  test("[SE-51] an order that somebody opens is told between two requests of an upload", () => {
    const told = run(uploading(), [{ type: "queued", unsent: 0, files: 2, openings: 1 }], { at: 2001 });
    expect([told.state.inFlight, kinds(told.effects)[0]]).toEqual(["upload", "make-room"]);
    const over = run(told.state, [{ type: "uploaded", files: 2 }], { at: 2002 });
    expect(kinds(over.effects)).toContain("tell-openings");
    expect(kinds(run(over.state, [{ type: "openings-told", openings: 0 }], { at: 2003 }).effects)).toContain("upload");
  });

  test("[SE-51] and so is the copy compared when its time has come", () => {
    const state = { ...uploading(), auditAt: 2500 };
    expect(kinds(run(state, [{ type: "woken" }], { at: 2499 }).effects)).not.toContain("make-room");
    const due = run(state, [{ type: "woken" }], { at: 2500 });
    expect(kinds(due.effects)).toContain("make-room");
    expect(kinds(run(due.state, [{ type: "uploaded", files: 2 }], { at: 2501 }).effects)).toContain("audit");
  });

  test("[SE-51] a desk that is too old for openings and comparisons lets its files go on", () => {
    const state = { ...uploading(), tooOld: true, auditAt: 2500 };
    const told = run(state, [{ type: "queued", unsent: 0, files: 2, openings: 1 }], { at: 2600 });
    expect(kinds(told.effects)).not.toContain("make-room");
  });
});
