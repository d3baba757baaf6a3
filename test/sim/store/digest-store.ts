import type { Executor } from "../../../src-server/store/store.ts";
import { bucketOf, digestsOf, type Digest, type Revision } from "../../../src-shared/sync/digest.ts";
import { statement } from "./executor.ts";
import { visibleBelow } from "./order-store.ts";

/** The twin of src-server/store/digest-store.ts. */
export function readDigests(executor: Executor, path: string): Promise<readonly Digest[]> {
  return statement(executor, (tx) => digestsOf(visibleBelow(tx, path)));
}

export function readRevisions(
  executor: Executor,
  path: string,
  buckets: readonly number[],
): Promise<readonly Revision[]> {
  const asked = new Set(buckets);
  return statement(executor, (tx) =>
    visibleBelow(tx, path)
      .filter(({ id }) => asked.has(bucketOf(id)))
      .map(({ id, version }) => ({ id, version })),
  );
}
