/** How many rows, or ids, a statement names: with twenty columns still far from the 65,535 parameters that it may have. */
const rowsAtOnce = 1000;

/**
 * Does work on many rows page by page, in their order, and returns what every page gave. PostgreSQL counts the parameters
 * of a statement with 16 bits, and tells one with more as a broken protocol (08P01).
 * @see docs/spec/sync-server.md SV-75
 */
export async function inPages<Row, Given>(
  rows: readonly Row[],
  work: (page: Row[]) => PromiseLike<readonly Given[]>,
  pageSize = rowsAtOnce,
): Promise<readonly Given[]> {
  const given: Given[] = [];
  for (const page of pagesOf(rows, pageSize)) for (const one of await work(page)) given.push(one);
  return given;
}

/** The same for work that gives nothing. */
export async function writeInPages<Row>(
  rows: readonly Row[],
  write: (page: Row[]) => PromiseLike<unknown>,
): Promise<void> {
  for (const page of pagesOf(rows, rowsAtOnce)) await write(page);
}

/** Rows in their order, at most so many at a time; none at all for no rows. */
export function pagesOf<Row>(rows: readonly Row[], pageSize: number): readonly Row[][] {
  const count = Math.ceil(rows.length / pageSize);
  return Array.from({ length: count }, (_, at) => rows.slice(at * pageSize, (at + 1) * pageSize));
}
