import { describe, expect, test } from "vitest";

import type { Cursor } from "../../../src-shared/protocol/sync.ts";
import type { EngineFact } from "../../../src-shared/sync/engine-event.ts";
import { closedEngine, emptyBootstrap, type EngineState } from "../../../src-shared/sync/engine-state.ts";
import { cursor, kinds, opened, run, settled } from "./engine-run.ts";

describe("one thing at a time", () => {
  test("[SE-1] while a push is in flight nothing else is begun", () => {
    const { state } = run(settled(), [{ type: "queued", unsent: 3, files: 0 }], { at: 2000 });
    expect(state.inFlight).toBe("push");
    const after = run(state, [{ type: "heads", versions: { "p37.c3709.x370902": 9 } }, { type: "try-now" }], {
      at: 2001,
    });
    expect(kinds(after.effects)).not.toContain("pull");
    expect(after.state.inFlight).toBe("push");
  });

  test("[SE-2] a queue found at opening goes first, and reference data before it only when there is none", () => {
    expect(kinds(run(closedEngine, [{ ...opened, unsent: 5 }], { at: 0 }).effects)).toContain("push");
    const bare = run(closedEngine, [{ ...opened, unsent: 5, referenceVersion: null }], { at: 0 });
    expect(kinds(bare.effects)).toContain("fetch-reference");
    expect(kinds(run(bare.state, [{ type: "reference-fetched", version: "r1" }], { at: 1 }).effects)).toContain("push");
  });

  test("[SE-3] changes before first sync before files", () => {
    const first = run(closedEngine, [{ ...opened, cursor: null, files: 2 }], { at: 0 });
    const reference = run(first.state, [{ type: "reference-fetched", version: "r1" }], { at: 0 });
    expect(kinds(first.effects)).toContain("fetch-reference");
    expect(kinds(reference.effects)).toContain("bootstrap");
    const page = { ...emptyBootstrap, cursor, done: 2, total: 2 };
    const complete = run(reference.state, [{ type: "bootstrapped", page, complete: true, referenceVersion: "r1" }], {
      at: 0,
    });
    expect(kinds(complete.effects)).toContain("pull");
    const tailed = run(complete.state, [{ type: "pulled", cursor, more: false, referenceVersion: "r1" }], { at: 0 });
    expect(kinds(tailed.effects)).toContain("upload");
  });

  test("[SE-4] [FI-23] an upload makes room for a step", () => {
    const uploading = run(settled(), [{ type: "queued", unsent: 0, files: 1 }], { at: 2000 });
    expect(uploading.state.inFlight).toBe("upload");
    const queued = run(uploading.state, [{ type: "queued", unsent: 1, files: 1 }], { at: 2001 });
    expect(kinds(queued.effects)).toContain("cancel-upload");
    const pushed = run(queued.state, [{ type: "uploaded", files: 1 }], { at: 2002 });
    expect(kinds(pushed.effects)).toContain("push");
  });

  test("[SE-5] signed out, nothing is asked", () => {
    const { effects, state } = run(closedEngine, [{ ...opened, signedIn: false, unsent: 4 }, { type: "try-now" }], {
      at: 0,
    });
    expect(effects).toEqual([]);
    expect(state.unsent).toBe(4);
  });

  test("[SE-6] a push is followed by a pull", () => {
    const { state } = run(settled(), [{ type: "queued", unsent: 1, files: 0 }], { at: 2000 });
    const after = run(state, [{ type: "pushed", unsent: 0, progress: true }], { at: 2100 });
    expect(kinds(after.effects)).toContain("pull");
  });
});

