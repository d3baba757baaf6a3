/**
 * What became of asking for a page: `tookMs` from asking to the whole answer, null for no answer; `isFull` when it had as
 * many orders as were asked for.
 */
export type PageTrip = Readonly<{ tookMs: number | null; isFull: boolean }>;

/** Orders of the first page: it comes within seconds on a weak line too, and says how many there are. */
export const firstPage = 25;
/** What the protocol allows is more, but a page is also stored at once, and that must not hold up the screen. */
const largestPage = 400;
const smallestPage = 3;

/** A page within this lets the next be twice as large; one that took longer than `slowMs` halves it. In ms. */
const quickMs = 4_000;
const slowMs = 10_000;

/**
 * How many orders the next page carries: so many that a line which breaks off every half minute still brings whole
 * pages. A page that never came is asked for again at a quarter of its size.
 * @see docs/spec/weak-line.md WK-20
 */
export function nextPage(orders: number, { tookMs, isFull }: PageTrip): number {
  if (tookMs === null) return Math.max(smallestPage, Math.floor(orders / 4));
  if (tookMs > slowMs) return Math.max(smallestPage, Math.floor(orders / 2));
  // A page that was not full says nothing about how a larger one would fare.
  return tookMs > quickMs || !isFull ? orders : Math.min(largestPage, orders * 2);
}
