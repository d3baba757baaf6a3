import { createHash } from "node:crypto";

import { canonicalJson } from "../../src-shared/kernel/canonical-json.ts";

/** The hash under which a version is known: same content, same hash. */
export function contentHash(content: unknown): string {
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}