describe("learning", () => {
  test("[SE-10] a short page with more behind it goes on, a full page without more ends", () => {
    const pulling = run(settled(), [{ type: "try-now" }], { at: 2000 }).state;
    const more = run(pulling, [{ type: "pulled", cursor, more: true, referenceVersion: "r1" }], { at: 2001 });
    expect(kinds(more.effects)).toContain("pull");
    const end = run(more.state, [{ type: "pulled", cursor, more: false, referenceVersion: "r1" }], { at: 2002 });
    expect(kinds(end.effects)).not.toContain("pull");
  });

  test("[SE-15] heads that come during a pull make another one only when they are ahead of its answer", () => {
    const shard = "p37.c3709.x370902";
    const at = (version: number): Cursor => ({ ...cursor, versions: { [shard]: version } });
    const told = (version: number): EngineFact => ({ type: "heads", versions: { [shard]: version } });
    const answer = (version: number): EngineFact => ({
      type: "pulled",
      cursor: at(version),
      more: false,
      referenceVersion: "r1",
    });
    const pulling = run(settled(), [told(8)], { at: 2000 });
    expect(kinds(pulling.effects)).toContain("pull");
    const missed = run(pulling.state, [told(9), told(10), told(9), answer(9)], { at: 2001 });
    expect(missed.effects).toContainEqual({ type: "pull", cursor: at(9) });
    expect(kinds(run(missed.state, [answer(9)], { at: 2002 }).effects)).not.toContain("pull");
    const seen = run(pulling.state, [told(9), answer(9)], { at: 2001 });
    expect(kinds(seen.effects)).not.toContain("pull");
  });

  test("[SE-11] only heads ahead of the cursor make a pull due", () => {
    const same = run(settled(), [{ type: "heads", versions: { "p37.c3709.x370902": 7 } }], { at: 2000 });
    expect(kinds(same.effects)).not.toContain("pull");
    const ahead = run(settled(), [{ type: "heads", versions: { "p37.c3709.x370902": 8 } }], { at: 2000 });
    expect(kinds(ahead.effects)).toContain("pull");
    const other = run(settled(), [{ type: "heads", versions: { "p37.c3709.x370911": 1 } }], { at: 2000 });
    expect(kinds(other.effects)).toContain("pull");
  });

  test("[SE-12] the cursor of the first page is the one we tail from", () => {
    const boot = run(
      closedEngine,
      [
        { ...opened, cursor: null },
        { type: "reference-fetched", version: "r1" },
      ],
      { at: 0 },
    );
    const first = { after: "k1", cursor, done: 100, total: 150, bytes: 9 };
    const middle = run(boot.state, [{ type: "bootstrapped", page: first, complete: false, referenceVersion: "r1" }], {
      at: 1,
    });
    expect(middle.effects).toContainEqual({ type: "bootstrap", progress: first });
    const last = run(
      middle.state,
      [{ type: "bootstrapped", page: { ...first, after: null, done: 150 }, complete: true, referenceVersion: "r1" }],
      { at: 2 },
    );
    expect(last.effects).toContainEqual({ type: "pull", cursor });
  });

  test.each(["rebase", "epoch-changed"])("[SE-13] %s begins anew and keeps the queue", (name) => {
    const pulling = run(settled(), [{ type: "try-now" }], { at: 2000 }).state;
    const failed: EngineFact = { type: "failed", errand: "pull", fault: { kind: "problem", name } };
    const after = run(pulling, [{ type: "queued", unsent: 2, files: 0 }, failed], { at: 2001 });
    expect(after.state).toMatchObject({ cursor: null, bootstrap: emptyBootstrap, unsent: 2, inFlight: "push" });
  });

  test("[SE-14] another reference version is fetched", () => {
    const pulling = run(settled(), [{ type: "try-now" }], { at: 2000 }).state;
    const after = run(pulling, [{ type: "pulled", cursor, more: false, referenceVersion: "r2" }], { at: 2001 });
    expect(kinds(after.effects)).toContain("fetch-reference");
  });
});

