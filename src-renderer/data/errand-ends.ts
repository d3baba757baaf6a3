import type { EngineFact } from "../../src-shared/sync/engine-event.ts";
import { emptyBootstrap, type Errand, type Fault } from "../../src-shared/sync/engine-state.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderId, Sha256 } from "../../src-shared/kernel/ids.ts";
import type { Blobs } from "../platform/platform.ts";
import type { HttpAnswer } from "./http.ts";
import type { Mirror } from "./mirror.ts";
import type { MirrorRow } from "./mirror-rows.ts";
import type { Outbox } from "./outbox.ts";
import { engineFault } from "./province-api.ts";
import { keptFiles, type UploadJob, type Uploads } from "./uploads.ts";
import type { Standpoint } from "./work-list.ts";

/** What a failed request means to the engine. */
export function failed(errand: Errand, answer: Extract<HttpAnswer<unknown>, { ok: false }>): EngineFact {
  const fault: Fault = engineFault(answer.fault);
  return { type: "failed", errand, fault };
}

/** What forgetting files needs. */
export type FileParts = Readonly<{ mirror: Mirror; outbox: Outbox; uploads: Uploads; blobs: Blobs }>;

/**
 * Does what takes orders out of the copy, and deletes their files after that; also a start after a crash in between does.
 * @see docs/spec/local-store.md LS-11
 */
export function letGo(parts: FileParts, taken: () => Promise<readonly WorkOrder[]>): Promise<void> {
  return parts.mirror.leaving(async () => forgetFiles(parts, await taken()));
}

/**
 * An order that left takes its files along, but for those that still have to go up or that another order names; also those
 * that were attached here and that its copy never came to name.
 */
async function forgetFiles(parts: FileParts, gone: readonly WorkOrder[]): Promise<void> {
  const left = new Set<OrderId>(gone.map((order) => order.id));
  const attachedHere = parts.uploads.all().filter((job) => left.has(job.orderId));
  const named = gone.flatMap((order) => order.attachments);
  const stored = new Set(named.filter((one) => one.stored).map((one) => one.sha256));
  await dropFiles(parts, new Set([...named, ...attachedHere].map((one) => one.sha256)), stored);
}

/**
 * Deletes the bytes of files that nobody here needs any more; to be called while files leave or arrive
 * (swept-files.ts). Of one whose job was lost with the box the journal still says that it has to go up: it need not when
 * it is `stored`, as the copy that left said, and no job is open.
 */
export async function dropFiles(
  parts: FileParts,
  dropped: ReadonlySet<Sha256>,
  stored: ReadonlySet<Sha256> = new Set(),
): Promise<void> {
  const files = new Set(dropped);
  if (files.size === 0) return;
  const open = new Set(parts.uploads.all().flatMap((job) => (job.isDone === true ? [] : [job.sha256])));
  for (const sha256 of keptFiles(parts.uploads, parts.outbox.ledger())) {
    if (open.has(sha256) || !stored.has(sha256)) files.delete(sha256);
  }
  await parts.mirror.allOrders((order) => order.attachments.forEach((one) => files.delete(one.sha256)));
  for (const sha256 of files) await parts.blobs.delete(sha256);
}

/** Of files that the province has now, those whose order left meanwhile: they had stayed for their way there alone. */
export function dropSent(parts: FileParts, sent: readonly UploadJob[]): Promise<void> {
  return sent.length === 0 ? Promise.resolve() : parts.mirror.touching(() => dropLeft(parts, sent));
}

async function dropLeft(parts: FileParts, sent: readonly UploadJob[]): Promise<void> {
  const left = new Set<Sha256>();
  for (const { sha256, orderId } of sent) {
    const isHere = (await parts.blobs.size(sha256)) !== null;
    if (isHere && (await parts.mirror.order(orderId)) === null) left.add(sha256);
  }
  await dropFiles(parts, left);
}

type StoreParts = FileParts & Readonly<{ clock: Readonly<{ now: () => Instant }>; standpoint: () => Standpoint }>;

/** Stores rows of the feed; what they take away from this desk takes its files along. */
export async function storeRows(parts: StoreParts, rows: readonly MirrorRow[]): Promise<void> {
  const store = (): Promise<readonly WorkOrder[]> => parts.mirror.store(rows, parts.standpoint(), parts.clock.now());
  if (rows.some(({ order }) => order === null || order.workerWithheld)) await letGo(parts, store);
  else await store();
}

// [Note: begun anew] A first sync takes away from the copy and adds to it before its own cursor is there, and the old one
// still stands for what the copy was. Whoever is cut off in between and then gets back the scope or the office of the old
// cursor would read on from it and never hear of what is missing. So it is noted first that all is being fetched anew.
/** To be called before a first sync, or a change of scope, touches the copy. @see docs/spec/local-store.md LS-54 */
export async function beginAnew(mirror: Pick<Mirror, "writeFact">): Promise<void> {
  await mirror.writeFact("bootstrap", JSON.stringify(emptyBootstrap));
}
