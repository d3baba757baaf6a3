/**
 * The advisory locks of a database, by what they are for. PostgreSQL knows them by number alone, however they are taken:
 * two pieces of work with one number would wait for each other.
 * @see docs/spec/cards.md CD-28
 */
export const lockNumbers = {
  migrations: 12_351_001,
  publishing: 12_351_002,
  audit: 12_351_003,
  cards: 12_351_004,
  tidying: 12_351_005,
} as const;

export type LockName = keyof typeof lockNumbers;

/**
 * Locks of which there is one for each thing of a kind, as the first of PostgreSQL's two 32-bit keys; the second is from
 * the thing's name. PostgreSQL keeps pairs and single numbers apart, and no number here is one above.
 */
export const lockKinds = { uploads: 12_351_101 } as const;

export type LockKind = keyof typeof lockKinds;
