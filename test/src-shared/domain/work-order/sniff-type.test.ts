import { expect, test } from "vitest";
import { sniffType } from "../../../../src-shared/domain/work-order/sniff-type.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)));

test.each([
  ["image/jpeg", "\xff\xd8\xff\xe0"],
  ["image/png", "\x89PNG\r\n\x1a\n\0"],
  ["image/webp", "RIFF\0\0\0\0WEBPVP8 "],
  ["audio/wav", "RIFF\0\0\0\0WAVEfmt "],
  ["application/pdf", "%PDF-1.7"],
  ["audio/mpeg", "ID3\x04"],
  ["audio/mpeg", "\xff\xfb\x90\x00"],
  ["audio/mpeg", "\xff\xf3\x40\x00"],
  ["audio/mpeg", "\xff\xe3\x18\x00"],
  ["video/mp4", "\0\0\0\x20ftypisom"],
  ["text/plain", "line\r\n\tline"],
  [null, ""],
  [null, "MZ\0\0"],
  [null, "PK\x03\x04"],
  [null, "\0\0\0\0\0\0\0\0WEBPVP8 "],
  [null, "\0\0\0\0\0\0\0\0WAVEfmt "],
  [null, "RIFF\0\0\0\0AVI "],
  [null, "\xff\xfe\x00\x00"],
  [null, "\x7fELF\x02"],
])("[FI-5] %s is told by its bytes, the same on desk and province", (type, head) => {
  expect(sniffType(bytes(head))).toBe(type);
});

test("[FI-5] text is UTF-8 or GB 18030, and may be cut within a character", () => {
  const utf8 = new TextEncoder().encode("情况说明");
  const gb18030 = Uint8Array.from([0xd5, 0xc5, 0xc8, 0xfd]);
  for (const head of [utf8, utf8.subarray(0, 4), gb18030, gb18030.subarray(0, 3)]) {
    expect(sniffType(head)).toBe("text/plain");
  }
  expect(sniffType(Uint8Array.from([...gb18030, 0xff]))).toBeNull();
});
