import { DetailedError, Upload, type UploadOptions } from "tus-js-client";
import Value from "typebox/value";

import { problemSchema, type ProblemName, isProblemName } from "../../src-shared/protocol/problem-code.ts";
import type { HttpFault } from "./http.ts";
import type { UploadJob } from "./uploads.ts";

/** How an upload ended: all bytes there, cut off by us, refused for good, or a fault of the line. */
export type UploadOutcome =
  | Readonly<{ kind: "done" | "cancelled" | "lost" }>
  | Readonly<{ kind: "refused"; name: ProblemName }>
  | Readonly<{ kind: "failed"; fault: HttpFault }>;

export type UploadParts = Readonly<{
  endpoint: string;
  token: () => Promise<string | null>;
  begun: (url: string) => Promise<void>;
  progress: (sent: number) => void;
  signal: AbortSignal;
}>;

/** What one request carries: on a weak line a longer one is lost whole. */
const chunkBytes = 256 * 1024;

/** Uploads a file by tus, from where an earlier try ended. Waiting between tries is the engine's business, not ours. */
export function uploadFile(job: UploadJob, bytes: Blob, parts: UploadParts): Promise<UploadOutcome> {
  return new Promise((resolve) => {
    const options: UploadOptions = {
      endpoint: parts.endpoint,
      uploadUrl: job.url,
      uploadSize: bytes.size,
      chunkSize: chunkBytes,
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
      onChunkComplete: (_size, accepted) => parts.progress(accepted),
      onSuccess: () => resolve({ kind: "done" }),
      onError: (error) => resolve(outcomeOf(error)),
    };
    const upload = new Upload(bytes, options);
    parts.signal.addEventListener("abort", () => {
      void upload.abort().then(() => resolve({ kind: "cancelled" }));
    });
    upload.start();
  });
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
const final: ReadonlySet<ProblemName> = new Set(["file-too-large", "file-type"]);

function outcomeOf(error: Error): UploadOutcome {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (response === null) return { kind: "failed", fault: { kind: "unreachable" } };
  const status = response.getStatus();
  if (status === 404 || status === 410) return { kind: "lost" };
  const name = problemNameOf(response.getBody());
  if (name === null) return { kind: "failed", fault: { kind: status === 401 ? "signed-out" : "not-the-province" } };
  if (final.has(name)) return { kind: "refused", name };
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
