import type { Attachment } from "../../src-shared/domain/work-order/attachment.ts";
import type { Pictures } from "../platform/platform.ts";
import type { CopySize, FileAnswer } from "./desk-files.ts";

/** The longer side of a copy, in pixels: an A4 sheet at 200 dots an inch, and a picture in a list. */
const longSides: Readonly<Record<CopySize, number>> = { page: 2400, stamp: 360 };

/** All copies together stay below this, bytes; what was looked at longest ago goes first. */
const mostBytes = 64 * 1024 * 1024;

// [Note: copies for reading] The original is the evidence: it stays as it came, under its own hash, goes up as it is, and
// is what 保存原件 gives. A copy is made on the computer that shows it, lives in its memory, has no hash on any order, and
// is never sent. So nobody has to trust it, and nothing of it stays on the disk (but while the shell prints).
export type ReadingCopies = Readonly<{ of: (attachment: Attachment, size: CopySize) => Promise<FileAnswer> }>;

/** Makes copies of pictures for reading from what `original` gives, and keeps the last ones in memory. */
export function createReadingCopies(
  pictures: Pictures,
  original: (attachment: Attachment) => Promise<FileAnswer>,
): ReadingCopies {
  const kept = new Map<string, Blob>();
  const keep = (key: string, blob: Blob): void => {
    kept.delete(key);
    kept.set(key, blob);
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.size, 0);
    for (const [old, { size }] of kept) {
      if (bytes <= mostBytes || old === key) return;
      kept.delete(old);
      bytes -= size;
    }
  };
  return {
    of: async (attachment, size) => {
      const key = `${attachment.sha256} ${size}`;
      const known = kept.get(key);
      if (known) keep(key, known);
      if (known) return { ok: true, blob: known };
      const bytes = await original(attachment);
      if (!bytes.ok) return bytes;
      const drawn = await pictures.draw(bytes.blob, longSides[size]);
      if (drawn.ok) keep(key, drawn.blob);
      return drawn;
    },
  };
}
