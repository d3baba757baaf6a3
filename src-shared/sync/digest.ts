import { sha256Words } from "../kernel/sha256.ts";

/** An order as an audit sees it. */
export type Revision = Readonly<{ id: string; version: number }>;

/** What a set of orders adds up to: how many, and the xor of a 64-bit hash of each, as 16 hex digits. */
export type Digest = Readonly<{ count: number; xor: string }>;

/** In how many parts a set is compared when the wholes differ. */
export const bucketCount = 256;

/** The part an order lies in, whatever its version: the last byte of its id, which is random in every kind of UUID. */
export function bucketOf(id: string): number {
  return Number.parseInt(id.slice(-2), 16);
}

const ascii = new TextEncoder();

/** The two halves of an order's 64 bits: the first eight bytes of SHA-256 of `id:version`. */
function hashOf({ id, version }: Revision): readonly [number, number] {
  const [high = 0, low = 0] = sha256Words(ascii.encode(`${id}:${version}`));
  return [high, low];
}

type Sum = { count: number; high: number; low: number };

/**
 * The digests of the parts of a set, in order of their number. Neither order nor grouping of the members matters, so that
 * the province can say the same from an index (src-server/store/digest-store.ts).
 * @see docs/spec/digest.md DG-1
 */
export function createTally(): Readonly<{ add: (revision: Revision) => void; digests: () => readonly Digest[] }> {
  const sums: Sum[] = Array.from({ length: bucketCount }, () => ({ count: 0, high: 0, low: 0 }));
  return {
    add: (revision) => {
      const sum = sums[bucketOf(revision.id)];
      if (!sum) return;
      const [high, low] = hashOf(revision);
      sum.count += 1;
      sum.high ^= high;
      sum.low ^= low;
    },
    digests: () => sums.map(({ count, high, low }) => ({ count, xor: hex(high) + hex(low) })),
  };
}

export function digestsOf(revisions: Iterable<Revision>): readonly Digest[] {
  const tally = createTally();
  for (const revision of revisions) tally.add(revision);
  return tally.digests();
}

/** The digest of all parts together. */
export function sumOf(digests: readonly Digest[]): Digest {
  const halves = digests.map(({ xor }) => [halfOf(xor, 0), halfOf(xor, 8)] as const);
  const high = halves.reduce((sum, [half]) => sum ^ half, 0);
  const low = halves.reduce((sum, [, half]) => sum ^ half, 0);
  return { count: digests.reduce((sum, { count }) => sum + count, 0), xor: hex(high) + hex(low) };
}

function halfOf(xor: string, from: number): number {
  return Number.parseInt(xor.slice(from, from + 8), 16);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}

/** The parts in which two sets differ. */
export function differingBuckets(ours: readonly Digest[], theirs: readonly Digest[]): readonly number[] {
  const all = Array.from({ length: bucketCount }, (_, at) => at);
  return all.filter((at) => ours[at]?.xor !== theirs[at]?.xor || ours[at]?.count !== theirs[at]?.count);
}

/** What makes a copy like the original: `strangers` to be deleted, `wanted` to be fetched, by id. */
export type Mending = Readonly<{ strangers: readonly string[]; wanted: readonly string[] }>;

/**
 * Compares a copy with the original. An order of another version is wanted whichever is newer: the province is right.
 * @see docs/spec/digest.md DG-3
 */
export function mendingOf(ours: readonly Revision[], theirs: readonly Revision[]): Mending {
  const original = new Map(theirs.map(({ id, version }) => [id, version]));
  const copy = new Map(ours.map(({ id, version }) => [id, version]));
  return {
    strangers: [...copy.keys()].filter((id) => !original.has(id)),
    wanted: [...original].flatMap(([id, version]) => (copy.get(id) === version ? [] : [id])),
  };
}
