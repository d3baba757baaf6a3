import type { Attachment } from "../../src-shared/domain/work-order/attachment.ts";
import type { Sha256 } from "../../src-shared/kernel/ids.ts";
import type { Pictures } from "../platform/platform.ts";
import type { Box } from "./box.ts";
import type { DeskFiles, FileAnswer } from "./desk-files.ts";
import { createDownloads, type DownloadParts } from "./downloads.ts";
import type { Mirror } from "./mirror.ts";
import { clearPrintCopies, printCopies } from "./print-copies.ts";
import { createReadingCopies } from "./reading-copies.ts";

export type OpenFilesParts = DownloadParts &
  Readonly<{ pictures: Pictures; box: Box; mirror: Pick<Mirror, "allOrders"> }>;

/** Opens what a person looks at files with. */
export async function openFiles(parts: OpenFilesParts): Promise<DeskFiles> {
  const { partials, box, pictures, mirror } = parts;
  const { blobs } = partials;
  const downloads = createDownloads(parts);
  const original = async (attachment: Attachment): Promise<FileAnswer> => {
    const blob = await blobs.read(attachment.sha256);
    return blob === null ? downloads.fetch(attachment) : { ok: true, blob: blob.slice(0, blob.size, attachment.type) };
  };
  const copies = createReadingCopies(pictures, original);
  await clearPrintCopies({ box, blobs }).catch(() => undefined);
  await partials.tidy((files) => namedOf(mirror, files)).catch(() => undefined);
  return {
    isHere: async (sha256) => (await blobs.size(sha256)) !== null,
    original,
    reading: copies.of,
    printCopies: (attachments) => printCopies({ box, blobs, copies }, attachments),
    downloads$: downloads.lines$,
    stop: downloads.stop,
  };
}

/** Those of the files that an order here names. */
async function namedOf(mirror: Pick<Mirror, "allOrders">, files: ReadonlySet<Sha256>): Promise<ReadonlySet<Sha256>> {
  const named = new Set<Sha256>();
  await mirror.allOrders(({ attachments }) => {
    for (const { sha256 } of attachments) if (files.has(sha256)) named.add(sha256);
  });
  return named;
}
