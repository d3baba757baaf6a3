import {
  auditTime,
  combineLatest,
  distinctUntilChanged,
  map,
  merge,
  startWith,
  switchMap,
  timer,
  type Observable,
} from "rxjs";

import type { OrderLine, OrderList, OrderListQuery } from "./desk-api.ts";
import type { LineShelf } from "./line-shelf.ts";
import { narrowings, noFilter, passes, type ListFilter } from "./list-filter.ts";
import { isSideList, perList, workListNames, type WorkListName } from "./list-names.ts";
import type { Mirror, MirrorLine } from "./mirror.ts";
import type { IndexedList } from "./mirror-reads.ts";
import type { Overlay, Touched } from "./overlay.ts";
import { standsOn } from "./place.ts";
import type { Search } from "./search.ts";
import type { Moment } from "./side-lists.ts";
import { sortKeys } from "./work-list.ts";

export type Counts = Readonly<Record<WorkListName, number>>;
export type ListParts = Readonly<{
  mirror: Mirror;
  search: Search;
  /** The lines on side lists. */
  sides: LineShelf<MirrorLine>;
  overlay$: Observable<Overlay>;
  moment: () => Moment;
  /** Whether a first sync goes on and its first page is there already. */
  filling$: Observable<boolean>;
}>;

/** How long counts may lag behind a burst of changes, ms. */
const countEveryMs = 100;

/** How often lists and counts are read anew while a first sync goes on, ms: what they read is taken from its disk. */
const whileFillingMs = 1_000;

/** How often lists are read anew because time goes on, ms. */
const timeGoesOnMs = 60_000;

/**
 * A list as the screen shows it: the copy's lines by index, with the orders that this computer's steps have moved taken
 * out of where they were and put where they are. A side list and a filter look at the lines kept at hand.
 * @see docs/spec/local-store.md LS-12, docs/spec/outbox.md OB-11, docs/spec/work-lists.md WL-3, docs/spec/weak-line.md WK-26
 */
export function orders$(parts: ListParts, query: OrderListQuery): Observable<OrderList> {
  const { filter = noFilter } = query;
  const text = (query.text ?? "").trim();
  const read = (overlay: Overlay): Promise<OrderList> =>
    text === "" && narrowings(filter) === 0 && !isSideList(query.list)
      ? listPage(parts, { ...query, list: query.list }, overlay)
      : sievedPage(parts, { ...query, text, filter }, overlay);
  return combineLatest([parts.overlay$, ticks(parts, 20)]).pipe(switchMap(([overlay]) => read(overlay)));
}

/** How many orders stand on each list. */
export function counts$(parts: ListParts): Observable<Counts> {
  return combineLatest([parts.overlay$, ticks(parts, countEveryMs)]).pipe(
    switchMap(([overlay]) => countAll(parts, overlay)),
    distinctUntilChanged((before, now) => workListNames.every((name) => before[name] === now[name])),
  );
}

function ticks({ mirror, filling$ }: ListParts, everyMs: number): Observable<unknown> {
  const changes = filling$.pipe(
    distinctUntilChanged(),
    map((isFilling) => (isFilling ? whileFillingMs : everyMs)),
    switchMap((pauseMs) => mirror.changed$.pipe(auditTime(pauseMs), startWith(null))),
  );
  return merge(changes, timer(timeGoesOnMs, timeGoesOnMs));
}

async function countAll(parts: ListParts, overlay: Overlay): Promise<Counts> {
  const moment = parts.moment();
  const beside = [...(await parts.sides.all())];
  const counting = workListNames.map(async (name) => {
    if (!isSideList(name)) return [name, await parts.mirror.count(name)] as const;
    return [name, beside.filter((line) => standsOn(line, name, moment)).length] as const;
  });
  const counted = new Map(await Promise.all(counting));
  return perList((name) => (counted.get(name) ?? 0) + shift(overlay, name, moment));
}

/** By how much the steps of this computer change the length of a list. */
function shift(overlay: Overlay, name: WorkListName, moment: Moment): number {
  const sum = (of: (touched: Touched) => Touched["now"]): number =>
    [...overlay.values()].filter((touched) => isOn(of(touched), name, moment)).length;
  return sum((touched) => touched.now) - sum((touched) => touched.before);
}

function isOn(standing: Touched["now"], name: WorkListName, moment: Moment): boolean {
  return standing !== null && standsOn(standing, name, moment);
}

type IndexedQuery = OrderListQuery & Readonly<{ list: IndexedList }>;

async function listPage({ mirror, moment }: ListParts, query: IndexedQuery, overlay: Overlay): Promise<OrderList> {
  const sort = query.sort ?? "due";
  const page = await mirror.page({ list: query.list, sort, limit: query.limit + overlay.size });
  const untouched = page.lines.filter((one) => !overlay.has(one.id)).map((one) => ({ ...one.line, unsent: 0 }));
  const lines = inOrder([...untouched, ...overlayLines(overlay, query.list, moment())], sort);
  return { lines: lines.slice(0, query.limit), total: page.total + shift(overlay, query.list, moment()) };
}

type SieveQuery = OrderListQuery & Readonly<{ text: string; filter: ListFilter }>;

async function sievedPage(parts: ListParts, query: SieveQuery, overlay: Overlay): Promise<OrderList> {
  const { list, text, filter } = query;
  const { search } = parts;
  const moment = parts.moment();
  const found = isSideList(list) ? await parts.sides.all() : await search.find(text);
  const fits = (line: Omit<OrderLine, "unsent">): boolean => search.matches(line, text) && passes(line, filter, moment);
  const listed = [...found].filter((one) => !overlay.has(one.id) && standsOn(one, list, moment) && fits(one.line));
  const fresh = overlayLines(overlay, list, moment).filter(fits);
  const lines = inOrder([...listed.map((one) => ({ ...one.line, unsent: 0 })), ...fresh], query.sort ?? "due");
  return { lines: lines.slice(0, query.limit), total: lines.length };
}

function overlayLines(overlay: Overlay, name: WorkListName, moment: Moment): readonly OrderLine[] {
  return [...overlay.values()].flatMap(({ now }) => (now !== null && standsOn(now, name, moment) ? [now.line] : []));
}

function inOrder(lines: readonly OrderLine[], sort: "due" | "newest"): readonly OrderLine[] {
  const key = (line: OrderLine): number => sortKeys(line)[sort === "due" ? "dueKey" : "newestKey"];
  return lines.toSorted((a, b) => key(a) - key(b) || (a.id < b.id ? -1 : 1));
}
