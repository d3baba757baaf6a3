/** What JSON can say that is neither a list nor an object. */
export type Plain = null | boolean | number | string;

/**
 * A list of values of JSON, written down so that what is alike stands together and compresses well. How many values a
 * column has is known where it stands.
 * - a list: plain values as they are; `s`: the same plain value each time
 * - `i`: whole numbers, each as its difference from the one before, the first from 0
 * - `d`, `x`: few different plain values, and which of them each one is
 * - `u`: UUIDs, by their places in the table of all: each as the difference from the place before, the first from 0
 * - `n`, `v`: lists, by their lengths and all that is in them, one after another
 * - `o`, `f`, `g`: objects: the members that all have, and of the others, which shape (`f`) each has, by shape (`g`)
 * - `e`: the same column as the member of this name beside it
 * - `m`, `p`: plain values (0), objects (1) and lists (2) mixed: which kind each one is, and a column of each kind
 * @see docs/sync.md "Columns"
 */
export type Column =
  | readonly Plain[]
  | Readonly<{ s: Plain }>
  | Readonly<{ i: readonly number[] }>
  | Readonly<{ d: readonly Plain[]; x: readonly number[] }>
  | Readonly<{ u: Column }>
  | Readonly<{ n: Column; v: Column }>
  | Readonly<{ o: Members; f?: Column; g?: readonly Members[] }>
  | Readonly<{ e: string }>
  | Readonly<{ m: string; p: readonly Column[] }>;

export type Members = Readonly<Record<string, Column>>;

/**
 * A list in columns: how many values it has, the column of them, and all UUIDs that occur: `t` has their first 48 bits,
 * each as the difference from the one before, `r` the other 80 bits of each, base64url of all together.
 */
export type Packed = Readonly<{ count: number; t: readonly number[]; r: string; of: Column }>;

/** The kinds that `m` tells apart. */
export const kinds = ["plain", "object", "list"] as const;
export type Kind = (typeof kinds)[number];

/** How a UUID is written; any other text that names one stays text. */
export const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
