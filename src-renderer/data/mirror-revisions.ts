import type { Revision } from "../../src-shared/sync/digest.ts";
import type { MirrorCollections } from "./mirror-schema.ts";
import type { RxStore } from "./rx-store.ts";

/** Orders are read so many at a time: all at once would be the whole copy in memory. */
const ordersAtATime = 500;

/** The version of an order of which only half is here: no province ever says it. */
const halved = -1;

/**
 * Every order of the copy with its version. At a glance a line stands for its order, whose text need not be read, as long
 * as there are as many of the one as of the other; a thorough look finds what is there by half: that is of no version.
 * @see docs/spec/digest.md DG-2
 */
export async function readRevisions(
  store: RxStore<MirrorCollections>,
  look: "glance" | "thorough",
): Promise<readonly Revision[]> {
  return store.use(async ({ lines, orders }) => {
    // All lines at once, as search reads them too: a page from the middle of 50,000 costs as much as all of them.
    const known = new Map((await lines.find().exec()).map(({ id, version }) => [id, version]));
    if (look === "glance" && known.size === (await orders.count({ selector: {} }).exec())) return toRevisions(known);
    const documents = await versionsOf(ordersAtATime, (page) => orders.find(page).exec());
    const ids = new Set([...known.keys(), ...documents.keys()]);
    const isWhole = (id: string): boolean => known.get(id) === documents.get(id);
    return [...ids].map((id) => ({ id, version: isWhole(id) ? (known.get(id) ?? halved) : halved }));
  });
}

function toRevisions(versions: ReadonlyMap<string, number>): readonly Revision[] {
  return [...versions].map(([id, version]) => ({ id, version }));
}

type Page = { selector: { id: { $gt: string } }; sort: [{ id: "asc" }]; limit: number };

async function versionsOf(
  limit: number,
  read: (page: Page) => Promise<readonly Revision[]>,
): Promise<ReadonlyMap<string, number>> {
  const versions = new Map<string, number>();
  for (let last = ""; ;) {
    const docs = await read({ selector: { id: { $gt: last } }, sort: [{ id: "asc" }], limit });
    for (const { id, version } of docs) versions.set(id, version);
    const end = docs.at(-1);
    if (!end || docs.length < limit) return versions;
    last = end.id;
  }
}
