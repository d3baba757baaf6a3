import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { Mirror } from "./mirror.ts";
import { createMutex } from "./mutex.ts";

/** What is kept at hand of the orders: read from the copy once, when first asked for, and then only what has changed. */
export type LineShelf<Entry> = Readonly<{ all: () => Promise<readonly Entry[]> }>;

export type ShelfParts<Doc, Entry> = Readonly<{
  mirror: Pick<Mirror, "changed$">;
  load: () => Promise<readonly Doc[]>;
  read: (ids: readonly OrderId[]) => Promise<readonly Doc[]>;
  /** What is kept of a document; null when it does not belong on the shelf. */
  entryOf: (doc: Doc) => Entry | null;
}>;

export function createLineShelf<Doc extends Readonly<{ id: OrderId }>, Entry>(
  parts: ShelfParts<Doc, Entry>,
): LineShelf<Entry> {
  const { mirror, load, read, entryOf } = parts;
  const entries = new Map<OrderId, Entry>();
  const stale = new Set<OrderId>();
  let isLoaded = false;
  const inTurn = createMutex();
  const put = (docs: readonly Doc[]): void => {
    for (const doc of docs) {
      const entry = entryOf(doc);
      if (entry !== null) entries.set(doc.id, entry);
    }
  };
  mirror.changed$.subscribe((ids) => {
    if (ids.size === 0) isLoaded = false;
    ids.forEach((id) => stale.add(id));
  });
  // What changes while the copy is being read is marked anew; what could not be read stays marked, for the next one who asks.
  const fill = async (): Promise<void> => {
    isLoaded = true;
    stale.clear();
    const docs = await load().catch((fault: unknown) => {
      isLoaded = false;
      throw fault;
    });
    entries.clear();
    put(docs);
  };
  const refresh = async (): Promise<void> => {
    const ids = [...stale];
    stale.clear();
    const docs = await read(ids).catch((fault: unknown) => {
      ids.forEach((id) => stale.add(id));
      throw fault;
    });
    ids.forEach((id) => entries.delete(id));
    put(docs);
  };
  return {
    all: () =>
      inTurn(async () => {
        if (!isLoaded) await fill();
        if (stale.size > 0) await refresh();
        return [...entries.values()];
      }),
  };
}
