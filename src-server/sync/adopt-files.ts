import { sniffedBytes, sniffType } from "../../src-shared/domain/work-order/sniff-type.ts";
import type { Sha256, UserId } from "../../src-shared/kernel/ids.ts";
import type { BlobStore } from "../store/blob-store.ts";
import { addFile, hasSent, readAwaited } from "../store/file-store.ts";
import { announceEvidence } from "./announce-evidence.ts";
import type { Province } from "./province.ts";

const pageSize = 500;

/**
 * Takes over what lies on the disk of the files that orders await, and says on them what is there. A database that was
 * put back has forgotten files that came after its backup; some of them no desk has any more. Harmless at any time.
 * @see docs/spec/files.md FI-12, FI-16
 */
export async function adoptAwaited(province: Province, blobs: BlobStore): Promise<void> {
  for (let after = "", isMore = true; isMore;) {
    const awaited = await readAwaited(province.store.db, after, pageSize);
    for (const hash of awaited) await adoptFile(province, blobs, hash);
    isMore = awaited.length === pageSize;
    after = awaited.at(-1) ?? after;
  }
  await announceEvidence(province);
}

/** The same for the files that steps which just came name. */
export async function adoptNamed(province: Province, blobs: BlobStore, named: readonly Sha256[]): Promise<void> {
  for (const hash of new Set(named)) await adoptFile(province, blobs, hash);
  await announceEvidence(province);
}

/** Notes again what the disk alone knows: that a file is there, and who has sent it. It counts for nobody else. */
async function adoptFile(province: Province, blobs: BlobStore, hash: Sha256): Promise<void> {
  const forgotten: UserId[] = [];
  for (const sender of await blobs.senders(hash)) {
    if (!(await hasSent(province.store.db, sender, hash))) forgotten.push(sender);
  }
  if (forgotten.length === 0) return;
  const found = await blobs.check(hash, sniffedBytes);
  if (found === "damaged") province.log.error({ sha256: hash }, "a kept file is damaged; it was put aside");
  const type = typeof found === "string" ? null : sniffType(found.head);
  if (typeof found === "string" || type === null) return;
  const storedAt = province.now();
  for (const storedBy of forgotten) {
    await addFile(province.store.db, { sha256: hash, size: found.size, type, storedAt, storedBy });
  }
}
