import type { attachmentTypes } from "../../src-shared/domain/work-order/attachment.ts";

export type AttachmentType = (typeof attachmentTypes)[number];

/** Bytes from the beginning of a file that are enough to tell its kind. */
export const sniffBytes = 4096;

function says(head: Buffer, at: number, signature: string): boolean {
  return head.subarray(at, at + signature.length).toString("latin1") === signature;
}

function isMpegAudio(head: Buffer): boolean {
  if (says(head, 0, "ID3")) return true;
  const second = head[1] ?? 0;
  return head[0] === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0;
}

/** Plain text in one of the two encodings that Chinese computers write. A character cut at the end is no fault. */
function isText(head: Buffer): boolean {
  if (head.includes(0)) return false;
  const binary: readonly AttachmentType[] = ["image/jpeg", "image/png", "image/webp", "application/pdf", "audio/wav"];
  if (binary.some((type) => checks[type](head))) return false;
  return ["utf-8", "gb18030"].some((encoding) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
      return true;
    } catch {
      return false;
    }
  });
}

const checks: Readonly<Record<AttachmentType, (head: Buffer) => boolean>> = {
  "image/jpeg": (head) => says(head, 0, "\xff\xd8\xff"),
  "image/png": (head) => says(head, 0, "\x89PNG\r\n\x1a\n"),
  "image/webp": (head) => says(head, 0, "RIFF") && says(head, 8, "WEBP"),
  "application/pdf": (head) => head.subarray(0, 1024).includes("%PDF-"),
  "audio/mpeg": isMpegAudio,
  "audio/wav": (head) => says(head, 0, "RIFF") && says(head, 8, "WAVE"),
  "video/mp4": (head) => says(head, 4, "ftyp"),
  "text/plain": isText,
};

/**
 * Whether a file's first bytes are those of the kind it says it is.
 * @see docs/spec/files.md FI-5 (security.md S16)
 */
export function looksLike(type: AttachmentType, head: Buffer): boolean {
  return checks[type](head);
}
