import { DetailedError, Upload, type UploadOptions } from "tus-js-client";
import Value from "typebox/value";

import { problemSchema, type ProblemName, isProblemName } from "../../src-shared/protocol/problem-code.ts";
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
      endpoint: parts.endpoint,
      uploadUrl: job.url,
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
      onChunkComplete: (size) => chunkOver(size),
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

function outcomeOf(error: Error): UploadOutcome {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (response === null) return { kind: "failed", fault: { kind: "unreachable" } };
  const status = response.getStatus();
  if (status === 404 || status === 410) return { kind: "lost" };
  const name = problemNameOf(response.getBody());
  if (name === null) return { kind: "failed", fault: { kind: status === 401 ? "signed-out" : "not-the-province" } };
  const why = final.find((one) => one === name);
  if (why !== undefined) return { kind: "stuck", why };
  const retryAfter = Number(response.getHeader("Retry-After") ?? Number.NaN);
  const retryAfterMs = Number.isFinite(retryAfter) ? retryAfter * 1000 : null;
  return { kind: "failed", fault: { kind: "problem", name, status, retryAfterMs } };
}

function problemNameOf(body: string): ProblemName | null {
  try {
    const problem: unknown = JSON.parse(body);
    if (!Value.Check(problemSchema, problem)) return null;
    return isProblemName(problem.name) ? problem.name : "unexpected";
  } catch {
    return null;
  }
}
