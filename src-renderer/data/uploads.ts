import { BehaviorSubject, type Observable } from "rxjs";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { actionIdSchema, orderIdSchema, sha256Schema } from "../../src-shared/kernel/ids.ts";
import type { Sha256 } from "../../src-shared/kernel/ids.ts";
import { parseIntent } from "../../src-shared/actions/action.ts";
import type { Box } from "./box.ts";
import type { Ledger } from "./ledger.ts";

/** A file whose bytes the province does not have yet; `url` is where its upload was begun. */
const uploadJobSchema = Type.Object({
  sha256: sha256Schema,
  name: Type.String(),
  type: Type.String(),
  size: Type.Integer(),
  orderId: orderIdSchema,
  actionId: actionIdSchema,
  url: Type.Union([Type.String(), Type.Null()]),
});
export type UploadJob = Readonly<Static<typeof uploadJobSchema>>;

/** The files to upload, one at a time, oldest first; they stay until the province has all their bytes. */
export type Uploads = Readonly<{
  jobs$: Observable<readonly UploadJob[]>;
  jobs: () => readonly UploadJob[];
  add: (job: UploadJob) => Promise<void>;
  begun: (sha256: Sha256, url: string | null) => Promise<void>;
  done: (sha256: Sha256) => Promise<void>;
}>;

/** Opens the uploads of a box. */
export async function openUploads(box: Box): Promise<Uploads> {
  const docs = await box.use(({ uploads }) => uploads.find().exec());
  const jobs$ = new BehaviorSubject(docs.flatMap((doc) => readJob(doc.payload) ?? []).toSorted(byAge));
  const save = async (job: UploadJob): Promise<void> => {
    const others = jobs$.value.filter((one) => one.sha256 !== job.sha256);
    jobs$.next([...others, job].toSorted(byAge));
    await box.use(({ uploads }) => uploads.upsert({ sha256: job.sha256, payload: JSON.stringify(job) }));
  };
  return {
    jobs$,
    jobs: () => jobs$.value,
    add: save,
    begun: async (sha256, url) => {
      const job = jobs$.value.find((one) => one.sha256 === sha256);
      if (job) await save({ ...job, url });
    },
    done: async (sha256) => {
      jobs$.next(jobs$.value.filter((one) => one.sha256 !== sha256));
      await box.use(async ({ uploads }) => void (await uploads.bulkRemove([sha256])));
    },
  };
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
    const intent = parseIntent({ type: step.type, orderId: step.orderId, payload: step.payload });
    if (intent?.type !== "attach") return [];
    const { sha256, name, type, size } = intent.payload.attachment;
    return [{ sha256, name, type, size, orderId: step.orderId, actionId: step.id, url: null }];
  });
}
