import { sql } from "drizzle-orm";
import Value from "typebox/value";

import { officeSchema, shardOf, type Office } from "../../src-shared/domain/reference/office.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { feedHead, offices } from "./schema.ts";
import type { Executor } from "./store.ts";

/** All offices, parents before children. */
export async function readOffices(db: Executor): Promise<readonly Office[]> {
  const rows = await db
    .select()
    .from(offices)
    .orderBy(sql`nlevel(${offices.path})`, offices.id);
  return rows.map((row) => {
    invariant(Value.Check(officeSchema, row), `the office ${row.id} is not one`);
    return row;
  });
}

/** Brings the offices of a list up to date and gives every shard its head. Offices not on the list stay as they are. */
export async function publishOffices(db: Executor, list: readonly Office[]): Promise<void> {
  await db
    .insert(offices)
    .values([...list])
    .onConflictDoUpdate({
      target: offices.id,
      set: {
        code: sql`excluded.code`,
        name: sql`excluded.name`,
        shortName: sql`excluded.short_name`,
        kind: sql`excluded.kind`,
        parentId: sql`excluded.parent_id`,
        path: sql`excluded.path`,
        regionCode: sql`excluded.region_code`,
      },
    });
  const shards = [...new Set(list.map((office) => shardOf(office.path)))];
  await db
    .insert(feedHead)
    .values(shards.map((shard) => ({ shard, version: 0 })))
    .onConflictDoNothing();
}
