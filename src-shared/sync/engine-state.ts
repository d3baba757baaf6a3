import type { Instant } from "../kernel/instant.ts";
import type { Cursor } from "../protocol/sync.ts";
import type { SyncPacing } from "./remaining-time.ts";

/** What can be in flight. One request at a time: a weak line serves one thing well or four badly. */
export type Errand = "push" | "pull" | "bootstrap" | "reference" | "upload" | "audit" | "openings";

/**
 * Why a request gave nothing. `unreachable`: no answer. `not-the-province`: something else answered (a captive portal).
 * `signed-out`: the session is over and could not be renewed. `busy`: the province asks to wait. `problem`: it answered
 * with a problem. `local`: this computer could not store what came.
 */
export type Fault =
  | Readonly<{ kind: "unreachable" | "not-the-province" | "signed-out" }>
  | Readonly<{ kind: "busy"; retryAfterMs: number }>
  | Readonly<{ kind: "problem"; name: string }>
  | Readonly<{ kind: "local"; detail: "disk-full" | "local-store" }>;

/** A first sync, or a new one after the scope or the epoch changed. `after` is where the last page ended. */
export type Bootstrap = Readonly<{
  after: string | null;
  cursor: Cursor | null;
  done: number;
  total: number;
  bytes: number;
}>;

export type StreamState = Readonly<{
  stage: "closed" | "opening" | "open";
  openedAt: Instant;
  /** Streams in a row that ended soon: some proxies cut them, and then polling is better. */
  shortLived: number;
  /** When a closed stream may be opened again. */
  reopenAt: Instant;
}>;

/**
 * All that the engine knows. Times are ms of a monotonic clock, not of the wall: moving the clock moves nothing here.
 */
export type EngineState = Readonly<{
  signedIn: boolean;
  inFlight: Errand | null;
  /** Steps that no receipt covers yet. */
  unsent: number;
  /** Files whose bytes the province does not have. */
  files: number;
  /** Orders that were opened here and that the province has not heard of (docs/spec/receipts.md). */
  openings: number;
  cursor: Cursor | null;
  /** Null once the mirror is complete. */
  bootstrap: Bootstrap | null;
  /** How the first sync gets on, for the time that remains; null while none goes on. */
  pacing: SyncPacing | null;
  /** The person has stopped the first sync: it goes on from where it is when they say so, or at the next start. */
  held: boolean;
  /** The feed moved, or may have: a pull is due. */
  stale: boolean;
  /** The highest heads told since the last pull was asked for: its answer may be older than they are. */
  heads: Readonly<Record<string, number>>;
  referenceStale: boolean;
  referenceVersion: string | null;
  stream: StreamState;
  /** Tries that failed in a row; 0 is online, and null before the first answer. */
  failures: number | null;
  notBefore: Instant;
  /** Somebody wanted a try at once while a request was under way: should that one fail, the next does not wait. */
  hurried: boolean;
  nextPollAt: Instant;
  /** Uploads fail and wait by themselves: a file must not hold up steps, nor say anything about the line. */
  uploads: Readonly<{ failures: number; notBefore: Instant }>;
  /** The upload under way has been asked to make room. */
  makingRoom: boolean;
  /** When the copy is to be compared with the province's again. */
  auditAt: Instant;
  /** The province serves a desk of this protocol no more: it may still send (docs/spec/versions.md NV-6). */
  tooOld: boolean;
  /** The last fault, while it stands: what the screen says about the line. */
  trouble: Fault | null;
  /** Whose fault that was. */
  failing: Errand | null;
}>;

/** An engine that has not been opened. */
export const closedEngine: EngineState = {
  signedIn: false,
  inFlight: null,
  unsent: 0,
  files: 0,
  openings: 0,
  cursor: null,
  bootstrap: null,
  pacing: null,
  held: false,
  stale: false,
  heads: {},
  referenceStale: false,
  referenceVersion: null,
  stream: { stage: "closed", openedAt: 0, shortLived: 0, reopenAt: 0 },
  failures: null,
  notBefore: 0,
  hurried: false,
  nextPollAt: 0,
  uploads: { failures: 0, notBefore: 0 },
  makingRoom: false,
  auditAt: 0,
  tooOld: false,
  trouble: null,
  failing: null,
};

export const emptyBootstrap: Bootstrap = { after: null, cursor: null, done: 0, total: 0, bytes: 0 };