describe("failing", () => {
  const unreachable: EngineFact = { type: "failed", errand: "push", fault: { kind: "unreachable" } };

  test("[SE-20] waits grow, are jittered, stay within 120 s and end with a success", () => {
    let state = run(settled(), [{ type: "queued", unsent: 1, files: 0 }], { at: 0 }).state;
    const waits: number[] = [];
    for (let round = 0, at = 0; round < 12; round += 1) {
      const failed = run(state, [unreachable], { at, chance: 0.999 });
      waits.push(failed.state.notBefore - at);
      at = failed.state.notBefore;
      state = run(failed.state, [{ type: "woken" }], { at }).state;
      expect(state.inFlight).toBe("push");
    }
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(120_000);
    expect(run(state, [unreachable], { at: 0, chance: 0 }).state.notBefore).toBe(0);
    expect(run(state, [{ type: "pushed", unsent: 0, progress: true }], { at: 1 }).state.failures).toBe(0);
  });

  test("[SE-21] busy waits as long as asked, and a little more", () => {
    const pushing = run(settled(), [{ type: "queued", unsent: 1, files: 0 }], { at: 0 }).state;
    const busy: EngineFact = { type: "failed", errand: "push", fault: { kind: "busy", retryAfterMs: 5000 } };
    const { notBefore } = run(pushing, [busy], { at: 100, chance: 0.3 }).state;
    expect(notBefore).toBeGreaterThanOrEqual(5100);
    expect(notBefore).toBeLessThanOrEqual(10_100);
  });

  test("[SE-22] an ended session stops, keeps the queue, and goes on at sign-in", () => {
    const pushing = run(settled(), [{ type: "queued", unsent: 6, files: 0 }], { at: 0 }).state;
    const over: EngineFact = { type: "failed", errand: "push", fault: { kind: "signed-out" } };
    const out = run(pushing, [over, { type: "woken" }, { type: "try-now" }], { at: 500_000 });
    expect(kinds(out.effects)).not.toContain("push");
    expect(out.state.unsent).toBe(6);
    expect(kinds(run(out.state, [{ type: "signed-in" }], { at: 500_001 }).effects)).toContain("push");
  });

  test("[SE-23] a line that is back and a person's wish try at once", () => {
    const pushing = run(settled(), [{ type: "queued", unsent: 1, files: 0 }], { at: 0 }).state;
    const waiting = run(pushing, [unreachable, unreachable], { at: 0, chance: 0.9 }).state;
    expect(kinds(run(waiting, [{ type: "woken" }], { at: 1 }).effects)).not.toContain("push");
    expect(kinds(run(waiting, [{ type: "line-hint", online: true }], { at: 1 }).effects)).toContain("push");
    expect(kinds(run(waiting, [{ type: "try-now" }], { at: 1 }).effects)).toContain("push");
  });

  test("[SE-28] a wish during a request that then fails is kept for the next, once, and not against busy", () => {
    const pulling = run(settled(), [{ type: "try-now" }], { at: 0 }).state;
    const failed: EngineFact = { type: "failed", errand: "pull", fault: { kind: "unreachable" } };
    const waits = run(pulling, [{ type: "queued", unsent: 1, files: 0 }, failed], { at: 0, chance: 0.9 });
    expect(kinds(waits.effects)).not.toContain("push");
    for (const wish of [{ type: "try-now" }, { type: "line-hint", online: true }] as const) {
      const wished = run(pulling, [{ type: "queued", unsent: 1, files: 0 }, wish], { at: 0, chance: 0.9 }).state;
      const next = run(wished, [failed], { at: 0, chance: 0.9 });
      expect(kinds(next.effects)).toContain("push");
      const again = run(next.state, [unreachable], { at: 0, chance: 0.9 });
      expect(kinds(again.effects)).not.toContain("push");
      const busy: EngineFact = { type: "failed", errand: "pull", fault: { kind: "busy", retryAfterMs: 5000 } };
      expect(kinds(run(wished, [busy], { at: 0, chance: 0.9 }).effects)).not.toContain("push");
    }
  });

  test("[SE-24] a push without progress waits before the next", () => {
    const pushing = run(settled(), [{ type: "queued", unsent: 1, files: 0 }], { at: 10 }).state;
    const stuck = run(pushing, [{ type: "pushed", unsent: 1, progress: false }], { at: 20 });
    expect(kinds(stuck.effects)).not.toContain("push");
    expect(kinds(run(stuck.state, [{ type: "woken" }], { at: stuck.state.notBefore }).effects)).toContain("push");
  });
});

