import type { attachmentTypes } from "./attachment.ts";

export type AttachmentType = (typeof attachmentTypes)[number];

/** Bytes from the beginning of a file that are enough to tell its kind. */
export const sniffedBytes = 4096;

const ascii = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0));

type Sign = Readonly<{ at: number; bytes: readonly number[] }>;
const riff: Sign = { at: 0, bytes: ascii("RIFF") };

/** A kind is told by all of its signs together. */
const signsOf: readonly Readonly<{ type: AttachmentType; signs: readonly Sign[] }>[] = [
  { type: "image/jpeg", signs: [{ at: 0, bytes: [0xff, 0xd8, 0xff] }] },
  { type: "image/png", signs: [{ at: 0, bytes: [0x89, ...ascii("PNG"), 0x0d, 0x0a, 0x1a, 0x0a] }] },
  { type: "image/webp", signs: [riff, { at: 8, bytes: ascii("WEBP") }] },
  { type: "audio/wav", signs: [riff, { at: 8, bytes: ascii("WAVE") }] },
  { type: "application/pdf", signs: [{ at: 0, bytes: ascii("%PDF-") }] },
  { type: "audio/mpeg", signs: [{ at: 0, bytes: ascii("ID3") }] },
  { type: "video/mp4", signs: [{ at: 4, bytes: ascii("ftyp") }] },
];

/**
 * What a file is by its bytes, whatever its name says; null when it is nothing that an order takes. Desk, province and
 * printer ask this one function, so that no file is taken by one and refused by the other.
 * @param head its first bytes, `sniffedBytes` of them where there are as many
 * @see docs/spec/files.md FI-5
 */
export function sniffType(head: Uint8Array): AttachmentType | null {
  const found = signsOf.find(({ signs }) =>
    signs.every(({ at, bytes }) => bytes.every((byte, offset) => head[at + offset] === byte)),
  );
  if (found) return found.type;
  if (isLayerThree(head)) return "audio/mpeg";
  return isText(head) ? "text/plain" : null;
}

/** A frame of MPEG audio, layer III, without a title before it. */
function isLayerThree(head: Uint8Array): boolean {
  return head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2;
}

/** Text in one of the two encodings that Chinese computers write: no control characters but tab and line ends. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0 || head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  return ["utf-8", "gb18030"].some((encoding) => isWrittenIn(encoding, head));
}

/** A character cut at the end of the sample is no fault. */
function isWrittenIn(encoding: string, head: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
