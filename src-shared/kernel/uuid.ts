import type { Instant } from "./instant.ts";
import { invariant } from "./invariant.ts";

/**
 * A UUID version 7: sortable by the maker's clock, unique by its 74 random bits.
 * The clock only groups ids on disk; no rule of ours reads a time out of an id.
 *
 * @param random ten random bytes
 * @see RFC 9562 section 5.7
 */
export function uuidV7(at: Instant, random: Uint8Array): string {
  invariant(random.length >= 10, "a UUID needs ten random bytes");
  const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, "0").slice(-12);
  const tail = [...random.slice(0, 10)];
  tail[0] = ((tail[0] ?? 0) & 0x0f) | 0x70;
  tail[2] = ((tail[2] ?? 0) & 0x3f) | 0x80;
  const hex = time + tail.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
