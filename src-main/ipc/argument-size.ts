const deepest = 8;
const smallBytes = 8;

/**
 * Whether an argument keeps within a number of bytes: its texts as UTF-8, its binary, and eight for every other value.
 * Stops as soon as the limit is passed, or at a depth and a kind of object that no call has, so that a hostile
 * argument costs little.
 */
export function isWithin(limit: number, argument: unknown): boolean {
  return left(argument, limit, deepest) >= 0;
}

/** Bytes that are left after a value; below nought when it is too large. */
function left(value: unknown, limit: number, depth: number): number {
  if (typeof value === "string") return value.length > limit ? -1 : limit - Buffer.byteLength(value);
  if (value instanceof Uint8Array) return limit - value.byteLength;
  if (typeof value !== "object" || value === null) return limit - smallBytes;
  return depth > 0 && isPlain(value) ? leftAfterMembers(value, limit - smallBytes, depth - 1) : -1;
}

function leftAfterMembers(value: object, limit: number, depth: number): number {
  let rest = limit;
  for (const [key, member] of Object.entries(value)) {
    rest = left(member, rest - (Array.isArray(value) ? 0 : key.length), depth);
    if (rest < 0) return -1;
  }
  return rest;
}

function isPlain(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
