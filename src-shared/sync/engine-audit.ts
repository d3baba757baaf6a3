import type { Instant } from "../kernel/instant.ts";
import type { EngineEvent } from "./engine-event.ts";
import type { EngineState } from "./engine-state.ts";

/** After a start the copy is compared soon, but not by all desks of a province in the same second. */
const soonMs = 5_000;
const spreadMs = 55_000;
const dayMs = 86_400_000;
/** Where the feed moved while the sums were taken, they are taken again so much later. */
const againMs = 15_000;
/** A province that does not know how to compare, or cannot now, is asked again so much later. */
const restMs = 3_600_000;

/**
 * When a desk that opens compares its copy: one that is in doubt at once.
 * @see docs/spec/digest.md DG-20, DG-23
 */
export function firstAudit({ at, chance, doubtful }: Extract<EngineEvent, { type: "opened" }>): Instant {
  if (doubtful === true) return at;
  return at + soonMs + Math.floor(spreadMs * chance);
}

/**
 * The copy has been compared: once more in a day, give or take an eighth; or soon, after a pull, when the feed had moved.
 * @see docs/spec/digest.md DG-20, DG-21
 */
export function audited(state: EngineState, event: EngineEvent, settled: boolean): EngineState {
  const { at, chance } = event;
  if (settled) return { ...state, auditAt: at + Math.floor(dayMs * (0.875 + chance / 4)) };
  return { ...state, stale: true, auditAt: at + Math.floor(againMs * (1 + chance)) };
}

/** The province answered, but not with sums: nothing is wrong with the line. */
export function auditPutOff(state: EngineState, { at }: EngineEvent): EngineState {
  return { ...state, auditAt: at + restMs };
}

/** A copy that is complete and up to date, as far as we know, can be compared. */
export function isAuditDue(state: EngineState, at: Instant): boolean {
  return state.bootstrap === null && !state.stale && at >= state.auditAt;
}
