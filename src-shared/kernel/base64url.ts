const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Bytes as base64url without padding, for keys and other short values. */
export function base64Url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const wanted = Math.min(4, bytes.length - at + 1);
    for (let digit = 0; digit < wanted; digit += 1) text += digits.charAt((group >> (18 - 6 * digit)) & 63);
  }
  return text;
}

/** The bytes of a base64url text; null when it is none. */
export function bytesOfBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  for (let at = 0; at < text.length; at += 4) {
    const group = [0, 1, 2, 3].reduce((sum, digit) => (sum << 6) | digitAt(text, at + digit), 0);
    for (const [byte, shift] of [16, 8, 0].entries()) {
      const place = (at / 4) * 3 + byte;
      if (place < bytes.length) bytes[place] = (group >> shift) & 255;
    }
  }
  return bytes;
}

function digitAt(text: string, at: number): number {
  return at < text.length ? digits.indexOf(text.charAt(at)) : 0;
}
