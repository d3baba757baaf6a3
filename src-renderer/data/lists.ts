import { auditTime, combineLatest, concat, distinctUntilChanged, of, switchMap, type Observable } from "rxjs";

import type { OrderLine, OrderList, OrderListQuery, WorkListName } from "./desk-api.ts";
import type { Mirror } from "./mirror.ts";
import type { Overlay, Touched } from "./overlay.ts";
import type { Search } from "./search.ts";
import { belongsTo, sortKeys } from "./work-list.ts";

const listNames: readonly WorkListName[] = [
  "to-dispatch",
  "to-accept",
  "in-handling",
  "to-review",
  "to-call-back",
  "to-inspect",
  "to-archive",
  "below",
  "suspended",
  "ended",
  "all",
];

export type Counts = Readonly<Record<WorkListName, number>>;
export type ListParts = Readonly<{ mirror: Mirror; search: Search; overlay$: Observable<Overlay> }>;

/** How long counts may lag behind a burst of changes, ms. */
const countEveryMs = 100;

/**
 * A list as the screen shows it: the copy's lines by index, with the orders that this computer's steps have moved taken
 * out of where they were and put where they are.
 * @see docs/spec/local-store.md LS-12, docs/spec/outbox.md OB-11
 */
export function orders$(parts: ListParts, query: OrderListQuery): Observable<OrderList> {
  const wanted = (query.text ?? "").trim();
  const read = (overlay: Overlay): Promise<OrderList> =>
    wanted === "" ? listPage(parts.mirror, query, overlay) : searchPage(parts, { ...query, text: wanted }, overlay);
  return combineLatest([parts.overlay$, mirrorTicks(parts.mirror, 20)]).pipe(switchMap(([overlay]) => read(overlay)));
}

/** How many orders stand on each list. */
export function counts$(parts: ListParts): Observable<Counts> {
  const both = combineLatest([parts.overlay$, mirrorTicks(parts.mirror, countEveryMs)]);
  return both.pipe(
    switchMap(([overlay]) => countAll(parts.mirror, overlay)),
    distinctUntilChanged((before, now) => listNames.every((name) => before[name] === now[name])),
  );
}

function mirrorTicks(mirror: Mirror, everyMs: number): Observable<unknown> {
  return concat(of(null), mirror.changed$.pipe(auditTime(everyMs)));
}

async function countAll(mirror: Mirror, overlay: Overlay): Promise<Counts> {
  const counted = listNames.map(async (name) => [name, (await mirror.count(name)) + shift(overlay, name)] as const);
  const pairs = new Map(await Promise.all(counted));
  const of = (name: WorkListName): number => pairs.get(name) ?? 0;
  return {
    "to-dispatch": of("to-dispatch"),
    "to-accept": of("to-accept"),
    "in-handling": of("in-handling"),
    "to-review": of("to-review"),
    "to-call-back": of("to-call-back"),
    "to-inspect": of("to-inspect"),
    "to-archive": of("to-archive"),
    below: of("below"),
    suspended: of("suspended"),
    ended: of("ended"),
    all: of("all"),
  };
}

/** By how much the steps of this computer change the length of a list. */
function shift(overlay: Overlay, name: WorkListName): number {
  const sum = (of: (touched: Touched) => Touched["list"]): number =>
    [...overlay.values()].filter((touched) => isOn(of(touched), name)).length;
  return sum((touched) => touched.list) - sum((touched) => touched.mirrored);
}

function isOn(list: Touched["list"], name: WorkListName): boolean {
  return list !== null && belongsTo(list, name);
}

async function listPage(mirror: Mirror, query: OrderListQuery, overlay: Overlay): Promise<OrderList> {
  const sort = query.sort ?? "due";
  const page = await mirror.page({ list: query.list, sort, limit: query.limit + overlay.size });
  const untouched = page.lines.filter((one) => !overlay.has(one.id)).map((one) => ({ ...one.line, unsent: 0 }));
  const lines = inOrder([...untouched, ...overlayLines(overlay, query.list)], sort);
  return { lines: lines.slice(0, query.limit), total: page.total + shift(overlay, query.list) };
}

async function searchPage(
  { search }: ListParts,
  query: OrderListQuery & Readonly<{ text: string }>,
  overlay: Overlay,
): Promise<OrderList> {
  const found = await search.find(query.text);
  const listed = found.filter((one) => !overlay.has(one.id) && belongsTo(one.list, query.list));
  const fresh = overlayLines(overlay, query.list).filter((line) => search.matches(line, query.text));
  const lines = inOrder([...listed.map((one) => ({ ...one.line, unsent: 0 })), ...fresh], query.sort ?? "due");
  return { lines: lines.slice(0, query.limit), total: lines.length };
}

function overlayLines(overlay: Overlay, name: WorkListName): readonly OrderLine[] {
  return [...overlay.values()].flatMap(({ line, list }) => (line !== null && isOn(list, name) ? [line] : []));
}

function inOrder(lines: readonly OrderLine[], sort: "due" | "newest"): readonly OrderLine[] {
  const key = (line: OrderLine): number => sortKeys(line)[sort === "due" ? "dueKey" : "newestKey"];
  return lines.toSorted((a, b) => key(a) - key(b) || (a.id < b.id ? -1 : 1));
}
