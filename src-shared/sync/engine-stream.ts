import type { Instant } from "../kernel/instant.ts";
import { backoffMs } from "./backoff.ts";
import type { EngineEffect, EngineEvent } from "./engine-event.ts";
import type { EngineState } from "./engine-state.ts";

/** A stream that lived less than this was cut by something on the way. */
const shortLifeMs = 10_000;
/** After two short lives the stream rests this long, and polling does its work. */
const streamRestMs = 600_000;

/** The event stream is there: it also says that the line is. */
export function streamOpened(state: EngineState, at: Instant): EngineState {
  return { ...state, stream: { ...state.stream, stage: "open", openedAt: at, reopenAt: 0 } };
}

/**
 * The event stream ended or did not open. It opens again after a jittered wait; after two short lives in a row it rests
 * and polling takes over.
 * @see docs/spec/sync-engine.md SE-31, SE-32
 */
export function streamEnded(state: EngineState, event: EngineEvent): EngineState {
  const { stream } = state;
  const lived = stream.stage === "open" ? event.at - stream.openedAt : 0;
  const shortLived = lived < shortLifeMs ? stream.shortLived + 1 : 0;
  const wait = shortLived >= 2 ? streamRestMs : backoffMs(shortLived + 1, event.chance);
  return { ...state, stream: { stage: "closed", openedAt: 0, shortLived, reopenAt: event.at + Math.max(1, wait) } };
}

/** Opens the stream while we are signed in and online, closes it when we are not. */
export function streamWanted(state: EngineState, at: Instant): readonly [EngineState, readonly EngineEffect[]] {
  const { stream } = state;
  const wanted = state.signedIn && state.failures === 0;
  if (wanted && stream.stage === "closed" && at >= stream.reopenAt) {
    return [{ ...state, stream: { ...stream, stage: "opening" } }, [{ type: "open-stream" }]];
  }
  if (!state.signedIn && stream.stage !== "closed") {
    return [{ ...state, stream: { ...stream, stage: "closed", reopenAt: 0 } }, [{ type: "close-stream" }]];
  }
  return [state, []];
}
