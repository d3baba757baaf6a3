import { hangsOn } from "../../../src-shared/domain/assignment/move-turns.ts";
import { isOpenOffice, isWithin, type Office } from "../../../src-shared/domain/reference/office.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { orderId, type OfficeId } from "../../../src-shared/kernel/ids.ts";
import { publishOffices } from "../../store/office-store.ts";
import { inPages } from "../../store/in-pages.ts";
import { findOpenOrders, lockOrders } from "../../store/order-store.ts";
import type { Executor, Heads } from "../../store/store.ts";
import { readUsersOf } from "../../store/user-store.ts";
import { readOrdersSeenAt } from "../../store/visibility-store.ts";
import { publishRights, rightsTo, type Rights } from "../../sync/publish-visibility.ts";

/** How many orders are locked and held at once. */
const lockedAtOnce = 500;

/**
 * Brings a new tree into force: the table of offices, and for offices that have another place now, who sees their
 * orders, open and ended alike. The last thing a transaction does. Returns the heads that moved.
 * @see docs/spec/administration.md AD-32, AD-62
 */
export async function applyOffices(tx: Executor, before: readonly Office[], after: readonly Office[]): Promise<Heads> {
  await publishOffices(tx, after);
  const old = new Map(before.map((office) => [office.id, office.path]));
  const moved = after.flatMap(({ id, path }) => (old.get(id) !== undefined && old.get(id) !== path ? old.get(id) : []));
  const paths = moved.filter((path) => path !== undefined);
  const byId = new Map(after.map((office) => [office.id, office]));
  const hub = after.find((office) => office.parentId === null)?.id;
  if (hub === undefined) return {};
  const { after: heads } = await publishRights(tx, await lockSeenAt(tx, paths), { find: (id) => byId.get(id), hub });
  return heads;
}

/**
 * The rights to the orders that are seen at these places, or were, locked one after the other: none changes any more
 * before the move is done. A step whose lock was waited for may have shown another order there, so it looks again until
 * it finds none that is new.
 */
async function lockSeenAt(tx: Executor, places: readonly string[]): Promise<readonly Rights[]> {
  const rights: Rights[] = [];
  const looked = new Set<string>();
  for (;;) {
    const fresh = (await readOrdersSeenAt(tx, places)).filter((id) => !looked.has(id)).toSorted();
    if (fresh.length === 0) return rights;
    const lock = async (page: string[]): Promise<readonly Rights[]> =>
      (await lockOrders(tx, page.map(orderId))).map(rightsTo);
    for (const right of await inPages(fresh, lock, lockedAtOnce)) rights.push(right);
    for (const id of fresh) looked.add(id);
  }
}

/** What hangs on an office: open orders, open offices below it, and accounts that can sign in. */
export type Stake = Readonly<{ held: readonly WorkOrder[]; below: readonly string[]; accounts: readonly string[] }>;

export async function stakeOf(db: Executor, offices: readonly Office[], id: OfficeId): Promise<Stake> {
  const own = offices.find((office) => office.id === id);
  if (own === undefined) return { held: [], below: [], accounts: [] };
  const isBelow = (office: Office): boolean => office.id !== id && isWithin(office.path, own.path);
  const held = await findOpenOrders(db, (order) => hangsOn(order, id));
  const users = await readUsersOf(db, [id]);
  return {
    held,
    below: offices.filter((office) => isBelow(office) && isOpenOffice(office)).map((office) => office.name),
    accounts: users.filter((user) => user.disabledAt === null).map((user) => user.name),
  };
}