describe("files that fail", () => {
  const failed: EngineFact = { type: "failed", errand: "upload", fault: { kind: "unreachable" } };
  const uploading = (): EngineState => run(settled(), [{ type: "queued", unsent: 0, files: 1 }], { at: 2000 }).state;

  test("[SE-40] a failed upload leaves the line as it is, and steps and pulls go on", () => {
    const after = run(uploading(), [failed], { at: 2001 });
    expect(after.state).toMatchObject({ failures: 0, notBefore: 0, trouble: null, inFlight: null });
    expect(kinds(run(after.state, [{ type: "queued", unsent: 1, files: 1 }], { at: 2002 }).effects)).toContain("push");
    const heads: EngineFact = { type: "heads", versions: { "p37.c3709.x370902": 8 } };
    expect(kinds(run(after.state, [heads], { at: 2002 }).effects)).toContain("pull");
  });

  test("[SE-41] uploads wait longer each time, wake by themselves, and try at once when wished", () => {
    const once = run(uploading(), [failed], { at: 2001 });
    const first = once.state.uploads.notBefore;
    expect(once.effects).toContainEqual({ type: "wake-at", at: first });
    const again = run(once.state, [{ type: "woken" }], { at: first });
    expect(kinds(again.effects)).toContain("upload");
    const twice = run(again.state, [failed], { at: first });
    expect(twice.state.uploads.notBefore - first).toBeGreaterThan(first - 2001);
    const pulled: EngineFact = { type: "pulled", cursor, more: false, referenceVersion: "r1" };
    expect(kinds(run(twice.state, [{ type: "try-now" }, pulled], { at: first + 1 }).effects)).toContain("upload");
  });

  test("[SE-41] a file that is cut again and again but comes on waits as after a first failure", () => {
    const many = run(uploading(), [failed, failed, failed, failed], { at: 2001 }).state.uploads;
    const cut = run(uploading(), [failed, failed, failed, { ...failed, moved: true }], { at: 2001 }).state.uploads;
    expect(cut).toEqual(run(uploading(), [failed], { at: 2001 }).state.uploads);
    expect(cut.notBefore).toBeLessThan(many.notBefore);
  });
});

describe("the event stream", () => {
  test("[SE-30] it opens after the first answer and closes at sign-out", () => {
    const before = run(closedEngine, [opened], { at: 0 });
    expect(kinds(before.effects)).not.toContain("open-stream");
    const after = run(before.state, [{ type: "pulled", cursor, more: false, referenceVersion: "r1" }], { at: 1 });
    expect(kinds(after.effects)).toContain("open-stream");
    expect(kinds(run(after.state, [{ type: "signed-out" }], { at: 2 }).effects)).toContain("close-stream");
  });

  test("[SE-31] a stream that ended opens again after a wait, and a pull looks for what was missed", () => {
    const ended = run(settled(), [{ type: "stream-ended" }], { at: 60_000 });
    expect(kinds(ended.effects)).toContain("pull");
    expect(kinds(ended.effects)).not.toContain("open-stream");
    const { reopenAt } = ended.state.stream;
    expect(reopenAt).toBeGreaterThan(60_000);
    expect(kinds(run(ended.state, [{ type: "woken" }], { at: reopenAt }).effects)).toContain("open-stream");
  });

  test("[SE-32] after two short lives the stream rests and polling takes over", () => {
    const again: EngineFact[] = [
      { type: "stream-ended" },
      { type: "pulled", cursor, more: false, referenceVersion: "r1" },
    ];
    const { state } = run(settled(), [...again, ...again], { at: 2000 });
    expect(state.stream.reopenAt).toBeGreaterThan(2000 + 300_000);
    expect(state.nextPollAt).toBeGreaterThanOrEqual(2000 + 15_000);
    expect(state.nextPollAt).toBeLessThanOrEqual(2000 + 45_000);
  });

  test("[SE-33] silence is broken by a poll", () => {
    const quiet = settled();
    expect(kinds(run(quiet, [{ type: "woken" }], { at: quiet.nextPollAt }).effects)).toContain("pull");
  });
});
