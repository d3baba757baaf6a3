import { kinds, uuidText, type Column, type Kind, type Members, type Packed, type Plain } from "./column.ts";
import { UuidTable } from "./uuid-table.ts";

/** Fewer values than this stand as they are: nothing is won by saying them otherwise. */
const fewest = 3;
/** A dictionary is worth while when each of its words comes so often on average. */
const timesEach = 2;

/**
 * Writes a list down in columns. `unpack` gives the same list again, but for the order of members and members that are
 * undefined, which JSON does not keep either.
 * @throws TypeError on what JSON cannot say
 * @see docs/spec/told-orders.md TO-1
 */
export function pack(values: readonly unknown[]): Packed {
  const ids = new UuidTable();
  const of = columnOf(values, ids);
  return { count: values.length, ...ids.packed(), of };
}

type Thing = Readonly<Record<string, unknown>>;

const plainTypes: ReadonlySet<string> = new Set(["boolean", "number", "string"]);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isPlain = (value: unknown): value is Plain => value === null || plainTypes.has(typeof value);
const isThing = (value: unknown): value is Thing => typeof value === "object" && value !== null && !isList(value);

function kindOf(value: unknown): Kind {
  if (isPlain(value)) return "plain";
  if (isList(value)) return "list";
  if (isThing(value)) return "object";
  throw new TypeError(`columns have no word for ${typeof value}`);
}

function columnOf(values: readonly unknown[], ids: UuidTable): Column {
  if (values.every(isPlain)) return plainColumn(values, ids);
  if (values.every(isThing)) return objectColumn(values, ids);
  if (values.every(isList)) return listColumn(values, ids);
  const places = values.map((value) => kinds.indexOf(kindOf(value)));
  const parts = kinds.map((kind) =>
    columnOf(
      values.filter((value) => kindOf(value) === kind),
      ids,
    ),
  );
  return { m: places.join(""), p: parts };
}

function listColumn(lists: readonly (readonly unknown[])[], ids: UuidTable): Column {
  const lengths = lists.map((list) => list.length);
  return { n: plainColumn(lengths, ids), v: columnOf(lists.flat(), ids) };
}

const isUuid = (value: Plain): value is string => typeof value === "string" && uuidText.test(value);
const isWhole = (value: Plain): value is number => Number.isSafeInteger(value) && !Object.is(value, -0);

function plainColumn(values: readonly Plain[], ids: UuidTable): Column {
  const [first] = values;
  if (first === undefined) return [];
  if (values.every(isUuid)) return { u: wholeColumn(values.map((uuid) => ids.placeOf(uuid))) };
  if (values.length < fewest) return values;
  if (values.every((value) => value === first)) return { s: first };
  return values.every(isWhole) ? wholeColumn(values) : dictionaryColumn(values);
}

/** Differences are small where numbers grow, and where they grow evenly they are all the same. */
function wholeColumn(values: readonly number[]): Column {
  const steps = values.map((value, at) => value - (values[at - 1] ?? 0));
  return steps.every((step) => Number.isSafeInteger(step)) ? { i: steps } : values;
}

function dictionaryColumn(values: readonly Plain[]): Column {
  const words = new Map<Plain, number>();
  const places = values.map((value) => {
    const known = words.get(value);
    if (known !== undefined) return known;
    words.set(value, words.size);
    return words.size - 1;
  });
  return words.size * timesEach <= values.length ? { d: [...words.keys()], x: places } : values;
}

function objectColumn(objects: readonly Thing[], ids: UuidTable): Column {
  const counts = new Map<string, number>();
  for (const object of objects) for (const key of keysOf(object)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const shared = [...counts].filter(([, count]) => count === objects.length).map(([key]) => key);
  const o = membersOf(objects, shared, ids);
  if (shared.length === counts.size) return { o };
  const common = new Set(shared);
  const shapes = new Map<string, { place: number; keys: readonly string[]; objects: Thing[] }>();
  const places = objects.map((object) => {
    const keys = keysOf(object).filter((key) => !common.has(key));
    const name = JSON.stringify(keys);
    const shape = shapes.get(name) ?? { place: shapes.size, keys, objects: [] };
    shapes.set(name, shape);
    shape.objects.push(object);
    return shape.place;
  });
  const g = [...shapes.values()].map((shape) => membersOf(shape.objects, shape.keys, ids));
  return { o, f: plainColumn(places, ids), g };
}

/** The members that JSON would write. */
function keysOf(object: Thing): readonly string[] {
  return Object.keys(object).filter((key) => object[key] !== undefined);
}

type Beside = Readonly<{ key: string; values: readonly Plain[] }>;

function membersOf(objects: readonly Thing[], keys: readonly string[], ids: UuidTable): Members {
  const beside: Beside[] = [];
  const columns = keys.map((key): readonly [string, Column] => {
    const values = objects.map((object) => object[key] ?? null);
    if (values.length < fewest || !values.every(isPlain)) return [key, columnOf(values, ids)];
    const same = beside.find((other) => other.values.every((value, at) => value === values[at]));
    if (same) return [key, { e: same.key }];
    beside.push({ key, values });
    return [key, plainColumn(values, ids)];
  });
  return Object.fromEntries(columns);
}
