import type { Instant } from "../../../src-shared/kernel/instant.ts";
import { readValue, writeValue, type Box } from "../box.ts";

const place = "courier.heard";

/** When the province made the latest packet that was taken in here; null before the first. */
export async function readHeardByHand(box: Box): Promise<Instant | null> {
  const kept = await readValue(box, place);
  return kept === null ? null : Number(kept);
}

export function writeHeardByHand(box: Box, at: Instant): Promise<void> {
  return writeValue(box, place, String(at));
}
