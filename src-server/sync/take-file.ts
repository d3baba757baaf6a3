import { attachmentTypes } from "../../src-shared/domain/work-order/attachment.ts";
import { hasTooManyPixels, pictureHeadBytes } from "../../src-shared/domain/work-order/picture-size.ts";
import { sniffedBytes, sniffType, type AttachmentType } from "../../src-shared/domain/work-order/sniff-type.ts";
import type { Sha256, UserId } from "../../src-shared/kernel/ids.ts";
import { accept, refuse, type Result } from "../../src-shared/kernel/result.ts";
import type { BlobStore } from "../store/blob-store.ts";
import { addFile } from "../store/file-store.ts";
import { announceEvidence } from "./announce-evidence.ts";
import type { Province } from "./province.ts";

/** A file that has arrived whole, and what its sender said of it. */
export type ArrivedFile = Readonly<{ place: string; sha256: Sha256; type: AttachmentType; from: UserId }>;

export function isAttachmentType(text: string): text is AttachmentType {
  return attachmentTypes.some((type) => type === text);
}

/**
 * Takes a file in: its bytes must hash to its name and look like what it says it is. Every order that names it then
 * says so; the orders that name it later, too.
 * Refuses `file-damaged`, `file-type`, `picture-too-large`.
 * @see docs/spec/files.md FI-4 to FI-12
 */
export async function takeFile(
  province: Province,
  blobs: BlobStore,
  file: ArrivedFile,
): Promise<Result<null, "file-damaged" | "file-type" | "picture-too-large">> {
  const { sha256, size, head } = await blobs.measure(file.place, pictureHeadBytes);
  if (sha256 !== file.sha256) return refuse("file-damaged");
  if (sniffType(head.subarray(0, sniffedBytes)) !== file.type) return refuse("file-type");
  if (file.type.startsWith("image/") && hasTooManyPixels(head)) return refuse("picture-too-large");
  await blobs.keep(file.place, sha256, file.from);
  await addFile(province.store.db, {
    sha256,
    size,
    type: file.type,
    storedAt: province.now(),
    storedBy: file.from,
  });
  await announceEvidence(province);
  return accept(null);
}
