import type { Observable } from "rxjs";

import type { Attachment } from "../../src-shared/domain/work-order/attachment.ts";
import type { Sha256 } from "../../src-shared/kernel/ids.ts";

/**
 * Why there are no bytes to show. `offline`: not here, and no line. `pending`: whoever attached it has not sent it yet.
 * `no-right`: the province does not give it to this account any more. `damaged`: what came does not hash to its name.
 * `stopped`: a person stopped the fetching. `too-many-pixels`, `unreadable`: the bytes are here, but no picture.
 */
export type FileAway =
  "offline" | "pending" | "no-right" | "damaged" | "stopped" | "signed-out" | "busy" | "too-many-pixels" | "unreadable";

export type FileAnswer = Readonly<{ ok: true; blob: Blob }> | Readonly<{ ok: false; why: FileAway }>;

/** A file on its way to this computer; `secondsLeft` is null while the line's speed is not known. */
export type DownloadLine = Readonly<{
  sha256: Sha256;
  name: string;
  got: number;
  size: number;
  secondsLeft: number | null;
}>;

/** How large a copy for reading is: `page` fills a screen or a sheet of paper, `stamp` stands in a list. */
export type CopySize = "page" | "stamp";

/** Copies of pictures in the file store while a paper is printed, by the hash of the original. */
export type PrintCopies = Readonly<{ of: ReadonlyMap<Sha256, Sha256>; release: () => Promise<void> }>;

/** The files of orders, as a person looks at them. Every original stays as it is, under its own hash. */
export type DeskFiles = Readonly<{
  /** Whether the bytes are on this computer. */
  isHere: (sha256: Sha256) => Promise<boolean>;
  /** The bytes as they were attached: from this computer, else from the province, kept here then. */
  original: (attachment: Attachment) => Promise<FileAnswer>;
  /** A picture upright and scaled, without anything but what is seen; made anew from the original each time it is not in memory. */
  reading: (attachment: Attachment, size: CopySize) => Promise<FileAnswer>;
  /** Puts copies of pictures that are here where the shell's printer finds them. */
  printCopies: (attachments: readonly Attachment[]) => Promise<PrintCopies>;
  downloads$: Observable<readonly DownloadLine[]>;
  /** Stops fetching a file; what came stays in memory, so that asking again goes on from there. */
  stop: (sha256: Sha256) => void;
}>;
