import { BehaviorSubject, type Observable } from "rxjs";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { Blobs } from "../platform/platform.ts";
import type { SyncStatus } from "./desk-api.ts";
import type { HttpFault } from "./http.ts";
import { uploadFile, type UploadOutcome } from "./upload-file.ts";
import { isStored, type UploadJob, type Uploads } from "./uploads.ts";

export type UploadErrandParts = Readonly<{
  uploads: Uploads;
  blobs: Blobs;
  endpoint: string;
  token: () => Promise<string | null>;
  /** The order's copy, which says whether the province has the bytes by now. */
  copyOf: (id: OrderId) => Promise<WorkOrder | undefined>;
}>;

export type UploadErrand = Readonly<{
  progress$: Observable<SyncStatus["upload"]>;
  /** Uploads one file after the other until none waits, one fails, or it is cancelled. One that failed goes last. */
  run: () => Promise<HttpFault | null>;
  cancel: () => void;
}>;

/**
 * Brings the bytes of attachments to the province, one file at a time and oldest first.
 * @see docs/spec/outbox.md OB-17
 */
export function createUploadErrand(parts: UploadErrandParts): UploadErrand {
  const progress$ = new BehaviorSubject<SyncStatus["upload"]>(null);
  let abort = new AbortController();
  const send = async (job: UploadJob, signal: AbortSignal): Promise<UploadOutcome> => {
    const bytes = await parts.blobs.read(job.sha256);
    if (await isStored(job, parts.copyOf)) return { kind: "done" };
    if (bytes === null) return { kind: "stuck", why: "bytes-missing" };
    const waiting = parts.uploads.jobs().length - 1;
    const progress = (sent: number): void => progress$.next({ name: job.name, sent, size: job.size, waiting });
    progress(0);
    const begun = (url: string): Promise<void> => parts.uploads.begun(job.sha256, url);
    return uploadFile(job, bytes, { endpoint: parts.endpoint, token: parts.token, signal, progress, begun });
  };
  const failures = new Map<string, number>();
  const failuresOf = (job: UploadJob): number => failures.get(job.sha256) ?? 0;
  const next = (): UploadJob | undefined => parts.uploads.jobs().toSorted((a, b) => failuresOf(a) - failuresOf(b))[0];
  const putLast = (job: UploadJob, fault: HttpFault): HttpFault => {
    failures.set(job.sha256, failuresOf(job) + 1);
    return fault;
  };
  const runAll = async (signal: AbortSignal): Promise<HttpFault | null> => {
    let restarted = false;
    for (let job = next(); job && !signal.aborted; job = next()) {
      const outcome = await send(job, signal);
      if (outcome.kind === "cancelled") return null;
      if (outcome.kind === "failed") return putLast(job, outcome.fault);
      if (outcome.kind === "lost" && restarted) return putLast(job, { kind: "unreachable" });
      await settle(job, outcome, parts.uploads);
      restarted = outcome.kind === "lost";
    }
    return null;
  };
  return {
    progress$,
    cancel: () => abort.abort(),
    run: async () => {
      abort = new AbortController();
      try {
        return await runAll(abort.signal);
      } finally {
        progress$.next(null);
      }
    },
  };
}

/** Writes down how a file's upload ended; nothing that the province does not have is ever dropped. */
async function settle(job: UploadJob, outcome: UploadOutcome, uploads: Uploads): Promise<void> {
  if (outcome.kind === "lost") await uploads.begun(job.sha256, null);
  if (outcome.kind === "stuck") await uploads.stick(job.sha256, outcome.why);
  if (outcome.kind === "done") await uploads.done(job.sha256);
}
