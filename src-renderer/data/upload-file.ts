import { DetailedError, Upload, type UploadOptions } from "tus-js-client";
import Value from "typebox/value";

import {
  problemSchema,
  type Problem,
  type ProblemName,
  isProblemName,
} from "../../src-shared/protocol/problem-code.ts";
import { nextChunk, smallChunkBytes, type ChunkTrip } from "../../src-shared/sync/upload-pace.ts";
import type { HttpFault } from "./http.ts";
import type { StuckUpload, UploadJob } from "./uploads.ts";

/** How an upload ended: all bytes there, cut off by us, stuck for good, or a fault of the line. */
export type UploadOutcome =
  | Readonly<{ kind: "done" | "cancelled" | "lost" }>
  | Readonly<{ kind: "stuck"; why: StuckUpload }>
  | Readonly<{ kind: "failed"; fault: HttpFault }>;

export type UploadParts = Readonly<{
  endpoint: string;
  token: () => Promise<string | null>;
  begun: (url: string) => Promise<void>;
  /** Bytes that are over, some of them not confirmed yet. */
  progress: (sent: number) => void;
  /** What one request carries, and what each tells of the line. */
  pace: UploadPace;
  monotonic: () => number;
  signal: AbortSignal;
  /** Ends the upload as well, but between two requests: what is under way is not lost. */
  room?: AbortSignal;
}>;

export type UploadPace = Readonly<{ now: () => number; learn: (trip: ChunkTrip) => void }>;

/** A pace that begins small and follows the line, over all files of a desk. */
export function createUploadPace(): UploadPace {
  let bytes = smallChunkBytes;
  return { now: () => bytes, learn: (trip) => void (bytes = nextChunk(trip)) };
}

/** Uploads a file by tus, from where an earlier try ended. Waiting between tries is the engine's business, not ours. */
export function uploadFile(job: UploadJob, bytes: Blob, parts: UploadParts): Promise<UploadOutcome> {
  if (parts.signal.aborted) return Promise.resolve({ kind: "cancelled" });
  return new Promise((resolve) => {
    const watchdog = createWatchdog(() => void giveUp({ kind: "failed", fault: { kind: "unreachable" } }));
    const cancel = (): void => void giveUp({ kind: "cancelled" });
    const end = (outcome: UploadOutcome): void => {
      watchdog.stop();
      // A listener that stays keeps the whole file in memory for as long as its signal lives.
      parts.signal.removeEventListener("abort", cancel);
      resolve(outcome);
    };
    const giveUp = (outcome: UploadOutcome): Promise<void> =>
      upload
        .abort()
        .catch(() => undefined)
        .then(() => end(outcome));
    const chunkOver = paced(parts, (bytes) => void (upload.options.chunkSize = bytes));
    const options: UploadOptions = {
      // With an endpoint as well tus would begin the file from zero after any answer but "here it is".
      ...(job.url === null ? { endpoint: parts.endpoint } : { uploadUrl: job.url }),
      uploadSize: bytes.size,
      chunkSize: parts.pace.now(),
      retryDelays: null,
      storeFingerprintForResuming: false,
      removeFingerprintOnSuccess: false,
      metadata: { sha256: job.sha256, name: job.name, type: job.type },
      fileReader: { openFile: () => Promise.resolve(sourceOf(bytes)) },
      onBeforeRequest: async (request) => {
        const token = await parts.token();
        if (token !== null) request.setHeader("Authorization", `Bearer ${token}`);
      },
      onUploadUrlAvailable: () => void (upload.url !== null && parts.begun(upload.url).catch(() => undefined)),
      onChunkComplete: (size, accepted) => {
        chunkOver(size);
        if (parts.room?.aborted === true && accepted < bytes.size) cancel();
      },
      onProgress: (sent) => {
        watchdog.feed();
        parts.progress(sent);
      },
      onSuccess: () => end({ kind: "done" }),
      onError: (error) => {
        parts.pace.learn(null);
        end(outcomeOf(error));
      },
    };
    const upload = new Upload(bytes, options);
    parts.signal.addEventListener("abort", cancel);
    upload.start();
  });
}

/** Times each request by the one before it, and says what the next one carries. */
function paced({ pace, monotonic }: UploadParts, use: (bytes: number) => void): (bytes: number) => void {
  let from = monotonic();
  return (bytes) => {
    const now = monotonic();
    pace.learn({ bytes, tookMs: now - from });
    use(pace.now());
    from = now;
  };
}

/** A file of which no byte has moved for this long does not move at all, ms. */
const stillMs = 60_000;

type Watchdog = Readonly<{ feed: () => void; stop: () => void }>;

function createWatchdog(bark: () => void): Watchdog {
  let timer = setTimeout(bark, stillMs);
  const stop = (): void => clearTimeout(timer);
  return {
    stop,
    feed: () => {
      stop();
      timer = setTimeout(bark, stillMs);
    },
  };
}

type Source = Awaited<ReturnType<NonNullable<UploadOptions["fileReader"]>["openFile"]>>;

/** Reads the file piece by piece: it may be as large as the machine's memory is small. tus asks a piece for its `size`. */
function sourceOf(bytes: Blob): Source {
  return {
    size: bytes.size,
    slice: async (start, end) => {
      const piece = new Uint8Array(await bytes.slice(start, end).arrayBuffer());
      return { value: Object.assign(piece, { size: piece.length }), done: end >= bytes.size };
    },
    close: () => undefined,
  };
}

/** Problems that trying again does not mend. */
const final: readonly StuckUpload[] = ["file-too-large", "file-type", "file-damaged", "picture-too-large"];

type Answer = NonNullable<DetailedError["originalResponse"]>;

function outcomeOf(error: Error): UploadOutcome {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (response === null) return { kind: "failed", fault: { kind: "unreachable" } };
  const status = response.getStatus();
  if (status === 404 || status === 410) return { kind: "lost" };
  const problem = problemIn(response.getBody());
  const name = problem === null ? bareProblem(response) : nameOf(problem);
  if (name === undefined) return { kind: "failed", fault: { kind: "not-the-province" } };
  const why = final.find((one) => one === name);
  if (why !== undefined) return { kind: "stuck", why };
  const retryAfterMs = problem?.retryAfterMs ?? retryAfterOf(response);
  return { kind: "failed", fault: { kind: "problem", name, status, retryAfterMs } };
}

/** An answer to `HEAD` has no body, and says what is the matter by its status alone. */
const bareProblems: Readonly<Record<number, ProblemName>> = {
  401: "signed-out",
  429: "too-many-requests",
  503: "busy",
  507: "disk-full",
};

function bareProblem(response: Answer): ProblemName | undefined {
  return response.getBody() === "" ? bareProblems[response.getStatus()] : undefined;
}

function nameOf({ name }: Problem): ProblemName {
  return isProblemName(name) ? name : "unexpected";
}

function retryAfterOf(response: Answer): number | null {
  const seconds = Number(response.getHeader("Retry-After") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

function problemIn(body: string): Problem | null {
  try {
    const problem: unknown = JSON.parse(body);
    return Value.Check(problemSchema, problem) ? problem : null;
  } catch {
    return null;
  }
}
