import { crc32c } from "../kernel/crc32c.ts";
import { fromUtf8, utf8 } from "../kernel/utf8.ts";

// [Note: journal format] One record is one line: eight hex digits of length, a space, eight hex digits of CRC-32C, a
// space, the payload, a line feed. Length and checksum are of the payload's UTF-8 bytes; the payload has no line feed.
// The main process writes it to a file, the browser to the origin-private file system; both read it with this code.
const headLength = 18;
const lineFeed = 10;

/** The bytes of one record. `payload` is JSON or base64, without a line feed. */
export function frameRecord(payload: string): Uint8Array<ArrayBuffer> {
  const body = utf8(payload);
  const head = utf8(`${hex8(body.length)} ${hex8(crc32c(body))} `);
  const frame = new Uint8Array(head.length + body.length + 1);
  frame.set(head);
  frame.set(body, head.length);
  frame[frame.length - 1] = lineFeed;
  return frame;
}

export type JournalContent = Readonly<{
  payloads: readonly string[];
  /** Bytes up to the end of the last whole record: where writing goes on. */
  wholeBytes: number;
  /** Bytes after that: a record torn by a crash in mid-write, never acknowledged to anybody. */
  tornBytes: number;
  /** Records in the middle whose checksum failed: damage, to be reported; what follows them is still read. */
  damaged: number;
}>;

/**
 * Reads all whole records. A torn tail is what a crash leaves and is left out; a damaged record in the middle is
 * counted and skipped, and reading goes on at the next line.
 * @see docs/spec/journal-format.md JF-1 to JF-6
 */
export function readFrames(bytes: Uint8Array): JournalContent {
  const payloads: string[] = [];
  let damaged = 0;
  let at = 0;
  let wholeBytes = 0;
  while (at < bytes.length) {
    const record = recordAt(bytes, at);
    const lineEnd = bytes.indexOf(lineFeed, at);
    if (!record && lineEnd === -1) break;
    if (record) payloads.push(record.payload);
    else damaged += 1;
    at = record ? record.end : lineEnd + 1;
    wholeBytes = at;
  }
  return { payloads, wholeBytes, tornBytes: bytes.length - wholeBytes, damaged };
}

function recordAt(bytes: Uint8Array, at: number): Readonly<{ payload: string; end: number }> | null {
  const head = fromUtf8(bytes.subarray(at, at + headLength));
  const match = head === null ? null : /^([0-9a-f]{8}) ([0-9a-f]{8}) $/.exec(head);
  if (!match) return null;
  const start = at + headLength;
  const end = start + Number.parseInt(match[1] ?? "", 16);
  if (end >= bytes.length || bytes[end] !== lineFeed) return null;
  const body = bytes.subarray(start, end);
  if (hex8(crc32c(body)) !== match[2]) return null;
  const payload = fromUtf8(body);
  return payload === null ? null : { payload, end: end + 1 };
}

function hex8(value: number): string {
  return value.toString(16).padStart(8, "0");
}
