import { DataStore, ERRORS, Upload } from "@tus/server";

import { theWorld } from "../world/world.ts";
import { onDisk, provinceDisk } from "./province-disk.ts";

/** The twin of `FileStore` of @tus/file-store, over the disk of the simulated province. */
export class FileStore extends DataStore {
  readonly #expiresMs: number;

  constructor({ expirationPeriodInMilliseconds = 0 }: Readonly<{ expirationPeriodInMilliseconds?: number }>) {
    super();
    this.#expiresMs = expirationPeriodInMilliseconds;
    this.extensions = ["creation", "creation-with-upload", "creation-defer-length", "termination", "expiration"];
  }

  override create(file: Upload): Promise<Upload> {
    return onDisk(() => {
      provinceDisk().uploads.set(file.id, { facts: file, bytes: new Uint8Array() });
      return file;
    });
  }

  override remove(id: string): Promise<void> {
    return onDisk(() => {
      if (!provinceDisk().uploads.delete(id)) throw faultOf(ERRORS.FILE_NOT_FOUND);
    });
  }

  /** Each piece is on the disk as it comes: of a request that is cut off, what came before stays. */
  override async write(readable: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
    let end = offset;
    for await (const piece of readable) {
      await onDisk(() => put(id, piece, end));
      end += piece.length;
      theWorld().count("piece of a file written");
    }
    return end;
  }

  override getUpload(id: string): Promise<Upload> {
    return onDisk(() => {
      const kept = provinceDisk().uploads.get(id);
      if (kept === undefined) throw faultOf(ERRORS.FILE_NOT_FOUND);
      const { size, metadata = {}, creation_date = "" } = kept.facts;
      return new Upload({
        id,
        offset: kept.bytes.length,
        ...(size !== undefined && { size }),
        metadata,
        creation_date,
      });
    });
  }

  override getExpiration(): number {
    return this.#expiresMs;
  }
}

/** The tus server reads these members of what is thrown. */
function faultOf(kind: Readonly<{ status_code: number; body: string }>): Error {
  return Object.assign(new Error(kind.body), kind);
}

function put(id: string, piece: Uint8Array, position: number): void {
  const kept = provinceDisk().uploads.get(id);
  if (kept === undefined) throw faultOf(ERRORS.FILE_WRITE_ERROR);
  const next = new Uint8Array(Math.max(kept.bytes.length, position + piece.length));
  next.set(kept.bytes);
  next.set(piece, position);
  kept.bytes = next;
}
