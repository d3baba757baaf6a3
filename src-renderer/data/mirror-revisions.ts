import { orderId, type OrderId } from "../../src-shared/kernel/ids.ts";
import type { Revision } from "../../src-shared/sync/digest.ts";
import type { LineTally } from "./line-tally.ts";
import type { MirrorCollections, OrderDoc } from "./mirror-schema.ts";
import type { RxStore } from "./rx-store.ts";

/** Orders are read so many at a time: all at once would be the whole copy in memory. */
const ordersAtATime = 500;

/** The version of an order that is not here as it should be: no province ever says it. */
const halved = -1;

/** The version of an order that has to be fetched to be sure of, and may well be as it should. */
export const unsure = -2;

/**
 * How closely the copy is looked at. At a glance a line stands for its order, whose text need not be read, as long as
 * there are as many of the one as of the other. A thorough look finds what is there by half. One in doubt goes by what
 * outlives lost writes: a text of an earlier first sync than its line, or than the copy, is an old one whatever its
 * version says; and a version does not tell in which form a confidential order was sent (docs/spec/privacy.md PR-4).
 */
export type Look = "glance" | "thorough" | "doubtful";

/**
 * Every order of the copy with its version; what the look finds wanting is of no version.
 * @see docs/spec/digest.md DG-2, DG-23
 */
export async function readRevisions(
  store: RxStore<MirrorCollections>,
  look: Look,
  tally: Pick<LineTally, "reading">,
): Promise<readonly Revision[]> {
  return store.use(async ({ lines, orders, facts }) => {
    const whole = tally.reading();
    // All lines at once, as search reads them too: a page from the middle of 50,000 costs as much as all of them.
    const all = await lines.find().exec();
    await whole(all.map(({ list }) => list));
    const known = new Map(all.map(({ id, version, pass }) => [id, { version, pass }]));
    if (look === "glance" && known.size === (await orders.count({ selector: {} }).exec())) return toRevisions(known);
    const isDoubtful = look === "doubtful";
    const pass = isDoubtful ? Number((await facts.findOne("pass").exec())?.value ?? "0") : 0;
    const texts = new Map<string, Text>();
    await eachText(
      (page) => orders.find(page).exec(),
      (doc) => void texts.set(doc.id, textOf(doc, isDoubtful)),
    );
    const versionOf = (id: string): number => {
      const [line, text] = [known.get(id), texts.get(id)];
      if (line === undefined || line.version !== text?.version) return halved;
      if (isDoubtful && (line.pass !== text.pass || line.pass < pass)) return halved;
      return text.isUnsure ? unsure : line.version;
    };
    return [...new Set([...known.keys(), ...texts.keys()])].map((id) => ({ id, version: versionOf(id) }));
  });
}

type Text = Readonly<{ version: number; pass: number; isUnsure: boolean }>;

/** A confidential order may be here in a form that is not this account's any more. */
function textOf({ version, pass, body }: OrderDoc, isDoubtful: boolean): Text {
  return { version, pass, isUnsure: isDoubtful && body.includes('"confidential"') };
}

/**
 * Orders of which only the text is here: a crash came between an order and its line. No first sync counts them among its
 * own, for they were of none.
 */
export async function withoutLine(store: RxStore<MirrorCollections>): Promise<readonly OrderId[]> {
  return store.use(async ({ lines, orders }) => {
    const [listed, stored] = await Promise.all([
      lines.count({ selector: {}, index: "dueKey" }).exec(),
      orders.count({ selector: {} }).exec(),
    ]);
    if (listed === stored) return [];
    const known = new Set((await lines.find().exec()).map(({ id }) => id));
    const alone: OrderId[] = [];
    await eachText(
      (page) => orders.find(page).exec(),
      ({ id }) => void (known.has(id) || alone.push(orderId(id))),
    );
    return alone;
  });
}

function toRevisions(versions: ReadonlyMap<string, Pick<Text, "version">>): readonly Revision[] {
  return [...versions].map(([id, { version }]) => ({ id, version }));
}

type Page = { selector: { id: { $gt: string } }; sort: [{ id: "asc" }]; limit: number };

async function eachText(
  read: (page: Page) => Promise<readonly OrderDoc[]>,
  look: (doc: OrderDoc) => void,
): Promise<void> {
  for (let last = ""; ;) {
    const docs = await read({ selector: { id: { $gt: last } }, sort: [{ id: "asc" }], limit: ordersAtATime });
    docs.forEach(look);
    const end = docs.at(-1);
    if (!end || docs.length < ordersAtATime) return;
    last = end.id;
  }
}
