import { BehaviorSubject, type Observable } from "rxjs";

import type { EngineEffect, EngineFact } from "../../src-shared/sync/engine-event.ts";
import { closedEngine, type EngineState, type Errand } from "../../src-shared/sync/engine-state.ts";
import { step } from "../../src-shared/sync/sync-engine.ts";
import { assertNever } from "../../src-shared/kernel/invariant.ts";
import type { HeadsEvent } from "../../src-shared/protocol/sync.ts";
import { bootstrap, carryOut, fetchReference, pull, push, upload, type ErrandParts } from "./errands.ts";
import type { StreamListener } from "./event-stream.ts";

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
  let heads: HeadsEvent["versions"] = {};
  let alarm: ReturnType<typeof setTimeout> | undefined;
  let closeStream = (): void => undefined;
  let isStopped = false;

  const tell = (fact: EngineFact): void => {
    if (isStopped) return;
    const [state, effects] = step(state$.value, { ...fact, at: Math.floor(parts.monotonic()), chance: parts.chance() });
    state$.next(state);
    effects.forEach(carry);
  };
  const setAlarm = (at: number): void => {
    clearTimeout(alarm);
    alarm = setTimeout(() => tell({ type: "woken" }), Math.max(0, at - parts.monotonic()) + 1);
  };
  const listen = (): void => {
    closeStream = parts.openStream({
      opened: () => tell({ type: "stream-opened" }),
      heads: ({ versions }) => {
        heads = { ...heads, ...versions };
        tell({ type: "heads", versions });
      },
      ended: () => tell({ type: "stream-ended" }),
    });
  };
  const run = async (errand: Errand, work: () => Promise<EngineFact>): Promise<void> => {
    heads = {};
    tell(await carryOut(errand, work));
    // Heads that came while the answer was under way may be ahead of it: the engine looks at them once more.
    tell({ type: "heads", versions: heads });
  };
  const carry = (effect: EngineEffect): void => {
    switch (effect.type) {
      case "push":
        return void run("push", () => push(parts.errands));
      case "pull":
        return void run("pull", () => pull(parts.errands, effect.cursor));
      case "bootstrap":
        return void run("bootstrap", () => bootstrap(parts.errands, effect.progress));
      case "fetch-reference":
        return void run("reference", () => fetchReference(parts.errands));
      case "upload":
        return void run("upload", () => upload(parts.errands));
      case "cancel-upload":
        return parts.errands.upload.cancel();
      case "open-stream":
        return listen();
      case "close-stream":
        return closeStream();
      case "wake-at":
        return setAlarm(effect.at);
      default:
        return assertNever(effect);
    }
  };
  return {
    state$,
    tell,
    stop: () => {
      isStopped = true;
      clearTimeout(alarm);
      closeStream();
      parts.errands.upload.cancel();
    },
  };
}
