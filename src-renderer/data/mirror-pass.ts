import { orderId, type OrderId } from "../../src-shared/kernel/ids.ts";
import type { LineTally } from "./line-tally.ts";
import type { MirrorCollections } from "./mirror-schema.ts";
import type { RxStore } from "./rx-store.ts";

type Store = RxStore<MirrorCollections>;
type Facts = Readonly<{
  readFact: (key: string) => Promise<string | null>;
  writeFact: (key: string, value: string) => Promise<void>;
}>;

/** First syncs of a copy, counted: what the last one did not bring has left the scope. */
export type Pass = Readonly<{
  now: () => Promise<number>;
  begin: () => Promise<void>;
  /** The orders that no first sync since has brought. */
  leftBehind: () => Promise<readonly OrderId[]>;
}>;

/**
 * The count of first syncs, kept with the copy.
 * @see docs/spec/local-store.md LS-13, LS-61
 */
export function createPass(store: Store, { readFact, writeFact }: Facts, tally: Pick<LineTally, "reading">): Pass {
  const now = async (): Promise<number> => Number((await readFact("pass")) ?? "0");
  return {
    now,
    begin: async () => {
      const whole = tally.reading();
      // Counted one by one: what the tally says may be older than the lines, and nothing that is here may stay behind.
      const lines = await store.use((all) => all.lines.count({ selector: {}, index: "dueKey" }).exec());
      if (lines === 0) await whole([]);
      await writeFact("older", lines > 0 ? "some" : "none");
      const before = await now();
      await writeFact("pass", String(1 + (lines > 0 ? await newestPass(store, before) : before)));
    },
    leftBehind: async () => {
      // Looking at every line for what an empty copy cannot have costs the last second of the very first sync.
      const isAllNew = (await readFact("older")) === "none";
      return isAllNew ? [] : olderThan(store, await now());
    },
  };
}

/** The latest first sync that any line is of: a lost plug may have cost the count, but not the lines. */
async function newestPass(store: Store, known: number): Promise<number> {
  const later = await store.use(({ lines }) => lines.find({ selector: { pass: { $gt: known } } }).exec());
  return later.reduce((newest, { pass }) => Math.max(newest, pass), known);
}

async function olderThan(store: Store, pass: number): Promise<readonly OrderId[]> {
  const docs = await store.use(({ lines }) => lines.find({ selector: { pass: { $lt: pass } } }).exec());
  return docs.map((doc) => orderId(doc.id));
}
