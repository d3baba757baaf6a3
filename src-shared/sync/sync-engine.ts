import type { Instant } from "../kernel/instant.ts";
import { assertNever } from "../kernel/invariant.ts";
import type { Cursor } from "../protocol/sync.ts";
import { backoffMs } from "./backoff.ts";
import { audited, auditPutOff, firstAudit } from "./engine-audit.ts";
import type { EngineEffect, EngineEvent } from "./engine-event.ts";
import { emptyBootstrap, type EngineState, type Fault } from "./engine-state.ts";
import { errandOf, failsByItself, meanwhile, mostUrgent, type Request } from "./next-request.ts";
import { beginPacing, paced } from "./remaining-time.ts";
import { streamOpened, streamEnded, streamWanted } from "./engine-stream.ts";

export type EngineStep = readonly [EngineState, readonly EngineEffect[]];

/** Without a stream, how often to ask, in ms, ± 50 %. */
const pollEveryMs = 30_000;
/** With a stream, a pull now and then all the same: correctness rests on pulling alone. */
const pollWithStreamMs = 300_000;

/**
 * The sync engine: given what happened, what is known now and what to do next. Pure: clock and chance come with the
 * event. One request in flight; push before small deltas, before first sync, before files.
 * @see docs/spec/sync-engine.md
 */
export function step(state: EngineState, event: EngineEvent): EngineStep {
  const learnt = polled(learn(state, event), event.at);
  const [dispatched, errand] = nextErrand(learnt, event);
  const [roomy, room] = makeRoom(dispatched, event.at);
  const [streaming, streamEffects] = streamWanted(roomy, event.at);
  const effects = [...interruption(state, event), ...room, ...errand, ...streamEffects];
  const wakeAt = nextWake(streaming, event.at);
  return [streaming, wakeAt === null ? effects : [...effects, { type: "wake-at", at: wakeAt }]];
}

function learn(state: EngineState, event: EngineEvent): EngineState {
  switch (event.type) {
    case "opened":
      return opened(state, event);
    case "queued":
      return { ...state, unsent: event.unsent, files: event.files, openings: event.openings ?? state.openings };
    case "signed-in":
      return signedIn(state);
    case "signed-out":
      return { ...state, signedIn: false, inFlight: null };
    case "line-hint":
      return event.online
        ? triedNow({ ...state, stale: true })
        : { ...state, failures: Math.max(1, state.failures ?? 0) };
    case "try-now":
      return triedNow({ ...state, stale: true });
    case "hold":
      return { ...state, held: event.held, pacing: null };
    case "pushed":
      return { ...answered(state, event), unsent: event.unsent, stale: true, ...slowedBy(event) };
    case "pulled":
      return pulled(answered(state, event), event);
    case "bootstrapped":
      return bootstrapped(answered(state, event), event);
    case "reference-fetched":
      return { ...answered(state, event), referenceStale: false, referenceVersion: event.version };
    case "uploaded":
      return { ...afterFiles(state, event), files: event.files, uploads: { failures: 0, notBefore: 0 } };
    case "openings-told":
      return { ...answered(state, event), openings: event.openings };
    case "audited":
      return audited(answered(state, event), event, event.settled);
    case "failed":
      return failed(state, event);
    case "stream-opened":
      return streamOpened(state, event.at);
    case "heads":
      return headsTold(state, event);
    case "stream-ended":
      return streamEnded({ ...state, stale: true }, event);
    case "woken":
      return state;
    default:
      return assertNever(event);
  }
}

function signedIn(state: EngineState): EngineState {
  const known = { signedIn: true, tooOld: false, trouble: null, failures: null, notBefore: 0 } as const;
  return { ...state, ...known, stale: true, referenceStale: true };
}

/** A poll that is due makes the feed stale, whatever event noticed it. */
function polled(state: EngineState, at: Instant): EngineState {
  return state.nextPollAt > 0 && at >= state.nextPollAt ? { ...state, stale: true } : state;
}

type EventOf<Type extends EngineEvent["type"]> = Extract<EngineEvent, { type: Type }>;

