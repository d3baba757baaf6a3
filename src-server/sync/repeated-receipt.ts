import { actionId, orderId } from "../../src-shared/kernel/ids.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import Value from "typebox/value";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import { receiptSchema, type Receipt } from "../../src-shared/protocol/sync.ts";
import { findAction, type LogRow } from "../store/action-store.ts";
import type { Batch } from "./batch.ts";
import { sealOf } from "./check-seal.ts";
import { envelopeText } from "./kept-envelope.ts";
import { soundAlarm } from "./sound-alarm.ts";

/** What is said of another action under a used seq: the device's data lives on two computers. */
export const copiedCode = "device-copied";

/**
 * The stored receipt of an action that came again. Another action under the same seq means that the device was copied
 * or restored: it is refused, kept, and raises an alarm.
 * @see docs/spec/sync-server.md SV-3, SV-4
 */
export async function repeatedReceipt(batch: Batch, action: ActionEnvelope): Promise<Receipt> {
  const stored = await findAction(batch.tx, batch.device.id, action.seq);
  const sealed = sealOf(action);
  if (stored && stored.hash === sealed.hash) return receiptFrom(stored);
  await soundAlarm(batch, "seq-reused", { action, envelope: envelopeText(action, sealed) });
  const { receivedAt } = batch;
  return {
    actionId: action.id,
    seq: action.seq,
    orderId: action.orderId,
    verdict: "rejected",
    code: copiedCode,
    orderVersion: null,
    orderNumber: null,
    number: stored?.number ?? 0,
    receivedAt,
    effectiveAt: receivedAt,
    grade: "D",
    hash: sealed.hash,
  };
}

/** The receipt that a row of the log stands for. */
export function receiptFrom(row: LogRow): Receipt {
  const { seq, verdict, code, orderVersion, orderNumber, number, receivedAt, effectiveAt, grade, hash } = row;
  const ids = { actionId: actionId(row.id), orderId: orderId(row.orderId) };
  const receipt = {
    ...ids,
    seq,
    verdict,
    code,
    orderVersion,
    orderNumber,
    number,
    receivedAt,
    effectiveAt,
    grade,
    hash,
  };
  invariant(Value.Check(receiptSchema, receipt), `the receipt ${number} can be read`);
  return receipt;
}
