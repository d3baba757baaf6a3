import { eq, sql } from "drizzle-orm";

import { shardOf, type Office } from "../../src-shared/domain/reference/office.ts";
import type { OfficeId } from "../../src-shared/kernel/ids.ts";
import { writeInPages } from "./in-pages.ts";
import { feedHead, offices } from "./schema.ts";
import type { Executor } from "./store.ts";

/** Brings the offices of a list up to date and gives every shard its head. Offices not on the list stay as they are. */
export async function publishOffices(db: Executor, list: readonly Office[]): Promise<void> {
  await writeInPages(list, (page) =>
    db
      .insert(offices)
      .values(page.map((office) => ({ closedOn: null, successor: null, ...office })))
      .onConflictDoUpdate({ target: offices.id, set: asInserted }),
  );
  const shards = [...new Set(list.map((office) => shardOf(office.path)))];
  await db
    .insert(feedHead)
    .values(shards.map((shard) => ({ shard, version: 0 })))
    .onConflictDoNothing();
}

/** The place of an office in the tree as this transaction sees it; null when there is no such office. */
export async function readPath(db: Executor, id: OfficeId): Promise<string | null> {
  const [row] = await db.select({ path: offices.path }).from(offices).where(eq(offices.id, id));
  return row?.path ?? null;
}

const asInserted = {
  ...{ code: sql`excluded.code`, name: sql`excluded.name`, shortName: sql`excluded.short_name` },
  ...{ kind: sql`excluded.kind`, parentId: sql`excluded.parent_id`, path: sql`excluded.path` },
  ...{ regionCode: sql`excluded.region_code`, closedOn: sql`excluded.closed_on` },
  successor: sql`excluded.successor`,
};
