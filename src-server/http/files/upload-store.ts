import { stat } from "node:fs/promises";
import { FileStore } from "@tus/file-store";

import type { UploadLocker } from "./upload-locker.ts";
import { UploadRefused } from "./upload-refused.ts";

type Upload = Awaited<ReturnType<FileStore["getUpload"]>>;

/**
 * The tus server's files, written only by who holds the upload's lock: who loses it stops at once. Their age counts from
 * the last byte that came.
 * @see docs/spec/files.md FI-15, FI-48
 */
export class UploadStore extends FileStore {
  readonly #locker: UploadLocker;

  constructor(options: ConstructorParameters<typeof FileStore>[0], locker: UploadLocker) {
    super(options);
    this.#locker = locker;
  }

  /** With the moment of its last byte as its date: from that the tus server reckons how long an upload stays. */
  override async getUpload(id: string): Promise<Upload> {
    const upload = await super.getUpload(id);
    if (upload.storage === undefined) return upload;
    const { mtime } = await stat(upload.storage.path);
    return Object.assign(upload, { creation_date: mtime.toISOString() });
  }

  /** Removes what nobody went on with, and answers how many uploads that were; one that cannot be removed holds up no other. */
  override async deleteExpired(): Promise<number> {
    const ids = (await this.configstore.list?.()) ?? [];
    let removed = 0;
    for (const id of ids) removed += await this.#removeIfOver(id).catch(() => 0);
    return removed;
  }

  async #removeIfOver(id: string): Promise<number> {
    const { creation_date: lastByteAt } = await this.getUpload(id);
    if (lastByteAt === undefined || Date.now() <= Date.parse(lastByteAt) + this.getExpiration()) return 0;
    await this.remove(id);
    return 1;
  }

  override async write(...[pieces, id, offset]: Parameters<FileStore["write"]>): Promise<number> {
    const lost = this.#locker.lost(id);
    if (lost === undefined || lost.aborted) throw new UploadRefused("busy");
    const stop = (): void => void pieces.destroy(new UploadRefused("busy"));
    lost.addEventListener("abort", stop, { once: true });
    try {
      return await super.write(pieces, id, offset);
    } catch (cause) {
      throw lost.aborted ? new UploadRefused("busy") : cause;
    } finally {
      lost.removeEventListener("abort", stop);
    }
  }
}
