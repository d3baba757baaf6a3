import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { Mirror } from "./mirror.ts";

/** What is kept at hand of the orders: read from the copy once, when first asked for, and then only what has changed. */
export type LineShelf<Entry> = Readonly<{ all: () => Promise<Iterable<Entry>> }>;

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
  let loaded: Promise<void> | null = null;
  const put = (docs: readonly Doc[]): void => {
    for (const doc of docs) {
      const entry = entryOf(doc);
      if (entry !== null) entries.set(doc.id, entry);
    }
  };
  mirror.changed$.subscribe((ids) => {
    if (ids.size === 0) loaded = null;
    ids.forEach((id) => stale.add(id));
  });
  const fill = async (): Promise<void> => {
    entries.clear();
    stale.clear();
    put(await load());
  };
  const refresh = async (): Promise<void> => {
    if (stale.size === 0) return;
    const ids = [...stale];
    stale.clear();
    const docs = await read(ids);
    ids.forEach((id) => entries.delete(id));
    put(docs);
  };
  return {
    all: async () => {
      loaded ??= fill();
      await loaded;
      await refresh();
      return entries.values();
    },
  };
}
