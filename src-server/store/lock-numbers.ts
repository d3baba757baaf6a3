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
} as const;

export type LockName = keyof typeof lockNumbers;
