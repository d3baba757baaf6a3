/** What one request of an upload carries on a weak line, or one that is not known yet, in bytes: a cut costs no more. */
export const smallChunkBytes = 256 * 1024;
/** On a good line, fewer and larger requests: each waits for its answer. */
export const largestChunkBytes = 4 * 1024 * 1024;

/** A request should take about this long, ms. */
const wishedMs = 4_000;

/** What became of a request: its bytes and how long they took, ms; null when it was cut. */
export type ChunkTrip = Readonly<{ bytes: number; tookMs: number }> | null;

/**
 * How much the next request of an upload carries, in bytes: at most twice what the last one did, as much as the line
 * takes in four seconds, and little again after a cut.
 * @see docs/spec/files.md FI-20
 */
export function nextChunk(trip: ChunkTrip): number {
  if (trip === null) return smallChunkBytes;
  const wished = Math.min(trip.bytes * 2, (trip.bytes * wishedMs) / Math.max(1, trip.tookMs));
  return Math.min(largestChunkBytes, Math.max(smallChunkBytes, Math.floor(wished)));
}
