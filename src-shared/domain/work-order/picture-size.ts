/** The largest picture that an order takes, in pixels: a telephone's 108 megapixels fit. */
export const maxPicturePixels = 120_000_000;

/** Bytes from the beginning of a picture in which its size is looked for: a camera writes a lot before it. */
export const pictureHeadBytes = 1024 * 1024;

/** As the file says it, before it is turned upright; in pixels. */
export type PictureSize = Readonly<{ width: number; height: number }>;

/**
 * How large a picture will be when it is decoded, by what its first bytes say: a few kilobytes can unfold to more than
 * a computer's memory. Nothing is decoded for it.
 * @param head its first bytes, `pictureHeadBytes` of them where there are as many
 * @returns null for what is no JPEG, PNG or WebP, or does not say its size there
 * @see docs/spec/files.md FI-30
 */
export function pictureSize(head: Uint8Array): PictureSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    if (view.getUint32(0) === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (view.getUint16(0) === 0xffd8) return jpegSize(view);
    if (view.getUint32(0) === 0x52494646 && view.getUint32(8) === 0x57454250) return webpSize(view);
    return null;
  } catch {
    return null; // the size lies beyond the bytes that are here
  }
}

/** Whether a picture would need more memory than a computer of an office should give for it. */
export function hasTooManyPixels(head: Uint8Array): boolean {
  const size = pictureSize(head);
  return size !== null && size.width * size.height > maxPicturePixels;
}

/** Frame headers: all of C0 to CF but DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Goes from segment to segment until one begins a frame. */
function jpegSize(view: DataView): PictureSize | null {
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + view.getUint16(at + 2);
  }
}

function webpSize(view: DataView): PictureSize | null {
  const kind = view.getUint32(12);
  if (kind === 0x56503858) return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (kind === 0x56503820)
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== 0x5650384c) return null;
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
