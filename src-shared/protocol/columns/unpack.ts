import type { Json } from "../../kernel/canonical-json.ts";
import { invariant } from "../../kernel/invariant.ts";
import { kinds, type Column, type Members, type Packed } from "./column.ts";
import { readUuids } from "./uuid-table.ts";

/**
 * The list that was packed.
 * @throws InvariantBroken (or TypeError) when it is not what `pack` writes
 * @see docs/spec/told-orders.md TO-1, TO-2
 */
export function unpack(packed: Packed): readonly Json[] {
  return valuesOf(packed.of, packed.count, readUuids(packed));
}

function valuesOf(column: Column, count: number, ids: readonly string[]): readonly Json[] {
  const values = read(column, count, ids);
  invariant(values.length === count, "a column has as many values as are wanted");
  return values;
}

function read(column: Column, count: number, ids: readonly string[]): readonly Json[] {
  if ("s" in column) return Array.from({ length: count }, () => column.s);
  if ("i" in column) return summed(column.i);
  if ("d" in column) return column.x.map((place) => known(column.d, place));
  if ("u" in column) return valuesOf(column.u, count, ids).map((place) => known(ids, Number(place)));
  if ("n" in column) return lists(valuesOf(column.n, count, ids).map(Number), column.v, ids);
  if ("o" in column) return objects(column, count, ids);
  if ("m" in column) return mixed(column, ids);
  invariant(!("e" in column), "a column is like another only among the members of objects");
  return column;
}

function known<Value>(all: readonly Value[], place: number): Value {
  const value = all[place];
  invariant(value !== undefined, "what a column refers to is there");
  return value;
}

function summed(steps: readonly number[]): readonly number[] {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

function lists(lengths: readonly number[], of: Column, ids: readonly string[]): readonly Json[] {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const all = valuesOf(of, total, ids);
  let from = 0;
  return lengths.map((length) => all.slice(from, (from += length)));
}

type Mutable = Record<string, Json>;

function objects(
  { o, f, g = [] }: Extract<Column, { o: Members }>,
  count: number,
  ids: readonly string[],
): readonly Json[] {
  const made = Array.from({ length: count }, (): Mutable => ({}));
  fill(made, o, ids);
  if (f === undefined) return made;
  const shapes = valuesOf(f, count, ids).map(Number);
  g.forEach((members, shape) => {
    const own = made.filter((_, at) => shapes[at] === shape);
    fill(own, members, ids);
  });
  return made;
}

function fill(made: readonly Mutable[], members: Members, ids: readonly string[]): void {
  const beside = new Map<string, readonly Json[]>();
  for (const [key, column] of Object.entries(members)) {
    const values = "e" in column ? beside.get(column.e) : valuesOf(column, made.length, ids);
    invariant(values !== undefined, "a column that is like another comes after it");
    beside.set(key, values);
    made.forEach((object, at) => put(object, key, values[at] ?? null));
  }
}

/** `__proto__` is a name like any other in JSON, and no assignment. */
function put(object: Mutable, key: string, value: Json): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

function mixed({ m, p }: Extract<Column, { m: string }>, ids: readonly string[]): readonly Json[] {
  const places = [...m].map(Number);
  const parts = kinds.map((_, kind) => {
    const count = places.filter((place) => place === kind).length;
    const part = p[kind];
    invariant(part !== undefined, "each kind has its column");
    return valuesOf(part, count, ids)[Symbol.iterator]();
  });
  return places.map((place) => {
    const next = parts[place]?.next();
    invariant(next?.done === false, "each value has its kind's next");
    return next.value;
  });
}
