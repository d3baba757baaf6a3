import { randomFillSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";

const sample = "resources/demo/files/wage-slip.png";
const headerEnd = 8 + 25;
const chunkBytes = 1024 * 1024;

/**
 * Writes a photo of about so many megabytes: a picture that any program shows, made heavy as cameras do by data beside
 * the picture (PNG ancillary chunks, here random and so not to be compressed).
 */
export function writeLargePhoto(file: string, megabytes: number): void {
  const picture = readFileSync(sample);
  const beside = Array.from({ length: megabytes }, () => chunk(randomFillSync(Buffer.alloc(chunkBytes))));
  writeFileSync(file, Buffer.concat([picture.subarray(0, headerEnd), ...beside, picture.subarray(headerEnd)]));
}

function chunk(bytes: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from("laDa"), bytes]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
