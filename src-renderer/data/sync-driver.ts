import { BehaviorSubject, type Observable } from "rxjs";

import type { EngineEffect, EngineFact } from "../../src-shared/sync/engine-event.ts";
import { closedEngine, type EngineState, type Errand } from "../../src-shared/sync/engine-state.ts";
import { step } from "../../src-shared/sync/sync-engine.ts";
import { assertNever } from "../../src-shared/kernel/invariant.ts";
import { audit } from "./audit-errand.ts";
import { bootstrap, carryOut, fetchReference, pull, push, tellOpenings, upload, type ErrandParts } from "./errands.ts";
import type { StreamListener } from "./event-stream.ts";
import { unsentEntries } from "./ledger.ts";

export type DriverParts = Readonly<{
  errands: ErrandParts;
  openStream: (listener: StreamListener) => () => void;
  monotonic: () => number;
  chance: () => number;
}>;

/** Runs the pure engine against the world: carries its errands out and tells it what came of them. */
export type SyncDriver = Readonly<{
  state$: Observable<EngineState>;
  tell: (fact: EngineFact) => void;
  /** Stops for good. An errand under way ends in silence. */
  stop: () => void;
}>;

export function createSyncDriver(parts: DriverParts): SyncDriver {
  const state$ = new BehaviorSubject<EngineState>(closedEngine);
  let isStopped = false;
  const tell = (fact: EngineFact): void => {
    if (isStopped) return;
    const [state, effects] = step(state$.value, { ...fact, at: Math.floor(parts.monotonic()), chance: parts.chance() });
    state$.next(state);
    effects.forEach(hands.carry);
  };
  const hands = createHands(parts, tell);
  return {
    state$,
    tell: (fact) => {
      // A wish is about what waits now; how much that is would else be told a moment later.
      if (fact.type === "try-now" || fact.type === "line-hint") tell(countsOf(parts.errands));
      tell(fact);
    },
    stop: () => {
      isStopped = true;
      hands.drop();
      parts.errands.upload.cancel();
    },
  };
}

/**
 * What waits at this very moment. An errand counted while its answer was being stored; a step saved meanwhile must not
 * be forgotten for it.
 * @see docs/spec/sync-engine.md SE-7
 */
function countsOf({ outbox, uploads, openings }: ErrandParts): EngineFact {
  const unsent = unsentEntries(outbox.ledger()).length;
  return { type: "queued", unsent, files: uploads.jobs().length, openings: openings.count() };
}

/** The province that answers now may know what the one before it did not (docs/spec/outbox.md OB-31). */
async function askParked(errands: ErrandParts): Promise<EngineFact> {
  await errands.outbox.exclusive(() => errands.outbox.offerParked(errands.clock.now()));
  return countsOf(errands);
}

/** What carries effects out. `drop` lets go of the stream and the alarm. */
type Hands = Readonly<{ carry: (effect: EngineEffect) => void; drop: () => void }>;

function createHands(parts: DriverParts, tell: SyncDriver["tell"]): Hands {
  const { errands } = parts;
  let alarm: ReturnType<typeof setTimeout> | undefined;
  const ears = createEars(parts, tell);
  const run = async (errand: Errand, work: () => Promise<EngineFact>): Promise<void> => {
    tell(await carryOut(errand, work));
    tell(countsOf(errands));
  };
  const carry = (effect: EngineEffect): void => {
    switch (effect.type) {
      case "push":
        return void run("push", () => push(errands));
      case "pull":
        return void run("pull", () => pull(errands, effect.cursor));
      case "bootstrap":
        return void run("bootstrap", () => bootstrap(errands, effect.progress));
      case "fetch-reference":
        return void run("reference", () => fetchReference(errands));
      case "upload":
        return void run("upload", () => upload(errands));
      case "tell-openings":
        return void run("openings", () => tellOpenings(errands));
      case "audit":
        return void run("audit", () => audit(errands, effect.cursor));
      case "cancel-upload":
        return errands.upload.cancel();
      case "make-room":
        return errands.upload.makeRoom();
      case "open-stream":
        return ears.open();
      case "close-stream":
        return ears.close();
      case "wake-at":
        clearTimeout(alarm);
        alarm = setTimeout(() => tell({ type: "woken" }), Math.max(0, effect.at - parts.monotonic()) + 1);
        return undefined;
      default:
        return assertNever(effect);
    }
  };
  return {
    carry,
    drop: () => {
      clearTimeout(alarm);
      ears.close();
    },
  };
}

type Ears = Readonly<{ open: () => void; close: () => void }>;

function createEars(parts: DriverParts, tell: SyncDriver["tell"]): Ears {
  let close = (): void => undefined;
  return {
    close: () => close(),
    open: () => {
      close = parts.openStream({
        opened: () => {
          tell({ type: "stream-opened" });
          void askParked(parts.errands).then(tell);
        },
        heads: ({ versions }) => tell({ type: "heads", versions }),
        ended: () => tell({ type: "stream-ended" }),
      });
    },
  };
}
