import { describe, expect, test } from "vitest";

import type { EngineFact } from "../../../src-shared/sync/engine-event.ts";
import type { EngineState, Fault } from "../../../src-shared/sync/engine-state.ts";
import { cursor, kinds, run, settled } from "./engine-run.ts";

describe("files and what goes before them", () => {
  const uploading = (): EngineState => run(settled(), [{ type: "queued", unsent: 0, files: 2 }], { at: 2000 }).state;
  const news: EngineFact = { type: "heads", versions: { "p37.c3709.x370902": 8 } };
  const uploaded: EngineFact = { type: "uploaded", files: 2 };

  test.each<EngineFact>([news, { type: "try-now" }, { type: "line-hint", online: true }, { type: "stream-ended" }])(
    "[SE-42] an upload under way makes room once after %j, and goes on after the pull",
    (fact) => {
      const told = run(uploading(), [fact], { at: 2001 });
      expect([told.state.inFlight, kinds(told.effects)[0]]).toEqual(["upload", "make-room"]);
      expect(kinds(run(told.state, [news, { type: "try-now" }], { at: 2002 }).effects)).not.toContain("make-room");
      const over = run(told.state, [uploaded], { at: 2003 });
      expect(kinds(over.effects)).toContain("pull");
      const pulled: EngineFact = {
        type: "pulled",
        cursor: { ...cursor, versions: { "p37.c3709.x370902": 8 } },
        more: false,
        referenceVersion: "r1",
      };
      const again = run(over.state, [pulled], { at: 2004 });
      expect(kinds(again.effects)).toContain("upload");
      const newer: EngineFact = { type: "heads", versions: { "p37.c3709.x370902": 9 } };
      expect(kinds(run(again.state, [newer], { at: 2005 }).effects)).toContain("make-room");
    },
  );

  test("[SE-42] a poll that is due makes room; heads that say nothing new do not", () => {
    const state = uploading();
    const same: EngineFact = { type: "heads", versions: { "p37.c3709.x370902": 7 } };
    expect(kinds(run(state, [same, { type: "woken" }], { at: 2001 }).effects)).not.toContain("make-room");
    expect(kinds(run(state, [{ type: "woken" }], { at: state.nextPollAt }).effects)).toContain("make-room");
  });

  test.each([
    { kind: "local", detail: "disk-full" },
    { kind: "problem", name: "unexpected" },
  ] as const)(
    "[SE-43] a pull that fails with %j lets files go up while it waits, and waits no less for them",
    (fault) => {
      const failed: EngineFact = { type: "failed", errand: "pull", fault };
      const pulling = run(settled(), [{ type: "queued", unsent: 0, files: 0 }, { type: "try-now" }], {
        at: 2000,
      }).state;
      const waits = run({ ...pulling, hurried: false, files: 2 }, [failed], { at: 2000, chance: 0.9 });
      const { notBefore } = waits.state;
      expect([kinds(waits.effects).includes("upload"), notBefore > 2001]).toEqual([true, true]);
      const over = run(waits.state, [{ type: "uploaded", files: 0 }], { at: 2001 }).state;
      expect(over).toMatchObject({ inFlight: null, notBefore, failures: 1, trouble: fault, stale: true });
      // A large one is under way when the next try is due.
      const due = run(waits.state, [{ type: "woken" }], { at: notBefore });
      expect(kinds(due.effects)).toContain("make-room");
      expect(kinds(run(due.state, [uploaded], { at: notBefore + 1 }).effects)).toContain("pull");
    },
  );

  test("[SE-43] without a line, while the province asks to wait, or while a step waits, files wait too", () => {
    const pulling = run(settled(), [{ type: "try-now" }], { at: 2000 }).state;
    const slow = { ...pulling, hurried: false };
    const effects = (fault: Fault, unsent: number): readonly string[] =>
      kinds(
        run({ ...slow, files: 1, unsent }, [{ type: "failed", errand: "pull", fault }], { at: 2000, chance: 0.9 })
          .effects,
      );
    expect(effects({ kind: "busy", retryAfterMs: 5000 }, 0)).not.toContain("upload");
    expect(effects({ kind: "unreachable" }, 0)).not.toContain("upload");
    expect(effects({ kind: "problem", name: "unexpected" }, 1)).not.toContain("upload");
  });
});
