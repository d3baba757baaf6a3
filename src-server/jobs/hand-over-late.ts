import { hangsOn } from "../../src-shared/domain/assignment/move-turns.ts";
import { isOpenOffice } from "../../src-shared/domain/reference/office.ts";
import { officeId, type OfficeId } from "../../src-shared/kernel/ids.ts";
import { withoutValues } from "../store/database-fault.ts";
import { readMeta } from "../store/meta-store.ts";
import { openOrders } from "../store/order-store.ts";
import { byPublished } from "../sync/by-published.ts";
import { handOver, heirKey } from "../sync/hand-over.ts";
import type { Province } from "../sync/province.ts";
import { oncePerTree } from "./once-per-tree.ts";

/**
 * Hands over what reached a closed office after it had closed: a server process of an older program judges by the old
 * tree for some seconds, and waits for nobody who publishes. Once for each tree, when every
 * process follows it. Only the job that keeps the cards may call it, alone.
 * @see docs/spec/administration.md AD-35, AD-38, AD-39
 */
export function handOverLate(province: Province): Promise<void> {
  return oncePerTree(province, "offices-handed-over-by", async () => {
    let isWhole = true;
    for (const id of await closedThatHold(province)) isWhole = (await letGo(province, id)) && isWhole;
    return isWhole;
  });
}

/** The closed offices on which an open order hangs. */
async function closedThatHold({ store, offices }: Province): Promise<readonly OfficeId[]> {
  const ids = offices.filter((office) => !isOpenOffice(office)).map(({ id }) => id);
  const holding = new Set<OfficeId>();
  if (ids.length === 0) return [];
  for await (const order of openOrders(store.db)) {
    ids.filter((id) => hangsOn(order, id)).forEach((id) => holding.add(id));
  }
  return ids.filter((id) => holding.has(id));
}

/** A fault is logged and goes no further: cards are kept all the same, and the next turn of the job tries again. */
async function letGo(province: Province, from: OfficeId): Promise<boolean> {
  try {
    const move = { from, to: await heirOf(province, from) };
    province.broadcast.publish(await byPublished(province, (tx) => handOver(tx, province, move)));
    return true;
  } catch (error) {
    province.log.error({ err: withoutValues(error), office: from }, "a closed office could not let go");
    return false;
  }
}

/** The open office that answers for a closed one: the one it was named, else its successor, else the one above. */
async function heirOf(province: Province, id: OfficeId): Promise<OfficeId> {
  const office = province.rules.offices.find(id);
  if (!office) return province.rules.offices.hub;
  if (isOpenOffice(office)) return id;
  const named = await readMeta(province.store.db, heirKey(id));
  const next = named === null ? (office.successor ?? office.parentId) : officeId(named);
  return heirOf(province, next ?? province.rules.offices.hub);
}
