import { createHash, randomBytes } from "node:crypto";

import { sha256, userId, type Sha256 } from "../../src-shared/kernel/ids.ts";

export const someAccount = userId("0190a000-0000-7000-8000-000000000001");
export const otherAccount = userId("0190a000-0000-7000-8000-000000000002");

/** A file of random bytes and its name. */
export function someFile(size: number): Readonly<{ bytes: Uint8Array; sha256: Sha256 }> {
  const bytes = Uint8Array.from(randomBytes(size));
  return { bytes, sha256: hashOf(bytes) };
}

export function hashOf(bytes: Uint8Array): Sha256 {
  return sha256(createHash("sha256").update(bytes).digest("hex"));
}
