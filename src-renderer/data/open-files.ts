import type { Attachment } from "../../src-shared/domain/work-order/attachment.ts";
import { takesNewFiles, type DiskSpace } from "../../src-shared/ipc/disk-space.ts";
import type { Blobs, Pictures } from "../platform/platform.ts";
import type { Box } from "./box.ts";
import type { DeskFiles, FileAnswer } from "./desk-files.ts";
import { createDownloads, type DownloadParts } from "./downloads.ts";
import { clearPrintCopies, printCopies } from "./print-copies.ts";
import { createReadingCopies } from "./reading-copies.ts";

export type OpenFilesParts = DownloadParts &
  Readonly<{ blobs: Blobs; pictures: Pictures; space: () => Promise<DiskSpace>; box: Box }>;

/** Opens what a person looks at files with. */
export async function openFiles(parts: OpenFilesParts): Promise<DeskFiles> {
  const { blobs, box, pictures, space } = parts;
  const downloads = createDownloads(parts);
  const fetch = async (attachment: Attachment): Promise<FileAnswer> => {
    const answer = await downloads.fetch(attachment);
    // A file that cannot be kept can still be shown.
    if (answer.ok && takesNewFiles(await space()))
      await blobs.put(attachment.sha256, answer.blob).catch(() => undefined);
    return answer;
  };
  const original = async (attachment: Attachment): Promise<FileAnswer> => {
    const blob = await blobs.read(attachment.sha256);
    return blob === null ? fetch(attachment) : { ok: true, blob: blob.slice(0, blob.size, attachment.type) };
  };
  const copies = createReadingCopies(pictures, original);
  await clearPrintCopies({ box, blobs }).catch(() => undefined);
  return {
    isHere: async (sha256) => (await blobs.size(sha256)) !== null,
    original,
    reading: copies.of,
    printCopies: (attachments) => printCopies({ box, blobs, copies }, attachments),
    downloads$: downloads.lines$,
    stop: downloads.stop,
  };
}
