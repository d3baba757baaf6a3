import type { Instant } from "../kernel/instant.ts";
import { isAuditDue } from "./engine-audit.ts";
import type { EngineEffect } from "./engine-event.ts";
import type { EngineState, Errand } from "./engine-state.ts";

const errandNames = {
  push: "push",
  pull: "pull",
  bootstrap: "bootstrap",
  "fetch-reference": "reference",
  upload: "upload",
  audit: "audit",
  "tell-openings": "openings",
} as const satisfies Readonly<Partial<Record<EngineEffect["type"], Errand>>>;

/** An effect that asks something of the province. */
export type Request = Extract<EngineEffect, { type: keyof typeof errandNames }>;
/** What is in flight while a request is under way. */
export const errandOf: Readonly<Record<Request["type"], Errand>> = errandNames;

/** What goes first of all that is due; null when nothing is. */
export function mostUrgent(state: EngineState, at: Instant): Request | null {
  return beforeFiles(state) ?? leastUrgent(state.tooOld ? { ...state, cursor: null, openings: 0 } : state, at);
}

function beforeFiles(state: EngineState): Request | null {
  if (state.referenceVersion === null) return { type: "fetch-reference" };
  if (state.unsent > 0) return { type: "push" };
  if (state.tooOld) return null;
  if (state.cursor !== null && state.bootstrap === null && state.stale) return { type: "pull", cursor: state.cursor };
  if (state.referenceStale) return { type: "fetch-reference" };
  if (state.bootstrap !== null && !state.held) return { type: "bootstrap", progress: state.bootstrap };
  return null;
}

/** What waits for everything else: a comparison is a question of some bytes, a file may take hours. */
function leastUrgent(state: EngineState, at: Instant): Request | null {
  if (state.openings > 0) return { type: "tell-openings" };
  if (state.cursor !== null && isAuditDue(state, at)) return { type: "audit", cursor: state.cursor };
  return uploadAt(state, at);
}

function uploadAt(state: EngineState, at: Instant): Request | null {
  return state.files > 0 && at >= state.uploads.notBefore ? { type: "upload" } : null;
}

/**
 * What goes on while an errand waits for its next try, where the line has not failed: steps, unless it is they that wait,
 * and then files.
 * @see docs/spec/sync-engine.md SE-43, SE-50
 */
export function meanwhile(state: EngineState, at: Instant): Request | null {
  if (!failsByItself(state)) return null;
  if (state.unsent === 0) return uploadAt(state, at);
  return state.failing === "push" || state.referenceVersion === null ? null : { type: "push" };
}

/** Whether what failed last did so without the line: the province answered, or this computer could not store it. */
export function failsByItself({ trouble }: EngineState): boolean {
  return trouble?.kind === "problem" || trouble?.kind === "local";
}
