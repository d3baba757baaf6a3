/** A shorter body gains less than its header costs: one plain step. */
const worthFrom = 1024;

/**
 * A text compressed for the line; null when that is not worth it, or this browser cannot.
 * @see docs/spec/protocol.md WP-22
 */
export async function gzipped(text: string): Promise<Blob | null> {
  if (text.length < worthFrom || !("CompressionStream" in globalThis)) return null;
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).blob();
}
