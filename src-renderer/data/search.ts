import type { OrderLine } from "./order-line.ts";
import { createLineShelf } from "./line-shelf.ts";
import type { Mirror, MirrorLine } from "./mirror.ts";

type Line = Omit<OrderLine, "unsent">;

/** Finds orders by any part of number, title, worker or employer. Reads all lines once, at the first search. */
export type Search = Readonly<{
  /** Every order whose line has all words of the text; all orders when there are none. */
  find: (text: string) => Promise<readonly MirrorLine[]>;
  matches: (line: Line, text: string) => boolean;
}>;

export function createSearch(mirror: Mirror): Search {
  const shelf = createLineShelf({
    mirror,
    load: mirror.allLines,
    read: mirror.lines,
    entryOf: (line) => ({ line, hay: hayOf(line.line) }),
  });
  return {
    find: async (text) => {
      const needles = needlesOf(text);
      return [...(await shelf.all())].filter(({ hay }) => hasAll(hay, needles)).map(({ line }) => line);
    },
    matches: (line, text) => hasAll(hayOf(line), needlesOf(text)),
  };
}

function hayOf(line: Line): string {
  return folded([line.number, line.title, line.workerName, line.employerName, line.employerCode].join("\n"));
}

function needlesOf(text: string): readonly string[] {
  return folded(text).split(/\s+/).filter(Boolean);
}

function hasAll(hay: string, needles: readonly string[]): boolean {
  return needles.every((needle) => hay.includes(needle));
}

/** Full-width digits and letters, and capitals, are found by their plain form. */
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
