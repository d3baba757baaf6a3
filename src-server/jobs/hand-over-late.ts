import { hangsOn } from "../../src-shared/domain/assignment/move-turns.ts";
import { isOpenOffice } from "../../src-shared/domain/reference/office.ts";
import { officeId, type OfficeId } from "../../src-shared/kernel/ids.ts";
import { minuteMs } from "../../src-shared/kernel/instant.ts";
import { withoutValues } from "../store/database-fault.ts";
import { readMeta, readOrMake, writeMeta } from "../store/meta-store.ts";
import { openOrders } from "../store/order-store.ts";
import { readVersions } from "../store/reference-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { handOver, heirKey } from "../sync/hand-over.ts";
import type { Province } from "../sync/province.ts";

const handedOverBy = "offices-handed-over-by";
/** By then every server process follows a new tree of offices, in ms. */
const followedAfterMs = minuteMs;

/**
 * Hands over what reached a closed office after it had closed: another server process judges by the old tree for some
 * seconds, and the office that published may have been stopped before its second look. Once for each tree, when every
 * process follows it. Only the job that keeps the cards may call it, alone. Returns how many offices let go of something.
 * @see docs/spec/administration.md AD-35, AD-38, AD-39
 */
export async function handOverLate(province: Province): Promise<number> {
  const { db } = province.store;
  const version = province.reference.versionOf("offices");
  if ((await readOrMake(db, handedOverBy, () => "")) === version) return 0;
  const [latest] = await readVersions(db, "offices");
  if (latest?.version !== version || province.now() < latest.publishedAt + followedAfterMs) return 0;
  const holding = await closedThatHold(province);
  const done = [];
  for (const id of holding) if (await letGo(province, id)) done.push(id);
  if (done.length === holding.length) await writeMeta(db, handedOverBy, version);
  return done.length;
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
    province.broadcast.publish(await inTransaction(province.store, (tx) => handOver(tx, province, move)));
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
