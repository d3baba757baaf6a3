import { and, desc, eq, lte, max, sql } from "drizzle-orm";

import type { ReferenceKind } from "../../src-shared/domain/reference/reference-kind.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { lockNumbers } from "./lock-numbers.ts";
import { referenceVersions } from "./schema.ts";
import type { Executor } from "./store.ts";

/** A published version. `content` is the JSON text as published; `publishedBy` is null for what came with the program. */
export type PublishedVersion = Omit<typeof referenceVersions.$inferSelect, "kind"> & Readonly<{ kind: string }>;
export type NewVersion = Readonly<
  Omit<typeof referenceVersions.$inferInsert, "number" | "kind"> & { kind: ReferenceKind }
>;

/** Lets one administrator publish at a time, over all server processes, until the end of the transaction. */
export async function lockPublishing(tx: Executor): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockNumbers.publishing})`);
}

/**
 * Lets nobody publish until the end of the transaction; returns the number of the latest version. Others may hold it too.
 * The number is read by a statement of its own, which sees what was published while the lock was waited for.
 */
export async function holdPublished(tx: Executor): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${lockNumbers.publishing})`);
  return readLatestNumber(tx);
}

/** Appends a version and returns its number. */
export async function addVersion(tx: Executor, version: NewVersion): Promise<number> {
  const [row] = await tx.insert(referenceVersions).values(version).returning({ number: referenceVersions.number });
  if (!row) throw new Error("the version got no number");
  return row.number;
}

/** The number of the latest version of any kind; 0 when nothing was published. */
export async function readLatestNumber(db: Executor): Promise<number> {
  const [row] = await db.select({ number: max(referenceVersions.number) }).from(referenceVersions);
  return row?.number ?? 0;
}

/** The name of the latest version of each kind. */
export async function readLatestNames(db: Executor): Promise<ReadonlyMap<string, string>> {
  const { kind, version, number } = referenceVersions;
  const rows = await db.selectDistinctOn([kind], { kind, version }).from(referenceVersions).orderBy(kind, desc(number));
  return new Map(rows.map((row) => [row.kind, row.version]));
}

/** The version of a kind that is in force at a moment: the last published of those that have taken effect. */
export async function readInForce(db: Executor, kind: ReferenceKind, at: Instant): Promise<PublishedVersion | null> {
  const [row] = await db
    .select()
    .from(referenceVersions)
    .where(and(eq(referenceVersions.kind, kind), lte(referenceVersions.effectiveFrom, at)))
    .orderBy(desc(referenceVersions.effectiveFrom), desc(referenceVersions.number))
    .limit(1);
  return row ?? null;
}

/** Every version of a kind, the latest first. */
export async function readVersions(db: Executor, kind: ReferenceKind): Promise<readonly PublishedVersion[]> {
  return db
    .select()
    .from(referenceVersions)
    .where(eq(referenceVersions.kind, kind))
    .orderBy(desc(referenceVersions.number));
}