function opened(state: EngineState, event: EventOf<"opened">): EngineState {
  const { unsent, files, openings = 0, cursor, referenceVersion } = event;
  const bootstrap = cursor === null ? (event.bootstrap ?? emptyBootstrap) : event.bootstrap;
  const known = { signedIn: event.signedIn, unsent, files, openings, cursor, bootstrap, referenceVersion };
  return { ...state, ...known, stale: true, referenceStale: true, auditAt: firstAudit(event) };
}

/** A push whose answer covered nothing must not turn in a circle: it waits like a failure. */
function slowedBy(event: EventOf<"pushed">): Partial<EngineState> {
  if (event.progress || event.unsent === 0) return {};
  return { failures: 1, notBefore: event.at + backoffMs(3, event.chance) };
}

function triedNow(state: EngineState): EngineState {
  return {
    ...state,
    notBefore: 0,
    hurried: state.inFlight !== null,
    tooOld: false,
    uploads: { ...state.uploads, notBefore: 0 },
    stream: { ...state.stream, reopenAt: 0 },
  };
}

function answered(state: EngineState, event: EngineEvent): EngineState {
  const every = state.stream.stage === "open" ? pollWithStreamMs : pollEveryMs;
  const nextPollAt = event.at + every * (0.5 + event.chance);
  return { ...state, inFlight: null, failures: 0, notBefore: 0, hurried: false, trouble: null, nextPollAt };
}

/** That files went up says nothing of an errand that fails by itself: it waits for as long as before. */
function afterFiles(state: EngineState, event: EngineEvent): EngineState {
  return failsByItself(state) ? { ...state, inFlight: null, hurried: false } : answered(state, event);
}

function pulled(state: EngineState, event: EventOf<"pulled">): EngineState {
  const referenceStale = state.referenceStale || event.referenceVersion !== state.referenceVersion;
  const stale = event.more || isBehind(event.cursor, state.heads);
  return { ...state, cursor: event.cursor, stale, referenceStale };
}

/** Heads are remembered until the next pull is asked for: of one under way nobody knows whether it has seen them. */
function headsTold(state: EngineState, { versions }: EventOf<"heads">): EngineState {
  const higher = Object.entries(versions).filter(([shard, version]) => version > (state.heads[shard] ?? 0));
  const heads = { ...state.heads, ...Object.fromEntries(higher) };
  return { ...state, heads, stale: state.stale || isBehind(state.cursor, versions) };
}

function bootstrapped(state: EngineState, event: EventOf<"bootstrapped">): EngineState {
  const referenceStale = state.referenceStale || event.referenceVersion !== state.referenceVersion;
  const { done, total } = event.page;
  const pacing = state.pacing && paced(state.pacing, { at: event.at, done, total });
  if (!event.complete) return { ...state, bootstrap: event.page, pacing, referenceStale };
  return {
    ...state,
    bootstrap: null,
    pacing: null,
    held: false,
    cursor: event.page.cursor,
    stale: true,
    referenceStale,
  };
}

function failed(state: EngineState, event: EventOf<"failed">): EngineState {
  const { fault } = event;
  const inFlight = state.inFlight === event.errand ? null : state.inFlight;
  const rested: EngineState = { ...state, inFlight, hurried: false };
  if (isOver(fault)) return { ...rested, signedIn: false, trouble: fault };
  const told = fault.kind === "problem" ? toldBy(fault.name, rested, event) : null;
  if (told !== null) return told;
  if (event.errand === "upload") return { ...rested, uploads: uploadsFailed(state, event) };
  const failures = (state.failures ?? 0) + 1;
  const notBefore = event.at + waitBefore(state, event, failures);
  return { ...rested, failures, notBefore, trouble: fault, failing: event.errand };
}

/** What fails was begun before somebody wished for a try at once: the wish is for the next one, unless told to wait. */
function waitBefore(state: EngineState, event: EventOf<"failed">, failures: number): number {
  return state.hurried && event.fault.kind !== "busy" ? 0 : waitAfter(event, failures);
}

