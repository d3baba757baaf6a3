import type { Instant } from "../kernel/instant.ts";
import type { Cursor } from "../protocol/sync.ts";
import type { Bootstrap, Errand, Fault } from "./engine-state.ts";

/** `at` is monotonic ms; `chance` a random number in [0, 1) for jitter. Both come from outside: the engine is pure. */
export type EngineEvent = Readonly<{ at: Instant; chance: number }> & EngineFact;

/** What happened. Counts are the store's, after it has stored what came: documents first, then the cursor. */
export type EngineFact =
  | Readonly<{
      type: "opened";
      signedIn: boolean;
      unsent: number;
      files: number;
      /** Orders that were opened here and that the province has not heard of; absent for none. */
      openings?: number;
      cursor: Cursor | null;
      bootstrap: Bootstrap | null;
      referenceVersion: string | null;
      /** The copy may lack what was stored (the computer was started anew): it is compared before it is trusted. */
      doubtful?: boolean;
    }>
  | Readonly<{ type: "queued"; unsent: number; files: number; openings?: number }>
  | Readonly<{ type: "signed-in" }>
  | Readonly<{ type: "signed-out" }>
  | Readonly<{ type: "line-hint"; online: boolean }>
  | Readonly<{ type: "try-now" }>
  /** The person stops the first sync, or lets it go on. */
  | Readonly<{ type: "hold"; held: boolean }>
  | Readonly<{ type: "pushed"; unsent: number; progress: boolean }>
  | Readonly<{ type: "pulled"; cursor: Cursor; more: boolean; referenceVersion: string }>
  | Readonly<{ type: "bootstrapped"; page: Bootstrap; complete: boolean; referenceVersion: string }>
  | Readonly<{ type: "reference-fetched"; version: string }>
  | Readonly<{ type: "uploaded"; files: number }>
  | Readonly<{ type: "openings-told"; openings: number }>
  /** The copy was compared with the province's; `settled` false when the feed had moved meanwhile. */
  | Readonly<{ type: "audited"; settled: boolean }>
  /** `moved`: an upload that failed brought bytes over all the same. */
  | Readonly<{ type: "failed"; errand: Errand; fault: Fault; moved?: boolean }>
  | Readonly<{ type: "stream-opened" }>
  | Readonly<{ type: "heads"; versions: Readonly<Record<string, number>> }>
  | Readonly<{ type: "stream-ended" }>
  | Readonly<{ type: "woken" }>;

/** What the driver shall do. `wake-at` replaces any earlier wake-up; everything else answers with an event. */
export type EngineEffect =
  | Readonly<{ type: "push" }>
  | Readonly<{ type: "pull"; cursor: Cursor }>
  | Readonly<{ type: "bootstrap"; progress: Bootstrap }>
  | Readonly<{ type: "fetch-reference" }>
  | Readonly<{ type: "upload" }>
  | Readonly<{ type: "tell-openings" }>
  | Readonly<{ type: "audit"; cursor: Cursor }>
  | Readonly<{ type: "cancel-upload" }>
  /** The upload under way ends after the request that it is in: nothing that was sent is sent again. */
  | Readonly<{ type: "make-room" }>
  | Readonly<{ type: "open-stream" }>
  | Readonly<{ type: "close-stream" }>
  | Readonly<{ type: "wake-at"; at: Instant }>;
