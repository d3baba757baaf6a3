import { Type } from "typebox";
import Value from "typebox/value";

import type { Attachment } from "../../src-shared/domain/work-order/attachment.ts";
import { sha256Schema, type Sha256 } from "../../src-shared/kernel/ids.ts";
import type { Blobs } from "../platform/platform.ts";
import { dropValue, readValue, writeValue, type Box } from "./box.ts";
import type { PrintCopies } from "./desk-files.ts";
import type { ReadingCopies } from "./reading-copies.ts";
import { sha256Of } from "./seal.ts";

export type PrintCopyParts = Readonly<{ box: Box; blobs: Blobs; copies: ReadingCopies }>;

const place = "print-copies";

/**
 * Puts copies for reading into the file store, where the shell's printer finds them, until they are released. Their
 * names are written down first: what a crash left is cleared at the next start.
 * @see docs/spec/files.md FI-34
 */
export async function printCopies(
  { box, blobs, copies }: PrintCopyParts,
  attachments: readonly Attachment[],
): Promise<PrintCopies> {
  const of = new Map<Sha256, Sha256>();
  const put: Sha256[] = [];
  const release = async (): Promise<void> => {
    for (const copy of put) await blobs.delete(copy);
    await dropValue(box, place);
  };
  for (const attachment of attachments.filter((one) => one.type.startsWith("image/"))) {
    const answer = await copies.of(attachment, "page");
    if (!answer.ok) continue;
    const copy = await sha256Of(await answer.blob.arrayBuffer());
    of.set(attachment.sha256, copy);
    // The same bytes may be somebody's original: those are not ours to delete.
    if ((await blobs.size(copy)) !== null) continue;
    put.push(copy);
    await writeValue(box, place, JSON.stringify(put));
    await blobs.put(copy, answer.blob);
  }
  return { of, release };
}

/** Deletes the copies that a crash left. */
export async function clearPrintCopies({ box, blobs }: Omit<PrintCopyParts, "copies">): Promise<void> {
  const left = await readPrintCopies(box);
  if (left.length === 0) return;
  for (const copy of left) await blobs.delete(copy);
  await dropValue(box, place);
}

/** The copies that lie in the file store now. */
export async function readPrintCopies(box: Box): Promise<readonly Sha256[]> {
  const put: unknown = JSON.parse((await readValue(box, place)) ?? "[]");
  return Value.Check(Type.Array(sha256Schema), put) ? put : [];
}
