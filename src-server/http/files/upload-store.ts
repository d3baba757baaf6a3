import { FileStore } from "@tus/file-store";

import type { UploadLocker } from "./upload-locker.ts";
import { UploadRefused } from "./upload-refused.ts";

/** The tus server's files, written only by who holds the upload's lock: who loses it stops at once. */
export class UploadStore extends FileStore {
  readonly #locker: UploadLocker;

  constructor(options: ConstructorParameters<typeof FileStore>[0], locker: UploadLocker) {
    super(options);
    this.#locker = locker;
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
