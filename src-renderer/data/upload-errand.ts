import { BehaviorSubject, type Observable } from "rxjs";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderId, Sha256 } from "../../src-shared/kernel/ids.ts";
import type { Blobs } from "../platform/platform.ts";
import type { SyncStatus } from "./desk-api.ts";
import type { HttpFault } from "./http.ts";
import type { Session } from "./session.ts";
import { createUploadPace, uploadFile, type UploadOutcome } from "./upload-file.ts";
import { createPass } from "./upload-pass.ts";
import { createMeter } from "./upload-meter.ts";
import { createReach } from "./upload-reach.ts";
import { createTurns } from "./upload-turns.ts";
import { isStored, type UploadJob, type Uploads } from "./uploads.ts";

export type UploadErrandParts = Readonly<{
  uploads: Uploads;
  blobs: Blobs;
  endpoint: string;
  session: Pick<Session, "token" | "tokenAfter">;
  /** The order's copy, which says whether the province has the bytes by now. */
  copyOf: (id: OrderId) => Promise<WorkOrder | undefined>;
  monotonic: () => number;
}>;

/** Why a run ended before its time, and whether the province has more bytes than before it or the one before that. */
export type UploadEnd = Readonly<{ fault: HttpFault; moved: boolean }>;

export type UploadErrand = Readonly<{
  progress$: Observable<SyncStatus["upload"]>;
  /** Uploads one file after the other until none waits, one fails, or it is cancelled. */
  run: () => Promise<UploadEnd | null>;
  cancel: () => void;
  /** Ends the run after the request that it is in; each run brings the bytes of one over. */
  makeRoom: () => void;
  /** Lets go of one file if it is under way: who paused it or took it back has said so in `uploads` before. */
  leave: (sha256: Sha256) => void;
}>;

/**
 * Brings the bytes of attachments to the province, one file at a time and oldest first.
 * @see docs/spec/outbox.md OB-17, docs/spec/files.md FI-20 to FI-25
 */
export function createUploadErrand(parts: UploadErrandParts): UploadErrand {
  const told = createProgress(parts);
  let [abort, room] = [new AbortController(), new AbortController()];
  let current: Readonly<{ sha256: Sha256; leave: AbortController }> | null = null;
  const [pace, reach, pass] = [createUploadPace(), createReach(), createPass(parts.session)];
  const send = async (job: UploadJob, signal: AbortSignal): Promise<UploadOutcome> => {
    const leave = new AbortController();
    current = { sha256: job.sha256, leave };
    const bytes = await parts.blobs.read(job.sha256);
    if (await isStored(job, parts.copyOf)) return { kind: "done" };
    if (bytes === null) return { kind: "stuck", why: "bytes-missing" };
    const begun = (url: string): Promise<void> => parts.uploads.begun(job.sha256, url);
    const ends = { token: pass.token, begun, signal: AbortSignal.any([signal, leave.signal]), room: room.signal };
    const way = { ...parts, ...ends, pace, progress: reach.watching(job, told.begin(job)) };
    return pass.through(() => uploadFile(asItIs(job, parts.uploads), bytes, way));
  };
  const turns = createTurns(parts.uploads);
  const runAll = async (signal: AbortSignal): Promise<UploadEnd | null> => {
    let restarted = false;
    reach.begin();
    for (let job = turns.next(); job && !signal.aborted && !room.signal.aborted; job = turns.next()) {
      const outcome = await send(job, signal).catch(turns.unread(job));
      current = null;
      await told.ended(job, outcome);
      const fault = faultOf(outcome, restarted);
      if (fault) {
        turns.failed(job, { isOfLine: outcome.kind === "failed" && isOfLine(fault), moved: reach.tryMoved() });
        return { fault, moved: reach.moved() };
      }
      await settle(job, outcome, parts.uploads);
      if (outcome.kind === "done") reach.over(job);
      restarted = outcome.kind === "lost";
    }
    return null;
  };
  return {
    progress$: told.progress$,
    cancel: () => abort.abort(),
    makeRoom: () => room.abort(),
    leave: (sha256) => (current?.sha256 === sha256 ? current.leave.abort() : undefined),
    run: async () => {
      [abort, room] = [new AbortController(), new AbortController()];
      try {
        return await runAll(abort.signal);
      } finally {
        told.rest();
      }
    },
  };
}

/** A job with where its upload was begun by now. */
function asItIs(job: UploadJob, uploads: Uploads): UploadJob {
  return uploads.all().find(({ sha256 }) => sha256 === job.sha256) ?? job;
}

/** Why the run ends here; an upload that the province has lost begins anew once. */
function faultOf(outcome: UploadOutcome, restarted: boolean): HttpFault | null {
  if (outcome.kind === "failed") return outcome.fault;
  return outcome.kind === "lost" && restarted ? { kind: "unreachable" } : null;
}

/** What breaks a line says nothing of the file that was under way. */
function isOfLine({ kind }: HttpFault): boolean {
  return kind !== "problem";
}

/** Writes down how a file's upload ended; nothing that the province does not have is ever dropped. */
async function settle(job: UploadJob, outcome: UploadOutcome, uploads: Uploads): Promise<void> {
  if (outcome.kind === "lost") await uploads.begun(job.sha256, null);
  if (outcome.kind === "stuck") await uploads.stick(job.sha256, outcome.why);
  if (outcome.kind === "done") await uploads.done(job.sha256);
}

/** The screen is told at most so often, ms: each telling draws the files anew. */
const tellEveryMs = 400;

type Progress = Readonly<{
  progress$: Observable<SyncStatus["upload"]>;
  /** Begins a file and answers what hears how far it is. */
  begin: (job: UploadJob) => (sent: number) => void;
  ended: (job: UploadJob, outcome: UploadOutcome) => Promise<void>;
  rest: () => void;
}>;

/** What is said of a file under way: how far it is, and how long all that waits will take. */
function createProgress({ uploads, monotonic }: UploadErrandParts): Progress {
  const progress$ = new BehaviorSubject<SyncStatus["upload"]>(null);
  const meter = createMeter(monotonic);
  let toldAt = Number.NEGATIVE_INFINITY;
  let reached = 0;
  const tell = (job: UploadJob, sent: number): void => {
    reached = sent;
    const others = uploads.jobs().filter((one) => one.sha256 !== job.sha256);
    const left = others.reduce((sum, one) => sum + one.size - (one.sent ?? 0), job.size - sent);
    const { sha256, name, size } = job;
    progress$.next({ sha256, name, sent, size, waiting: others.length, secondsLeft: meter.secondsFor(left) });
  };
  return {
    progress$,
    begin: (job) => {
      meter.begin();
      tell(job, job.sent ?? 0);
      return (sent) => {
        meter.moved(sent);
        if (monotonic() - toldAt < tellEveryMs) return void (reached = sent);
        toldAt = monotonic();
        return tell(job, sent);
      };
    },
    ended: async (job, { kind }) => {
      // Only said on the screen: a box that cannot be written keeps no file from its turn.
      const note = (sent: number): Promise<void> => uploads.reached(job.sha256, sent).catch(() => undefined);
      if (kind === "lost") await note(0);
      if (kind === "cancelled" || kind === "failed") await note(reached);
    },
    rest: () => progress$.next(null),
  };
}
