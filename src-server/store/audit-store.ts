import { asc, desc, gt, lt, sql } from "drizzle-orm";

import { lockNumbers } from "./lock-numbers.ts";
import { audit } from "./schema.ts";
import type { Executor } from "./store.ts";

/** A line of the audit: who did what to what, when and from where, and the hashes of what it was and became. */
export type AuditRow = typeof audit.$inferSelect;

/** The last line, with nobody else writing one until the end of the transaction; null before the first. */
export async function lockAuditEnd(tx: Executor): Promise<AuditRow | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockNumbers.audit})`);
  const [row] = await tx.select().from(audit).orderBy(desc(audit.number)).limit(1);
  return row ?? null;
}

export async function addAuditRow(tx: Executor, row: AuditRow): Promise<void> {
  await tx.insert(audit).values(row);
}

/** The latest lines before a number, the latest first. */
export async function readAuditBefore(
  db: Executor,
  before: number | null,
  limit: number,
): Promise<readonly AuditRow[]> {
  return db
    .select()
    .from(audit)
    .where(before === null ? undefined : lt(audit.number, before))
    .orderBy(desc(audit.number))
    .limit(limit);
}

/** Lines after a number, the oldest first: for checking the chain. */
export async function readAuditAfter(db: Executor, after: number, limit: number): Promise<readonly AuditRow[]> {
  return db.select().from(audit).where(gt(audit.number, after)).orderBy(asc(audit.number)).limit(limit);
}
