import type { DeviceId, UserId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { accept, refuse, type Result } from "../../src-shared/kernel/result.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import type { Receipt } from "../../src-shared/protocol/sync.ts";
import { lockDevice, noteContact, writeProgress, type Device } from "../store/device-store.ts";
import type { Executor, Heads } from "../store/store.ts";
import { byPublished } from "./by-published.ts";
import type { Batch } from "./batch.ts";
import { callsForOwnStep, joinMerged } from "./join-merged.ts";
import { isFaultOfAction } from "./judge-and-record.ts";
import { closeBatch, openBatch } from "./open-batch.ts";
import type { Province } from "./province.ts";
import type { ActorReader } from "./read-actor.ts";
import { receiveAction } from "./receive-action.ts";
import { copiedCode, repeatedReceipt } from "./repeated-receipt.ts";

/** Who sends: the device, the account signed in on it, and how to read what that account may do now. */
export type Sender = Readonly<{
  deviceId: DeviceId;
  userId: UserId;
  readActor: ActorReader;
}>;

export type Delivery = Readonly<{
  receivedAt: Instant;
  /** the actions in seq order; given the locked device, for a sender that numbers them only now */
  actions: (device: Device) => readonly ActionEnvelope[];
}>;

/** `expected` is the next seq when the batch began beyond it, else null; `lastHash` the end of the device's chain here. */
export type Received = Readonly<{ receipts: readonly Receipt[]; expected: number | null; lastHash: string }>;

/**
 * Takes a batch of a device's actions, in seq order, in one transaction, and answers each with a receipt: the same one
 * however often it is asked. Nothing but a fault of the machinery fails the whole batch.
 * Refuses `account-disabled` when the account or the device was disabled before the batch's turn came.
 * @throws when the device is not registered, and what the database throws; then nothing has happened
 * @see docs/spec/sync-server.md SV-1 to SV-9, docs/sync.md "Push"
 */
export async function receiveActions(
  province: Province,
  sender: Sender,
  delivery: Delivery,
): Promise<Result<Received, "account-disabled">> {
  const done = await receiveTogether(province, { sender, delivery });
  if (!done.ok) return done;
  const { heads, ...received } = done.value;
  province.broadcast.publish(heads);
  return accept(received);
}

type From = Readonly<{ sender: Sender; delivery: Delivery }>;
type ReceivedIn = Result<Received & Readonly<{ heads: Heads }>, "account-disabled">;

/** Takes the batch as one, and again action by action when one of them breaks it ([Note: together or apart]). */
async function receiveTogether(province: Province, from: From): Promise<ReceivedIn> {
  try {
    return await byPublished(province, (tx) => receiveIn(tx, province, { ...from, together: true }));
  } catch (error) {
    if (!isFaultOfAction(error)) throw error;
    return byPublished(province, (tx) => receiveIn(tx, province, from));
  }
}

/** The same within a transaction that does more; whoever runs it tells the heads once it is done. */
export async function receiveIn(
  tx: Executor,
  province: Province,
  from: From & Readonly<{ together?: boolean }>,
): Promise<ReceivedIn> {
  const { sender, delivery } = from;
  const device = await lockDevice(tx, sender.deviceId);
  if (!device || device.userId !== sender.userId) throw new Error("the sender's device is not registered");
  const actor = await sender.readActor(tx);
  if (!actor) return refuse("account-disabled");
  const actions = delivery.actions(device);
  // Before the orders, as everybody locks: first devices, then orders.
  const own = actions.some(callsForOwnStep) ? await lockDevice(tx, province.ownDevice.deviceId) : null;
  const fresh = actions.filter((action) => action.seq > device.lastSeq);
  const together = from.together === true && own === null;
  const batch = await openBatch(tx, province, { actor, device, fresh, receivedAt: delivery.receivedAt, together });
  const expected = await takeInTurn(batch, actions, own ?? null);
  await writeProgress(tx, device.id, batch.progress);
  await noteContact(tx, device.id, delivery.receivedAt);
  const heads = await closeBatch(batch, delivery.receivedAt);
  return accept({ receipts: batch.receipts, expected, lastHash: batch.progress.lastHash, heads });
}

/** Judges the actions one by one; returns the seq to go on from when the batch leaves one out. */
async function takeInTurn(
  batch: Batch,
  actions: readonly ActionEnvelope[],
  own: Device | null,
): Promise<number | null> {
  for (const action of actions) {
    const next = batch.progress.lastSeq + 1;
    if (action.seq > next) return next;
    const receipt = action.seq < next ? await repeatedReceipt(batch, action) : await receiveAction(batch, action);
    batch.receipts.push(receipt);
    // What a copy has made beyond this is chained onto its own step: judged, it would take the number from the original.
    if (receipt.code === copiedCode) return null;
    await joinMerged(batch, own, action);
  }
  return null;
}
