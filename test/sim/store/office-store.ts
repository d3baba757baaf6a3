import type { Executor } from "../../../src-server/store/store.ts";
import { shardOf, type Office } from "../../../src-shared/domain/reference/office.ts";
import type { OfficeId } from "../../../src-shared/kernel/ids.ts";
import { statement } from "./executor.ts";
import { table } from "./tables.ts";

/** The twin of src-server/store/office-store.ts. */
export async function publishOffices(executor: Executor, list: readonly Office[]): Promise<void> {
  await statement(executor, async (tx) => {
    for (const office of list) {
      await table.offices.lockKey(tx, office.id);
      table.offices.put(tx, office.id, { closedOn: null, successor: null, ...office });
    }
  });
  const shards = new Set(list.map((office) => shardOf(office.path)));
  await statement(executor, async (tx) => {
    for (const shard of shards) {
      await table.feedHead.lockKey(tx, shard);
      if (!table.feedHead.get(tx, shard)) table.feedHead.put(tx, shard, { shard, version: 0 });
    }
  });
}

export function readPath(executor: Executor, id: OfficeId): Promise<string | null> {
  return statement(executor, (tx) => table.offices.get(tx, id)?.path ?? null);
}
