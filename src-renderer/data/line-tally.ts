import { Type } from "typebox";
import Value from "typebox/value";

import type { IndexedList } from "./mirror-reads.ts";
import { createMutex } from "./mutex.ts";
import { ownLists, type OwnList } from "./work-list.ts";

/** A line that went from one list to another; null: it was not here before, or is not any more. */
export type LineMove = Readonly<{ from: string | null; to: string | null }>;

/** What the tally asks of the copy. */
export type TallyParts = Readonly<{
  /** How many lines stand on a list, counted one by one: half a second of the database's time for 50,000. */
  count: (list: OwnList) => Promise<number>;
  /** The text that was kept last; null when there is none. */
  kept: string | null;
  keep: (text: string) => Promise<void>;
}>;

/** What a change of lines says as it goes on. */
export type Changing = Readonly<{
  /** Says that the work begins. A second time: it was begun anew, and nobody knows what the first try has done. */
  begins: () => void;
  moved: (moves: readonly LineMove[]) => void;
}>;

/** How many lines stand on each list, without counting them each time. */
export type LineTally = Readonly<{
  of: (list: IndexedList) => Promise<number>;
  /** Changes lines, one change at a time. */
  change: <T>(work: (changing: Changing) => Promise<T>) => Promise<T>;
  /** All lines are deleted. */
  wipe: (work: () => Promise<void>) => Promise<void>;
  /** Begins a reading of all lines; what it gives, says on which lists they stand, and puts the tally right. */
  reading: () => (lists: Iterable<string>) => Promise<void>;
}>;

type Tally = ReadonlyMap<string, number>;

const keptSchema = Type.Record(Type.String(), Type.Integer({ minimum: 0 }));

/** Kept while lines change: whoever finds it counts anew. */
const changes = "";

// [Note: why a tally] IndexedDB counts by walking the index, 10 µs a line, and all other questions wait for it: with 50,000
// orders the first page and every change of a list waited half a second, on an old computer two.
/**
 * Opens the tally of a copy. It is kept with the copy; a crash in the midst of a change is noticed, and all is counted
 * anew.
 * @see docs/spec/local-store.md LS-62
 */
export function openTally({ count, kept, keep }: TallyParts): LineTally {
  const inTurn = createMutex();
  const book = openBook(kept, keep);
  const countAll = async (): Promise<Tally> => {
    const known = book.tally();
    if (known !== null) return known;
    const counts = await Promise.all(ownLists.map(async (list) => [list, await count(list)] as const));
    const fresh = new Map<string, number>(counts);
    await book.adopt(fresh);
    return fresh;
  };
  const change = async <T>(work: (changing: Changing) => Promise<T>): Promise<T> => {
    let begun = 0;
    const moves: LineMove[] = [];
    const done = await work({ begins: () => void (begun += 1), moved: (some) => void moves.push(...some) });
    const before = book.tally();
    await book.adopt(begun > 1 || before === null ? null : shifted(before, moves));
    return done;
  };
  const wipe = async (work: () => Promise<void>): Promise<void> => {
    await work();
    await book.adopt(new Map());
  };
  return {
    of: async (list) => lengthOf(book.tally() ?? (await inTurn(countAll)), list),
    change: (work) => inTurn(() => book.whileOpen(() => change(work))),
    wipe: (work) => inTurn(() => book.whileOpen(() => wipe(work))),
    reading: () => {
      const before = book.edition();
      return (lists) =>
        inTurn(async () => {
          if (book.edition() === before) await book.adopt(countedIn(lists));
        });
    },
  };
}

/** The tally and what is kept of it. */
type Book = Readonly<{
  /** null: nobody knows, and all has to be counted. */
  tally: () => Tally | null;
  /** Another one for each change. */
  edition: () => number;
  adopt: (next: Tally | null) => Promise<void>;
  /** Does what changes lines; a crash in the midst of it leaves nothing that is taken for the tally. */
  whileOpen: <T>(work: () => Promise<T>) => Promise<T>;
}>;

function openBook(kept: string | null, keep: TallyParts["keep"]): Book {
  let tally = parseTally(kept);
  let isKept = tally !== null;
  let edition = 0;
  const adopt = async (next: Tally | null): Promise<void> => {
    edition += 1;
    tally = next;
    if (next === null) return;
    await keep(JSON.stringify(Object.fromEntries(next)));
    isKept = true;
  };
  return {
    tally: () => tally,
    edition: () => edition,
    adopt,
    whileOpen: async (work) => {
      edition += 1;
      if (isKept) await keep(changes);
      isKept = false;
      try {
        return await work();
      } catch (fault) {
        await adopt(null);
        throw fault;
      }
    },
  };
}

function parseTally(kept: string | null): Tally | null {
  if (kept === null || kept === changes) return null;
  const said: unknown = JSON.parse(kept);
  return Value.Check(keptSchema, said) ? new Map(Object.entries(said)) : null;
}

function shifted(tally: Tally, moves: readonly LineMove[]): Tally {
  const next = new Map(tally);
  const add = (list: string | null, by: number): void => {
    if (list !== null) next.set(list, (next.get(list) ?? 0) + by);
  };
  for (const { from, to } of moves) {
    add(from, -1);
    add(to, 1);
  }
  return next;
}

function countedIn(lists: Iterable<string>): Tally {
  const counted = new Map<string, number>();
  for (const list of lists) counted.set(list, (counted.get(list) ?? 0) + 1);
  return counted;
}

/** A list's length; an ended order that still has to be archived stands on its own list too. */
function lengthOf(tally: Tally, list: IndexedList): number {
  if (list === "all") return [...tally.values()].reduce((sum, one) => sum + one, 0);
  const alone = tally.get(list) ?? 0;
  return list === "ended" ? alone + (tally.get("to-archive") ?? 0) : alone;
}
