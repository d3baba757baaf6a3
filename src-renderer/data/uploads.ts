import { BehaviorSubject, type Observable } from "rxjs";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { actionIdSchema, orderIdSchema, sha256Schema } from "../../src-shared/kernel/ids.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderId, Sha256 } from "../../src-shared/kernel/ids.ts";
import { readIntent } from "../../src-shared/actions/read-intent.ts";
import type { Blobs } from "../platform/platform.ts";
import type { Box } from "./box.ts";
import type { Ledger } from "./ledger.ts";

const stuckSchema = Type.Union([
  Type.Literal("bytes-missing"),
  Type.Literal("file-too-large"),
  Type.Literal("file-type"),
  Type.Literal("file-damaged"),
  Type.Literal("picture-too-large"),
]);
/** `bytes-missing`: not on this computer any more; else the province's refusal of the file. */
export type StuckUpload = Static<typeof stuckSchema>;

/** A file whose bytes the province does not have yet; `url` is where its upload was begun. */
const uploadJobSchema = Type.Object({
  sha256: sha256Schema,
  name: Type.String(),
  type: Type.String(),
  size: Type.Integer(),
  orderId: orderIdSchema,
  actionId: actionIdSchema,
  url: Type.Union([Type.String(), Type.Null()]),
  /** Why it will not go up by itself; the person is told. */
  stuck: Type.Optional(stuckSchema),
  /** The province has all bytes: kept for as long as the journal has the step, so that no start begins it anew. */
  isDone: Type.Optional(Type.Boolean()),
  /** A person has stopped it, until a person lets it go on. */
  isPaused: Type.Optional(Type.Boolean()),
  /** Bytes that were over when the last try ended. */
  sent: Type.Optional(Type.Integer()),
});
export type UploadJob = Readonly<Static<typeof uploadJobSchema>>;

/**
 * The files to upload, one at a time, oldest first; they stay until the province has all their bytes. `jobs` are those
 * that can go up; one that is stuck or paused waits for a person.
 */
export type Uploads = Readonly<{
  all$: Observable<readonly UploadJob[]>;
  all: () => readonly UploadJob[];
  jobs: () => readonly UploadJob[];
  /** Those that can go by hand: the ones of `jobs`, and what a person has stopped on the line. */
  portable: () => readonly UploadJob[];
  add: (job: UploadJob) => Promise<void>;
  begun: (sha256: Sha256, url: string | null) => Promise<void>;
  done: (sha256: Sha256) => Promise<void>;
  /** The province may have the bytes no more. */
  again: (sha256: Sha256) => Promise<void>;
  stick: (sha256: Sha256, why: StuckUpload) => Promise<void>;
  /** Stops files by a person's hand, or lets them go on; kept over a restart. */
  pause: (files: readonly Sha256[], isPaused: boolean) => Promise<void>;
  reached: (sha256: Sha256, sent: number) => Promise<void>;
  /** The bytes are here again: a file that was stuck may go up. */
  release: (sha256: Sha256) => Promise<void>;
  forget: (files: readonly Sha256[]) => Promise<void>;
}>;

/** Opens the uploads of a box. */
export async function openUploads(box: Box): Promise<Uploads> {
  const docs = await box.use(({ uploads }) => uploads.find().exec());
  const all$ = new BehaviorSubject(docs.flatMap((doc) => readJob(doc.payload) ?? []).toSorted(byAge));
  const save = async (job: UploadJob): Promise<void> => {
    const others = all$.value.filter((one) => one.sha256 !== job.sha256);
    all$.next([...others, job].toSorted(byAge));
    await box.use(({ uploads }) => uploads.upsert({ sha256: job.sha256, payload: JSON.stringify(job) }));
  };
  const change = async (sha256: Sha256, part: Partial<UploadJob>): Promise<void> => {
    const job = all$.value.find((one) => one.sha256 === sha256);
    if (job) await save({ ...job, ...part });
  };
  return {
    all$,
    all: () => all$.value,
    jobs: () => all$.value.filter(isWaiting),
    portable: () => all$.value.filter(isMissing),
    add: save,
    begun: (sha256, url) => change(sha256, { url }),
    // What the disk did not take is not so: the file goes on waiting, and the province is asked again whether it has it.
    done: (sha256) =>
      change(sha256, { isDone: true }).catch((cause: unknown) => {
        all$.next(all$.value.map((one) => (one.sha256 === sha256 ? { ...one, isDone: false } : one)));
        throw cause;
      }),
    again: (sha256) => change(sha256, { isDone: false }),
    stick: (sha256, stuck) => change(sha256, { stuck }),
    // All at once in memory: whoever looks for the next file meanwhile must not find one of these.
    pause: async (files, isPaused) => void (await Promise.all(files.map((sha256) => change(sha256, { isPaused })))),
    reached: (sha256, sent) => change(sha256, { sent }),
    release: async (sha256) => {
      const job = all$.value.find((one) => one.sha256 === sha256);
      if (job?.stuck === undefined) return;
      const { stuck: _over, ...free } = job;
      await save(free);
    },
    forget: async (files) => {
      if (files.length === 0) return;
      all$.next(all$.value.filter((one) => !files.includes(one.sha256)));
      await box.use(async ({ uploads }) => void (await uploads.bulkRemove([...files])));
    },
  };
}

