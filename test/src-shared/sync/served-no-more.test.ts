import { describe, expect, test } from "vitest";

import type { EngineFact } from "../../../src-shared/sync/engine-event.ts";
import { closedEngine, type EngineState } from "../../../src-shared/sync/engine-state.ts";
import { kinds, opened, run, settled, type Run } from "./engine-run.ts";

describe("a desk that the province serves no more", () => {
  const tooOld = { kind: "problem", name: "protocol-too-old" } as const;
  const at = (state: EngineState, time: number, ...facts: readonly EngineFact[]): Run =>
    run(state, facts, { at: time });

  test("[NV-6] it goes on sending at once, and asks for orders no more until the person or a sign-in says so", () => {
    const stale = at(settled(), 2000, { type: "heads", versions: { "p37.c3709.x370902": 9 } });
    const refused = at(stale.state, 2100, { type: "failed", errand: "pull", fault: tooOld });
    expect(refused.state).toMatchObject({ tooOld: true, failures: 0, trouble: null });
    expect(kinds(refused.effects)).toEqual(["wake-at"]);
    const queued = at(refused.state, 2101, { type: "queued", unsent: 1, files: 1 });
    expect(kinds(queued.effects)).toContain("push");
    const pushed = at(queued.state, 2200, { type: "pushed", unsent: 0, progress: true });
    expect(kinds(pushed.effects)).toContain("upload");
    const later = at(pushed.state, 90_000_000, { type: "uploaded", files: 0 }, { type: "woken" });
    expect(kinds(later.effects)).not.toContain("pull");
    expect(kinds(later.effects)).not.toContain("audit");
    expect(kinds(at(later.state, 90_000_001, { type: "try-now" }).effects)).toContain("pull");
    expect(kinds(at(later.state, 90_000_001, { type: "signed-in" }).effects)).toContain("pull");
  });

  test("[NV-6] were what it sends ever refused so, it would keep it and wait longer each time, as after any fault", () => {
    const sending = at(settled(), 1000, { type: "queued", unsent: 1, files: 0 });
    const refused = at(sending.state, 1100, { type: "failed", errand: "push", fault: tooOld });
    expect(refused.state).toMatchObject({ unsent: 1, tooOld: false, failures: 1, trouble: tooOld });
    expect(kinds(refused.effects)).not.toContain("push");
    expect(refused.state.notBefore).toBeGreaterThan(1100);
  });

  test("[NV-6] a first sync and a comparison that are refused say the same", () => {
    const fresh = at(closedEngine, 0, { ...opened, cursor: null });
    const first = at(fresh.state, 1, { type: "failed", errand: "bootstrap", fault: tooOld });
    expect(first.state).toMatchObject({ tooOld: true, failures: 0 });
    expect(kinds(first.effects)).not.toContain("bootstrap");
    const compared = at({ ...settled(), inFlight: "audit" }, 9, { type: "failed", errand: "audit", fault: tooOld });
    expect(compared.state).toMatchObject({ tooOld: true, failures: 0 });
  });
});
