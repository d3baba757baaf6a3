import { browserDatabase, type Doc } from "./browser-database.ts";

type Query = Readonly<{
  selector?: Readonly<Record<string, unknown>>;
  sort?: readonly Readonly<Record<string, "asc">>[];
  limit?: number;
}>;
type Creator = Readonly<{
  schema: Readonly<{ primaryKey: unknown; indexes?: readonly (string | readonly string[])[] }>;
}>;
type Options = Readonly<{
  name: string;
  durability: "strict" | "relaxed";
  collections: Readonly<Record<string, Creator>>;
}>;

/** A document as RxDB hands it out. */
type Found = Doc & Readonly<{ toMutableJSON: () => Doc }>;

/**
 * The twin of src-renderer/data/rx-store.ts: collections over the browser's database of a simulated machine, with the
 * few calls that the desk makes; documents are flat. Each call to the database takes its time and may fail.
 */
export async function openRxStore(options: Options) {
  const database = browserDatabase(options.name);
  await database.opens();
  const collectionsOf = () =>
    Object.fromEntries(
      Object.entries(options.collections).map(([name, { schema }]) => {
        return [name, collection(options, name, schema)] as const;
      }),
    );
  const collections = collectionsOf();
  return {
    use: async (work: (all: typeof collections) => Promise<unknown>) => work(collections),
    close: async () => undefined,
    wipe: () => database.write({ name: "wipe", isStrict: false }, (all) => all.clear()),
  };
}

function collection({ name, durability }: Options, of: string, { primaryKey: key, indexes = [] }: Creator["schema"]) {
  const database = browserDatabase(name);
  const primaryKey = String(key);
  // Asked for no order, RxDB gives that of the first index.
  const unasked = [indexes[0] ?? []].flat();
  const keyOf = (doc: Doc): string => String(doc[primaryKey]);
  const write = { name: of, isStrict: durability === "strict" };
  const read = <Value>(take: (docs: readonly Doc[]) => Value): Promise<Value> =>
    database.read((all) => take([...(all.get(of)?.values() ?? [])]));
  const change = (work: (docs: Map<string, Doc>) => void): Promise<void> =>
    database.write(write, (all) => {
      const docs = new Map(all.get(of));
      work(docs);
      all.set(of, docs);
    });
  const put = (docs: readonly Doc[]): Promise<void> =>
    change((all) => docs.forEach((doc) => all.set(keyOf(doc), { ...doc })));
  const remove = (keys: readonly string[]): Promise<void> => change((all) => keys.forEach((key) => all.delete(key)));
  return {
    upsert: (doc: Doc) => put([doc]),
    bulkUpsert: async (docs: readonly Doc[]) => (docs.length === 0 ? undefined : put(docs)),
    bulkInsert: async (docs: readonly Doc[]) => {
      const known: string[] = [];
      await change((all) =>
        docs.forEach((doc) => (all.has(keyOf(doc)) ? known.push(keyOf(doc)) : all.set(keyOf(doc), { ...doc }))),
      );
      return { error: known.map((documentId) => ({ documentId })) };
    },
    bulkRemove: async (keys: readonly string[]) => (keys.length === 0 ? undefined : remove(keys)),
    find: (query: Query = {}) => ({
      exec: () => read((docs) => select(docs, query, [...sortOf(query, unasked), primaryKey]).map(found)),
    }),
    findOne: (key: string) => ({
      exec: () => read((docs) => found(docs.find((doc) => keyOf(doc) === key)) ?? null),
      remove: () => remove([key]),
    }),
    findByIds: (ids: readonly string[]) => ({
      exec: () =>
        read((docs) => {
          const asked = new Set(ids);
          return new Map(docs.filter((doc) => asked.has(keyOf(doc))).map((doc) => [keyOf(doc), found(doc)] as const));
        }),
    }),
    count: (query: Query) => ({ exec: () => read((docs) => select(docs, query, []).length) }),
  };
}

function found<Given extends Doc | undefined>(doc: Given): Given extends Doc ? Found : undefined;
function found(doc: Doc | undefined): Found | undefined {
  return doc && { ...doc, toMutableJSON: () => ({ ...doc }) };
}

function sortOf({ sort }: Query, unasked: readonly string[]): readonly string[] {
  return sort ? sort.flatMap((one) => Object.keys(one)) : unasked;
}

function select(docs: readonly Doc[], { selector = {}, limit }: Query, keys: readonly string[]): readonly Doc[] {
  const chosen = docs.filter((doc) => Object.entries(selector).every(([key, wanted]) => fits(doc[key], wanted)));
  return chosen.toSorted((one, other) => compareBy(keys, one, other)).slice(0, limit);
}

function fits(value: unknown, wanted: unknown): boolean {
  if (typeof wanted === "object" && wanted !== null && "$lt" in wanted) return Number(value) < Number(wanted.$lt);
  if (typeof wanted === "object" && wanted !== null && "$gt" in wanted) {
    return typeof value === "number" ? value > Number(wanted.$gt) : String(value) > String(wanted.$gt);
  }
  return value === wanted;
}

function compareBy(keys: readonly string[], one: Doc, other: Doc): number {
  for (const key of keys) {
    const [left, right] = [one[key], other[key]];
    if (left !== right) return typeof left === "number" ? left - Number(right) : String(left) < String(right) ? -1 : 1;
  }
  return 0;
}