export function isWaiting(job: UploadJob): boolean {
  return isMissing(job) && job.isPaused !== true;
}

/** Whether the province still lacks bytes that are here. */
function isMissing(job: UploadJob): boolean {
  return job.isDone !== true && job.stuck === undefined;
}

/** The files that must stay on this computer: the province has not said that it has them. */
export function keptFiles(uploads: Uploads, ledger: Ledger): ReadonlySet<Sha256> {
  const all = uploads.all();
  const done = new Set(all.filter((job) => job.isDone === true).map((job) => job.sha256));
  return new Set([...all, ...jobsOf(ledger)].map((job) => job.sha256).filter((sha256) => !done.has(sha256)));
}

type CopyOf = (id: OrderId) => Promise<WorkOrder | undefined>;

/** What is on this computer: the copies of orders, and the bytes of files. */
type Here = Readonly<{ copyOf: CopyOf; blobs: Pick<Blobs, "size"> }>;

/** Whether the order's copy says that the province has the bytes. */
export async function isStored(job: UploadJob, copyOf: CopyOf): Promise<boolean> {
  const copy = await copyOf(job.orderId);
  return copy?.attachments.some((one) => one.sha256 === job.sha256 && one.stored) ?? false;
}

// [Note: uploads follow the journal] The journal's step is what promises a file; the box's job is only how far it got. A
// crash between the two, or a box that was lost, costs the job and not the file: every start adds what is missing.
/**
 * Adds a job for every attachment step of the journal that has none and whose bytes the province is not known to have. One
 * that is over and of no step any more goes, but while it alone says whose bytes lie here, for they leave with that order.
 * What the box does not take holds until the next start, which does it again.
 * @see docs/spec/local-store.md LS-79, docs/spec/loss.md LO-15
 */
export async function mendUploads(uploads: Uploads, ledger: Ledger, { copyOf, blobs }: Here): Promise<void> {
  const promised = jobsOf(ledger);
  const known = new Set(uploads.all().map((job) => job.sha256));
  for (const job of promised) {
    if (!known.has(job.sha256) && !(await isStored(job, copyOf))) await uploads.add(job).catch(() => undefined);
  }
  const files = new Set(promised.map((job) => job.sha256));
  const over = uploads.all().filter((job) => job.isDone === true && !files.has(job.sha256));
  for (const job of over) {
    const isNamed = (await copyOf(job.orderId))?.attachments.some(({ sha256 }) => sha256 === job.sha256) === true;
    const isOver = isNamed || (await blobs.size(job.sha256)) === null;
    if (isOver) await uploads.forget([job.sha256]).catch(() => undefined);
  }
}

/** Ids of version 7 sort by the time they were made. */
function byAge(a: UploadJob, b: UploadJob): number {
  return a.actionId < b.actionId ? -1 : 1;
}

function readJob(text: string): UploadJob | null {
  const value: unknown = JSON.parse(text);
  return Value.Check(uploadJobSchema, value) ? value : null;
}

/** The uploads that a ledger asks for: what every attachment step that was not refused brought along. */
export function jobsOf(ledger: Ledger): readonly UploadJob[] {
  return [...ledger.entries.values()].flatMap(({ step, receipt }) => {
    if (receipt?.verdict === "rejected") return [];
    const intent = readIntent(step);
    if (typeof intent === "string" || intent.type !== "attach") return [];
    const { sha256, name, type, size } = intent.payload.attachment;
    return [{ sha256, name, type, size, orderId: step.orderId, actionId: step.id, url: null }];
  });
}
