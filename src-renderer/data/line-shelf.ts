import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { Mirror, MirrorLine } from "./mirror.ts";

/** Lines kept at hand: read from the copy once, when first asked for, and then only what has changed. */
export type LineShelf<Entry> = Readonly<{ all: () => Promise<Iterable<Entry>> }>;

export type ShelfParts<Entry> = Readonly<{
  mirror: Pick<Mirror, "lines" | "changed$">;
  load: () => Promise<readonly MirrorLine[]>;
  /** What is kept of a line; null when it does not belong on the shelf. */
  entryOf: (line: MirrorLine) => Entry | null;
}>;

export function createLineShelf<Entry>({ mirror, load, entryOf }: ShelfParts<Entry>): LineShelf<Entry> {
  const entries = new Map<OrderId, Entry>();
  const stale = new Set<OrderId>();
  let loaded: Promise<void> | null = null;
  const put = (lines: readonly MirrorLine[]): void => {
    for (const line of lines) {
      const entry = entryOf(line);
      if (entry !== null) entries.set(line.id, entry);
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
    const lines = await mirror.lines(ids);
    ids.forEach((id) => entries.delete(id));
    put(lines);
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
