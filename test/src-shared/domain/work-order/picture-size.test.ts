import { expect, test } from "vitest";

import {
  hasTooManyPixels,
  maxPicturePixels,
  pictureSize,
} from "../../../../src-shared/domain/work-order/picture-size.ts";

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const big = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** (bytes - 1 - at)) % 256);
const little = (value: number, bytes: number): number[] => big(value, bytes).toReversed();

const png = (width: number, height: number): Uint8Array =>
  Uint8Array.from([
    0x89,
    ...ascii("PNG\r\n\u001a\n"),
    ...big(13, 4),
    ...ascii("IHDR"),
    ...big(width, 4),
    ...big(height, 4),
  ]);

/** A camera's JPEG: what it wrote about itself stands before the frame. */
const jpeg = (width: number, height: number, exifBytes = 300): Uint8Array => {
  const exif = [0xff, 0xe1, ...big(exifBytes + 2, 2), ...Array.from({ length: exifBytes }, () => 0xff)];
  const frame = [0xff, 0xff, 0xc2, ...big(17, 2), 8, ...big(height, 2), ...big(width, 2), 3];
  return Uint8Array.from([0xff, 0xd8, ...exif, ...frame]);
};

const riff = (kind: string, rest: readonly number[]): Uint8Array =>
  Uint8Array.from([...ascii("RIFF"), 0, 0, 0, 0, ...ascii("WEBP"), ...ascii(kind), 0, 0, 0, 0, ...rest]);

test.each([
  ["PNG", png(4000, 3000)],
  ["JPEG", jpeg(4000, 3000)],
  ["WebP, extended", riff("VP8X", [0, 0, 0, 0, ...little(3999, 3), ...little(2999, 3)])],
  ["WebP, lossy", riff("VP8 ", [0, 0, 0, 0x9d, 0x01, 0x2a, ...little(4000, 2), ...little(3000, 2)])],
  ["WebP, lossless", riff("VP8L", [0x2f, ...little(3999 + 2999 * 2 ** 14, 4)])],
])("[FI-30] the size of a %s is read without decoding it", (_kind, bytes) => {
  expect(pictureSize(bytes)).toEqual({ width: 4000, height: 3000 });
});

test.each([
  ["text", Uint8Array.from(ascii("no picture"))],
  ["nothing", new Uint8Array()],
  ["a picture cut before its size", jpeg(4000, 3000).subarray(0, 200)],
  ["a JPEG without segments", Uint8Array.from([0xff, 0xd8, 1, 2, 3, 4])],
  ["a WebP of an unknown kind", riff("ABCD", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
])("[FI-30] %s says no size", (_kind, bytes) => {
  expect(pictureSize(bytes)).toBeNull();
  expect(hasTooManyPixels(bytes)).toBe(false);
});

test("[FI-30] 120 million pixels are taken, and one row more is not", () => {
  expect(hasTooManyPixels(png(12_000, maxPicturePixels / 12_000))).toBe(false);
  expect(hasTooManyPixels(png(12_000, maxPicturePixels / 12_000 + 1))).toBe(true);
  expect(hasTooManyPixels(jpeg(65_535, 65_535))).toBe(true);
});
