import type { attachmentTypes } from "../../src-shared/domain/work-order/attachment.ts";

export type AttachmentType = (typeof attachmentTypes)[number];

type Signature = Readonly<{ type: AttachmentType; at: number; bytes: readonly number[] }>;

const ascii = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0));

const signatures: readonly Signature[] = [
  { type: "image/jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: "image/png", at: 0, bytes: [0x89, ...ascii("PNG"), 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: "image/webp", at: 8, bytes: ascii("WEBP") },
  { type: "audio/wav", at: 8, bytes: ascii("WAVE") },
  { type: "application/pdf", at: 0, bytes: ascii("%PDF-") },
  { type: "audio/mpeg", at: 0, bytes: ascii("ID3") },
  { type: "audio/mpeg", at: 0, bytes: [0xff, 0xfb] },
  { type: "audio/mpeg", at: 0, bytes: [0xff, 0xf3] },
  { type: "audio/mpeg", at: 0, bytes: [0xff, 0xf2] },
  { type: "video/mp4", at: 4, bytes: ascii("ftyp") },
];

/**
 * What a file is by its bytes, whatever its name says; null when it is nothing that an order takes.
 * @param head its first bytes, a few kilobytes
 */
export function sniffType(head: Uint8Array): AttachmentType | null {
  const found = signatures.find(({ at, bytes }) => bytes.every((byte, offset) => head[at + offset] === byte));
  return found?.type ?? (isText(head) ? "text/plain" : null);
}

/** Text in UTF-8: no control characters but tab and line ends. A character cut at the end of the sample is no fault. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0 || head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
