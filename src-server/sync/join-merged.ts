import type { Intent } from "../../src-shared/actions/action.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { isConfidential, withoutCaller } from "../../src-shared/domain/permission/withhold-worker.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import { writeProgress, type Device } from "../store/device-store.ts";
import type { Batch } from "./batch.ts";
import { ownActor, ownStep } from "./own-step.ts";
import { receiveAction } from "./receive-action.ts";
import { sealStep } from "./seal-step.ts";

/** Whether an action may call for a step of the province's own, so that its device must be locked before the orders. */
export function callsForOwnStep(action: ActionEnvelope): boolean {
  return action.type === "merge-order";
}

/**
 * After an order was merged into another: the province says of itself, in the same transaction, that the contacts joined
 * the order that survives. Does nothing after any other action.
 * @param own the province's own device, locked; null when no action of the batch calls for it
 * @see docs/spec/merge.md MG-1, MG-3
 */
export async function joinMerged(batch: Batch, own: Device | null, action: ActionEnvelope): Promise<void> {
  const merged = callsForOwnStep(action) && batch.changed.has(action.orderId) ? batch.orders.get(action.orderId) : null;
  const intent = merged ? joiningOf(merged) : null;
  if (!own || !intent) return;
  const { province, receivedAt } = batch;
  const { lastSeq, lastHash, lastEffectiveAt } = own;
  const mine: Batch = {
    ...batch,
    actor: ownActor(province),
    device: own,
    receipts: [],
    progress: { lastSeq, lastHash, lastEffectiveAt },
  };
  const place = { seq: lastSeq + 1, previousHash: lastHash };
  const sealed = sealStep(ownStep(province, intent, receivedAt), place, province.ownDevice.sign);
  await receiveAction(mine, sealed.action);
  await writeProgress(batch.tx, own.id, mine.progress);
  Object.assign(own, mine.progress);
}

/**
 * What the province says of the order that survives a merge; null for an order that was not merged. A confidential one
 * takes who called with it: the order that survives is read by other offices (docs/spec/privacy.md PR-7).
 */
export function joiningOf(merged: WorkOrder): Intent | null {
  if (merged.mergedInto === null) return null;
  const payload = {
    from: merged.id,
    number: merged.number ?? merged.provisionalNumber,
    contacts: isConfidential(merged) ? merged.contacts.map(withoutCaller) : [...merged.contacts],
  };
  return { type: "join-contacts", orderId: merged.mergedInto, payload };
}
