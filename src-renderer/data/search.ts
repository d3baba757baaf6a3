import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { OrderLine } from "./desk-api.ts";
import type { Mirror, MirrorLine } from "./mirror.ts";

type Line = Omit<OrderLine, "unsent">;

/** Finds orders by any part of number, title, worker or employer. Reads all lines once, at the first search. */
export type Search = Readonly<{
  find: (text: string) => Promise<readonly MirrorLine[]>;
  matches: (line: Line, text: string) => boolean;
}>;

type Entry = Readonly<{ line: MirrorLine; hay: string }>;

export function createSearch(mirror: Mirror): Search {
  const entries = new Map<OrderId, Entry>();
  let loaded: Promise<void> | null = null;
  const put = (lines: readonly MirrorLine[]): void => {
    for (const line of lines) entries.set(line.id, { line, hay: hayOf(line.line) });
  };
  const stale = new Set<OrderId>();
  mirror.changed$.subscribe((ids) => {
    if (ids.size === 0) loaded = null;
    ids.forEach((id) => stale.add(id));
  });
  const load = async (): Promise<void> => {
    entries.clear();
    stale.clear();
    put(await mirror.allLines());
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
    find: async (text) => {
      loaded ??= load();
      await loaded;
      await refresh();
      const needles = needlesOf(text);
      return [...entries.values()].filter((entry) => hasAll(entry.hay, needles)).map((entry) => entry.line);
    },
    matches: (line, text) => hasAll(hayOf(line), needlesOf(text)),
  };
}

function hayOf(line: Line): string {
  return folded([line.number, line.title, line.workerName, line.employerName].join("\n"));
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