/** What the province means by a problem, where it is more than that this request failed; null where it is not. */
function toldBy(name: string, state: EngineState, event: EventOf<"failed">): EngineState | null {
  switch (name) {
    case "rebase":
    case "epoch-changed":
      return { ...state, cursor: null, bootstrap: emptyBootstrap, pacing: null, failures: 0 };
    case "protocol-too-old":
      // No province says so of what is sent; one that did would be asked again at once, and by every old desk.
      return event.errand === "push" ? null : servedNoMore(state, event);
    default:
      return event.errand === "audit" ? auditPutOff(answered(state, event), event) : null;
  }
}

/**
 * The province answered, but has nothing for a desk this old: the line is well, steps and files go on, and asking again
 * waits for the person or for the update.
 * @see docs/spec/versions.md NV-6
 */
function servedNoMore(state: EngineState, event: EventOf<"failed">): EngineState {
  return { ...answered(state, event), tooOld: true };
}

/** Nothing more is asked for until somebody signs in: the session ended, or another computer has this one's name. */
function isOver(fault: Fault): boolean {
  return fault.kind === "signed-out" || (fault.kind === "problem" && fault.name === "device-copied");
}

function waitAfter({ fault, chance }: EventOf<"failed">, failures: number): number {
  return fault.kind === "busy" ? jittered(fault.retryAfterMs, chance) : backoffMs(failures, chance);
}

function uploadsFailed(state: EngineState, event: EventOf<"failed">): EngineState["uploads"] {
  // A file goes over a weak line piece by piece: each cut is the first one after a piece that arrived.
  const failures = event.moved === true ? 1 : state.uploads.failures + 1;
  return { failures, notBefore: event.at + Math.max(1, waitAfter(event, failures)) };
}

function jittered(waitMs: number, chance: number): number {
  return Math.round(waitMs * (1 + chance));
}

function isBehind(cursor: Cursor | null, heads: Readonly<Record<string, number>>): boolean {
  return Object.entries(heads).some(([shard, version]) => version > (cursor?.versions[shard] ?? 0));
}

/** New steps go before files: an upload under way makes room, and resumes where it was. */
function interruption(before: EngineState, event: EngineEvent): readonly EngineEffect[] {
  const makesRoom = event.type === "queued" && event.unsent > 0 && before.inFlight === "upload";
  return makesRoom ? [{ type: "cancel-upload" }] : [];
}

/** An upload may take hours: for whatever else is due it ends between two requests, and goes on after it. */
function makeRoom(state: EngineState, at: Instant): EngineStep {
  if (state.inFlight !== "upload" || state.makingRoom || at < state.notBefore) return [state, []];
  const due = mostUrgent(state, at);
  // Steps do not wait for the end of a request.
  if (due === null || due.type === "push" || due.type === "upload") return [state, []];
  return [{ ...state, makingRoom: true }, [{ type: "make-room" }]];
}

function nextErrand(state: EngineState, event: EngineEvent): EngineStep {
  if (!state.signedIn || state.inFlight !== null) return [state, []];
  const effect = event.at < state.notBefore ? meanwhile(state, event.at) : mostUrgent(state, event.at);
  if (effect === null) return [state, []];
  const heads = effect.type === "pull" ? {} : state.heads;
  const begun = { inFlight: errandOf[effect.type], makingRoom: false, heads } as const;
  return [{ ...state, ...begun, pacing: pacingOf(state, effect, event.at) }, [effect]];
}

/** Time without a line says nothing about how quick it is when it is there. */
function pacingOf(state: EngineState, effect: Request, at: Instant): EngineState["pacing"] {
  if (effect.type !== "bootstrap") return state.pacing;
  const { done } = effect.progress;
  if (state.pacing === null) return beginPacing(at, done);
  return state.failures === 0 ? state.pacing : { ...state.pacing, at, done };
}

/** The next moment at which time alone changes something; what is past has been acted on or waits for something else. */
function nextWake(state: EngineState, at: Instant): Instant | null {
  if (!state.signedIn) return null;
  const times = [state.nextPollAt, state.notBefore, state.uploads.notBefore, state.auditAt];
  if (state.stream.stage === "closed" && state.failures === 0) times.push(state.stream.reopenAt);
  const ahead = times.filter((time) => time > at);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** Whether the province answered last time it was asked; null before it was first asked. */
export function isOnline(state: EngineState): boolean | null {
  return state.failures === null ? null : state.failures === 0;
}
