import { statfs } from "node:fs/promises";
import path from "node:path";
import { Server, type ServerOptions } from "@tus/server";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { maxAttachmentBytes } from "../../../src-shared/domain/work-order/attachment.ts";
import { sha256Schema, userIdSchema } from "../../../src-shared/kernel/ids.ts";
import { dayMs } from "../../../src-shared/kernel/instant.ts";
import type { ProblemName } from "../../../src-shared/protocol/problem-code.ts";
import type { BlobStore } from "../../store/blob-store.ts";
import { isDatabaseAway, isDiskFull, withoutValues } from "../../store/database-fault.ts";
import { hasSent } from "../../store/file-store.ts";
import type { Province } from "../../sync/province.ts";
import { isAttachmentType, takeFile } from "../../sync/take-file.ts";
import { problemOf } from "../plugins/problem-answers.ts";
import type { Account } from "../session/account.ts";
import { drainMs, uploadLocker } from "./upload-locker.ts";
import { UploadRefused } from "./upload-refused.ts";
import { UploadStore } from "./upload-store.ts";

type TusRequest = Parameters<NonNullable<ServerOptions["onUploadFinish"]>>[0];
type Upload = Parameters<NonNullable<ServerOptions["onUploadFinish"]>>[1];

/** How long an upload stays after the last byte that came, ms. */
const keptMs = 7 * dayMs;
/** Below this, a write that failed failed for want of room. */
const fullBelowBytes = 4 * 1024 * 1024;

const declaredSchema = Type.Object({
  sha256: sha256Schema,
  name: Type.String({ minLength: 1, maxLength: 400 }),
  type: Type.String({ maxLength: 60 }),
});
const keptSchema = Type.Object({ sha256: sha256Schema, type: Type.String(), owner: userIdSchema });
type Kept = Readonly<Static<typeof keptSchema>>;

/** The tus server with our shape for errors. */
class UploadServer extends Server {
  override write(...[context, headers, status, body]: Parameters<Server["write"]>): ReturnType<Server["write"]> {
    if (body?.startsWith('{"name":') === true) headers.set("content-type", "application/problem+json; charset=utf-8");
    return super.write(context, headers, status, body);
  }
}

export type Sender = Readonly<{ account: Account; requestId: string }>;

/** Who sends a request, as the route in front of the tus server found out. */
export type UploadSender = (request: TusRequest) => Sender;

export type UploadParts = Readonly<{
  province: Province;
  blobs: BlobStore;
  folder: string;
  senderOf: UploadSender;
}>;

/**
 * Resumable uploads (tus 1.0). An upload belongs to its account; when its last byte is there it is checked and taken in.
 * It stays for a week after the last byte that came: a weak line goes on with it on another day, and a sender whose last
 * answer was lost finds it complete instead of sending it again.
 * @see docs/spec/files.md FI-1 to FI-9, FI-48
 */
export function uploadServer(parts: UploadParts): Server {
  const locker = uploadLocker(parts.province.store.uploadLocks);
  const store = new UploadStore({ directory: parts.folder, expirationPeriodInMilliseconds: keptMs }, locker);
  const finish = (upload: Upload): Promise<void> => finishUpload(parts, store, upload);
  return new UploadServer({
    path: "/api/files",
    datastore: store,
    locker,
    lockDrainTimeout: drainMs,
    maxSize: maxAttachmentBytes,
    relativeLocation: true,
    disableTerminationForFinishedUploads: true,
    allowedOrigins: () => false,
    onUploadCreate: async (request, upload) => ({ metadata: declared(upload, parts.senderOf(request).account) }),
    onIncomingRequest: async (request, id) => {
      if (request.method === "POST") return;
      const upload = await store.getUpload(id);
      if (keptOf(upload).owner !== parts.senderOf(request).account.userId) throw new UploadRefused("not-found");
      const isWhole = upload.size !== undefined && upload.offset === upload.size;
      if (isWhole && !(await isTaken(parts, keptOf(upload)))) await finish(upload);
    },
    onUploadFinish: async (_request, upload) => {
      await finish(upload);
      return {};
    },
    onResponseError: async (request, error) => {
      const problem = await problemFor(parts, error);
      const { status, ...rest } = problemOf(problem, parts.senderOf(request).requestId);
      const own = "status_code" in error ? error.status_code : status;
      const isOurs = problem === "disk-full" || problem === "busy";
      return { status_code: isOurs ? status : own, body: JSON.stringify({ ...rest, status: isOurs ? status : own }) };
    },
  });
}

/** What is kept of an upload's metadata: what the sender declares, and whose it is. */
function declared(upload: Upload, account: Account): Record<string, string | null> {
  const facts = upload.metadata ?? {};
  if (!Value.Check(declaredSchema, facts)) throw new UploadRefused("bad-request");
  if (!isAttachmentType(facts.type)) throw new UploadRefused("file-type");
  if (upload.size === undefined || upload.size === 0) throw new UploadRefused("bad-request");
  return { sha256: facts.sha256, type: facts.type, owner: account.userId };
}

function keptOf(upload: Upload): Kept {
  if (!Value.Check(keptSchema, upload.metadata)) throw new UploadRefused("not-found");
  return upload.metadata;
}

/** Whether a whole upload was checked and noted as its sender's; others may have sent the same bytes. */
async function isTaken({ province, blobs }: UploadParts, { sha256, owner }: Kept): Promise<boolean> {
  return (await hasSent(province.store.db, owner, sha256)) && (await blobs.size(sha256)) !== null;
}

async function finishUpload(parts: UploadParts, store: UploadStore, upload: Upload): Promise<void> {
  const { sha256, type, owner } = keptOf(upload);
  if (!isAttachmentType(type)) throw new UploadRefused("file-type");
  const place = path.join(parts.folder, upload.id);
  const taken = await takeFile(parts.province, parts.blobs, { place, sha256, type, from: owner });
  if (taken.ok) return;
  await store.remove(upload.id);
  throw new UploadRefused(taken.refusal);
}

type TusError = Parameters<NonNullable<ServerOptions["onResponseError"]>>[1];

async function problemFor(parts: UploadParts, error: TusError): Promise<ProblemName> {
  if (error instanceof UploadRefused) return error.problem;
  if (isDiskFull(error)) return "disk-full";
  if (isDatabaseAway(error)) return "busy";
  const status = "status_code" in error ? error.status_code : 500;
  if (status === 413) return "file-too-large";
  if (status === 404 || status === 410) return "not-found";
  if (status < 500) return "bad-request";
  const { bavail, bsize } = await statfs(parts.folder);
  if (bavail * bsize < fullBelowBytes) return "disk-full";
  parts.province.log.error({ err: withoutValues(error) }, "an upload failed");
  return "unexpected";
}
