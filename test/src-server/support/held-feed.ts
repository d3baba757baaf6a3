import { sql } from "drizzle-orm";
import { feedHead } from "../../../src-server/store/schema.ts";
import type { Store } from "../../../src-server/store/store.ts";

/** Holds the feed: on PostgreSQL every step waits, with all it has written, just before it is published. Answers how to end it. */
export async function holdFeed({ db }: Store): Promise<() => Promise<void>> {
  const begun = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const holding = db.transaction(async (tx) => {
    await tx.select().from(feedHead).for("update");
    begun.resolve();
    await over.promise;
  });
  await begun.promise;
  return () => {
    over.resolve();
    return holding;
  };
}

/** How many transactions of this database wait for a lock of another. */
export async function countWaiting({ db }: Store): Promise<number> {
  const waiting = await db
    .select({ pid: sql<number>`pid` })
    .from(sql`pg_stat_activity`)
    .where(sql`datname = current_database() and wait_event_type = 'Lock'`);
  return waiting.length;
}
