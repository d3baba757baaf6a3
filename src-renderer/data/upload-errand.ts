import { BehaviorSubject, type Observable } from "rxjs";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { Blobs } from "../platform/platform.ts";
import type { SyncStatus } from "./desk-api.ts";
import type { HttpFault } from "./http.ts";
import { uploadFile, type UploadOutcome } from "./upload-file.ts";
import type { UploadJob, Uploads } from "./uploads.ts";

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
  /** Uploads one file after the other until none waits, one fails, or it is cancelled. */
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
    if (bytes === null || (await isStored(job, parts))) return { kind: "done" };
    const waiting = parts.uploads.jobs().length - 1;
    const progress = (sent: number): void => progress$.next({ name: job.name, sent, size: job.size, waiting });
    progress(0);
    const { endpoint, token, uploads } = parts;
    return uploadFile(job, bytes, {
      endpoint,
      token,
      signal,
      progress,
      begun: (url) => uploads.begun(job.sha256, url),
    });
  };
  const runAll = async (signal: AbortSignal): Promise<HttpFault | null> => {
    let restarted = false;
    for (let job = parts.uploads.jobs()[0]; job && !signal.aborted; job = parts.uploads.jobs()[0]) {
      const outcome = await send(job, signal);
      if (outcome.kind === "cancelled") return null;
      if (outcome.kind === "failed") return outcome.fault;
      if (outcome.kind !== "lost") await parts.uploads.done(job.sha256);
      else if (restarted) return { kind: "unreachable" };
      else await parts.uploads.begun(job.sha256, null);
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

async function isStored(job: UploadJob, parts: UploadErrandParts): Promise<boolean> {
  const copy = await parts.copyOf(job.orderId);
  return copy?.attachments.some((one) => one.sha256 === job.sha256 && one.stored) ?? false;
}
