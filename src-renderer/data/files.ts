import { maxAttachmentBytes, type AttachmentFacts } from "../../src-shared/domain/work-order/attachment.ts";
import { hasTooManyPixels, pictureHeadBytes } from "../../src-shared/domain/work-order/picture-size.ts";
import { sniffedBytes, sniffType } from "../../src-shared/domain/work-order/sniff-type.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import { tidyText } from "../../src-shared/kernel/text.ts";
import { takesNewFiles, type DiskSpace } from "../../src-shared/ipc/disk-space.ts";
import { asUnavailable } from "../platform/unavailable.ts";
import type { AttachResult } from "./desk-api.ts";
import { dropFiles, type FileParts as HeldFiles } from "./errand-ends.ts";
import { sha256Of } from "./seal.ts";
import { submit, type SubmitParts } from "./submit.ts";

export type FileParts = HeldFiles &
  Readonly<{
    space: () => Promise<DiskSpace>;
    submit: SubmitParts;
  }>;

/**
 * Attaches a file to an order: the bytes first, under their hash, then the step; both on the disk before it says so. Where
 * the step is not taken the bytes go again.
 * @see docs/spec/outbox.md OB-16, docs/spec/files.md FI-70, FI-71
 */
export async function attach(
  parts: FileParts,
  order: OrderId,
  picked: Readonly<{ file: File; caption: string }>,
): Promise<AttachResult> {
  const { file, caption } = picked;
  if (file.size === 0) return { ok: false, refusal: "file-empty" };
  if (file.size > maxAttachmentBytes) return { ok: false, refusal: "file-too-large" };
  const type = sniffType(new Uint8Array(await file.slice(0, sniffedBytes).arrayBuffer()));
  if (type === null) return { ok: false, refusal: "file-type" };
  if (type.startsWith("image/") && hasTooManyPixels(await headOf(file))) {
    return { ok: false, refusal: "picture-too-large" };
  }
  if (!takesNewFiles(await parts.space())) return { ok: false, refusal: "no-new-files" };
  try {
    const sha256 = await sha256Of(await file.arrayBuffer());
    const name = tidyFileName(file.name);
    const facts = { sha256, name, type, size: file.size, evidence: "", caption: tidyText(caption) };
    return await parts.mirror.touching(async () => {
      const wasHere = (await parts.blobs.size(sha256)) !== null;
      await parts.blobs.put(sha256, file);
      await parts.uploads.release(sha256).catch(() => undefined);
      const saved = await saveAttachment(parts, order, facts);
      if (!saved.ok && !wasHere) await dropFiles(parts, new Set([sha256]));
      return saved;
    });
  } catch (fault) {
    return { ok: false, refusal: asUnavailable(fault).reason === "disk-full" ? "no-room" : "local-store" };
  }
}

async function headOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, pictureHeadBytes).arrayBuffer());
}

async function saveAttachment(parts: FileParts, order: OrderId, attachment: AttachmentFacts): Promise<AttachResult> {
  const saved = await submit(parts.submit, { type: "attach", orderId: order, payload: { attachment } });
  if (!saved.ok) return saved;
  const { sha256, name, type, size } = attachment;
  const job = { sha256, name, type, size, orderId: order, actionId: saved.actionId, url: null };
  // The step is in the journal, and the next start adds the job of a box that could not be written.
  await parts.uploads.add(job).catch(() => undefined);
  const { actor } = parts.submit.judge();
  const addedAt = parts.submit.clock.now();
  return { ok: true, attachment: { ...attachment, addedBy: actor.name, addedAt, stored: false } };
}

const longestName = 180;

/** A file's name that can be stored and shown: no folders, no control or direction characters, not too long. */
export function tidyFileName(name: string): string {
  const bare = (name.split(/[/\\]/).at(-1) ?? "").replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
  const tidy = tidyText(bare).replaceAll("\n", " ");
  if (tidy.length <= longestName) return tidy === "" ? "file" : tidy;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(tidy)?.[0] ?? "";
  return tidy.slice(0, longestName - extension.length).toWellFormed() + extension;
}
