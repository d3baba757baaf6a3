import { readIntent } from "../../src-shared/actions/read-intent.ts";
import type { Actor } from "../../src-shared/domain/decision.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import { knownIds, logActions } from "../store/action-store.ts";
import type { Device } from "../store/device-store.ts";
import { lockOrders, saveOrders } from "../store/order-store.ts";
import type { Executor, Heads } from "../store/store.ts";
import type { Batch } from "./batch.ts";
import { checkSeals } from "./check-seal.ts";
import { publishVisibility } from "./publish-visibility.ts";
import type { Province } from "./province.ts";
import { watchCards } from "./watch-cards.ts";

/**
 * `fresh` are the actions that will be judged: their orders are locked. The device is locked already. With `together`
 * the batch is written down as one where nothing in it asks for more.
 */
type Opening = Readonly<{
  actor: Actor;
  device: Device;
  fresh: readonly ActionEnvelope[];
  receivedAt: Instant;
  together?: boolean;
}>;

export async function openBatch(tx: Executor, province: Province, opening: Opening): Promise<Batch> {
  const { actor, device, fresh, receivedAt } = opening;
  const seals = checkSeals(fresh, device);
  const touched: readonly OrderId[] = [...new Set(fresh.flatMap(ordersOf))];
  const first = touched.length > 0 ? await lockOrders(tx, touched) : [];
  const ids = fresh.map((action) => action.id);
  const known = new Set(ids.length > 0 ? await knownIds(tx, ids) : []);
  // A copy of a registration may have been committed in between: its order is there now, for what follows it here.
  const orders = known.size > 0 ? await lockOrders(tx, touched) : first;
  const { lastSeq, lastHash, lastEffectiveAt } = device;
  return {
    province,
    tx,
    device,
    receivedAt,
    seals,
    actor,
    orders: new Map(orders.map((order) => [order.id, order])),
    changed: new Set(),
    versionsBefore: new Map(orders.map((order) => [order.id, order.version])),
    knownIds: known,
    receipts: [],
    unlogged: opening.together === true && isPlain(device, fresh, known) ? [] : null,
    progress: { lastSeq, lastHash, lastEffectiveAt },
  };
}

/** Whether each action follows the one before it and none has been here before: nothing will be looked up in the log. */
function isPlain(device: Device, fresh: readonly ActionEnvelope[], known: ReadonlySet<string>): boolean {
  const isDense = fresh.every((action, at) => action.seq === device.lastSeq + 1 + at);
  return isDense && known.size === 0 && new Set(fresh.map((action) => action.id)).size === fresh.length;
}

/** The orders that judging an action looks at: its own, and the one that it merges its own into. */
function ordersOf(action: ActionEnvelope): readonly OrderId[] {
  const intent = action.type === "merge-order" ? readIntent(action) : "malformed";
  return typeof intent !== "string" && intent.type === "merge-order"
    ? [action.orderId, intent.payload.into]
    : [action.orderId];
}

/** Stores the orders that changed and publishes them to the feed: the last thing that a transaction does. */
export async function closeBatch(batch: Batch, now: Instant): Promise<Heads> {
  const { tx, province, orders, changed, versionsBefore } = batch;
  await writeUnlogged(batch);
  const saved = [...changed].sort().flatMap((id) => orders.get(id) ?? []);
  await saveOrders(tx, saved);
  await watchCards(tx, saved, { rules: province.rules, now });
  const moved = await publishVisibility(tx, saved, province.rules.offices);
  const changes = saved.map((order) => ({ order, versionBefore: versionsBefore.get(order.id) ?? 0 }));
  province.recent.note(changes, moved);
  return moved.after;
}

/** Writes what was kept for the end, and gives the receipts their numbers. */
async function writeUnlogged({ tx, receipts, unlogged }: Batch): Promise<void> {
  if (unlogged === null) return;
  const numbers = await logActions(tx, unlogged);
  for (const [at, receipt] of receipts.entries()) {
    receipts[at] = { ...receipt, number: numbers.get(receipt.seq) ?? receipt.number };
  }
}
