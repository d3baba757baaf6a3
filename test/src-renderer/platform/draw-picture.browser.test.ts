import { expect, test } from "vitest";

import { workerPictures } from "../../../src-renderer/platform/pictures.ts";

const { draw } = workerPictures();

/** 600 × 300 with a red left half and a blue right half, as a camera held on its side notes it: Orientation 6. */
async function photo(): Promise<Blob> {
  const canvas = new OffscreenCanvas(600, 300);
  const paper = canvas.getContext("2d");
  if (!paper) throw new Error("no canvas");
  paper.fillStyle = "red";
  paper.fillRect(0, 0, 300, 300);
  paper.fillStyle = "blue";
  paper.fillRect(300, 0, 300, 300);
  const plain = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 });
  return new Blob([plain.slice(0, 2), exif(), plain.slice(2)], { type: "image/jpeg" });
}

/** APP1 with two entries: Orientation = 6, and the maker's name where the place would stand. */
function exif(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 + 2 + 6 + 8 + 2 + 12 + 12 + 4 + 16);
  const view = new DataView(bytes.buffer);
  const put = (at: number, text: string): void => void new TextEncoder().encodeInto(text, bytes.subarray(at));
  view.setUint16(0, 0xffe1);
  view.setUint16(2, bytes.length - 2);
  put(4, "Exif");
  const tiff = 10;
  put(tiff, "MM");
  view.setUint16(tiff + 2, 42);
  view.setUint32(tiff + 4, 8);
  view.setUint16(tiff + 8, 2);
  view.setUint16(tiff + 10, 0x010f);
  view.setUint16(tiff + 12, 2);
  view.setUint32(tiff + 14, 16);
  view.setUint32(tiff + 18, 38);
  view.setUint16(tiff + 22, 0x0112);
  view.setUint16(tiff + 24, 3);
  view.setUint32(tiff + 26, 1);
  view.setUint16(tiff + 30, 6);
  put(tiff + 38, "TAISHAN 36.2N 11");
  return bytes;
}

type Colour = "red" | "blue" | "white" | "other";

async function colourAt(blob: Blob, x: number, y: number): Promise<Colour> {
  const bitmap = await createImageBitmap(blob);
  const paper = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  paper?.drawImage(bitmap, 0, 0);
  return colourOf([...(paper?.getImageData(x, y, 1, 1).data ?? [])]);
}

/** Names a pixel of a picture that was compressed: near enough is the colour. */
function colourOf([red = 0, green = 0, blue = 0]: readonly number[]): Colour {
  if (Math.min(red, green, blue) > 240) return "white";
  if (red > 200 && blue < 60) return "red";
  return blue > 200 && red < 60 ? "blue" : "other";
}

async function sizeOf(blob: Blob): Promise<readonly number[]> {
  const { width, height } = await createImageBitmap(blob);
  return [width, height];
}

const text = async (blob: Blob): Promise<string> => new TextDecoder("latin1").decode(await blob.arrayBuffer());

async function copyOf(bytes: Blob, longSide = 2400): Promise<Blob> {
  const drawn = await draw(bytes, longSide);
  if (!drawn.ok) throw new Error(drawn.why);
  return drawn.blob;
}

/** A see-through square. */
function pngOf(side: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext("2d");
  return canvas.convertToBlob({ type: "image/png" });
}

test("[FI-31] a photo taken with the camera on its side stands upright", async () => {
  const copy = await copyOf(await photo());
  expect(await sizeOf(copy)).toEqual([300, 600]);
  expect([await colourAt(copy, 150, 100), await colourAt(copy, 150, 500)]).toEqual(["red", "blue"]);
});

test("[FI-31] it is scaled down to what was asked, and never up", async () => {
  expect(await sizeOf(await copyOf(await photo(), 360))).toEqual([180, 360]);
  expect(await sizeOf(await copyOf(await photo(), 5000))).toEqual([300, 600]);
});

test("[FI-32] nothing but what is seen is in the copy, and the original is as it was", async () => {
  const original = await photo();
  const before = await text(original);
  const copy = await copyOf(original);
  expect(before).toContain("TAISHAN 36.2N");
  expect(await text(copy)).not.toMatch(/Exif|TAISHAN/);
  expect(await text(original)).toBe(before);
});

test("[FI-32] what is see-through in a PNG is white on paper", async () => {
  const copy = await copyOf(await pngOf(40));
  expect(copy.type).toBe("image/jpeg");
  expect(await colourAt(copy, 20, 20)).toBe("white");
});

test("[FI-30] a picture that would unfold to more pixels than there is memory is not decoded", async () => {
  const bytes = new Uint8Array(await (await pngOf(10)).arrayBuffer());
  new DataView(bytes.buffer).setUint32(16, 60_000);
  new DataView(bytes.buffer).setUint32(20, 60_000);
  expect(await draw(new Blob([bytes]), 2400)).toEqual({ ok: false, why: "too-many-pixels" });
});

test("[FI-30] what is no picture is said to be none, and the next one is drawn all the same", async () => {
  expect(await draw(new Blob(["no picture at all"]), 2400)).toEqual({ ok: false, why: "unreadable" });
  const header = (await pngOf(10)).slice(0, 24);
  expect(await draw(new Blob([header]), 2400)).toEqual({ ok: false, why: "unreadable" });
  expect(await sizeOf(await copyOf(await photo(), 360))).toEqual([180, 360]);
});
