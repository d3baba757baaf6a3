import { maxPicturePixels, pictureHeadBytes, pictureSize } from "../../../src-shared/domain/work-order/picture-size.ts";

/** A copy of a picture for reading, or why there is none. */
export type DrawnPicture =
  Readonly<{ ok: true; blob: Blob }> | Readonly<{ ok: false; why: "too-many-pixels" | "unreadable" }>;

/** Fine enough for the small print of a wage slip, small enough to keep many of them in memory. */
const quality = 0.85;

/**
 * Draws a picture upright and no larger than asked, as a JPEG that holds nothing but what is seen: neither the place nor
 * the time nor the camera. A picture whose header promises too many pixels, or no number of them, is never decoded.
 * @param longSide of the copy, in pixels
 * @see docs/spec/files.md FI-31, FI-32
 */
export async function drawPicture(bytes: Blob, longSide: number): Promise<DrawnPicture> {
  const size = pictureSize(new Uint8Array(await bytes.slice(0, pictureHeadBytes).arrayBuffer()));
  if (size === null) return { ok: false, why: "unreadable" };
  if (size.width * size.height > maxPicturePixels) return { ok: false, why: "too-many-pixels" };
  try {
    const bitmap = await createImageBitmap(bytes, { imageOrientation: "from-image" });
    return { ok: true, blob: await scaled(bitmap, longSide) };
  } catch {
    return { ok: false, why: "unreadable" };
  }
}

async function scaled(bitmap: ImageBitmap, longSide: number): Promise<Blob> {
  const scale = Math.min(1, longSide / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const paper = canvas.getContext("2d", { alpha: false });
  if (paper === null) throw new Error("no canvas");
  paper.fillStyle = "white"; // what is see-through in a PNG is white on paper
  paper.fillRect(0, 0, width, height);
  paper.imageSmoothingQuality = "high";
  paper.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/jpeg", quality });
}
