import { isActionType } from "../../src-shared/actions/action.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import type { ProblemName } from "../../src-shared/protocol/problem-code.ts";
import type { Receipt } from "../../src-shared/protocol/sync.ts";
import { gradeClock, lastContact } from "../../src-shared/sync/clock-evidence.ts";
import { projectEvent } from "../projection/project-event.ts";
import { logAction } from "../store/action-store.ts";
import { isBadValue, sqlState, withoutValues } from "../store/database-fault.ts";
import type { Batch } from "./batch.ts";
import { isSealIntact, sealOf, type Sealed } from "./check-seal.ts";
import { judgeAction, type Judgement, type WitnessedTime } from "./judge-action.ts";
import { envelopeText } from "./repeated-receipt.ts";
import { soundAlarm } from "./sound-alarm.ts";

/** An action on its way through: as it was sealed, and when it was made. */
type Arrival = Readonly<{ action: ActionEnvelope; sealed: Sealed; isIntact: boolean; time: WitnessedTime }>;

/** Receives the next action of the device's sequence: judges, applies, logs it and moves the sequence on. */
export async function receiveAction(batch: Batch, action: ActionEnvelope): Promise<Receipt> {
  const arrival = arrivalOf(batch, action);
  const refused = await refusalOfSeal(batch, arrival);
  const receipt = refused ? await logRefused(batch, arrival, refused) : await judgeAndLog(batch, arrival);
  const { sealed, isIntact, time } = arrival;
  const lastEffectiveAt = isIntact ? time.effectiveAt : batch.progress.lastEffectiveAt;
  batch.progress = { lastSeq: action.seq, lastHash: sealed.hash, lastEffectiveAt };
  batch.knownIds.add(action.id);
  return receipt;
}

function arrivalOf(batch: Batch, action: ActionEnvelope): Arrival {
  const { device, progress, province, receivedAt } = batch;
  const sealed = sealOf(action);
  const isIntact = isSealIntact(action, sealed, { publicKey: device.publicKey, lastHash: progress.lastHash });
  const witness = {
    tokenTime: province.clockTokens.read(action.evidence.token, device.id),
    chainIntact: isIntact,
    previousEffectiveAt: progress.lastEffectiveAt,
    emptiedAt: device.emptiedAt,
    receivedAt,
  };
  const time = { ...gradeClock(action.evidence, witness), lastContactAt: lastContact(witness) };
  return { action, sealed, isIntact, time };
}

/** Why an action is not even looked at: not this device's, not this account's, or an id that was used before. */
async function refusalOfSeal(batch: Batch, arrival: Arrival): Promise<ProblemName | null> {
  const { action, sealed, isIntact } = arrival;
  const isReused = batch.knownIds.has(action.id);
  if (isIntact && !isReused) return action.userId === batch.actor.id ? null : "no-right";
  const kind = isIntact ? "id-reused" : "bad-signature";
  await soundAlarm(batch, kind, { action, envelope: envelopeText(action, sealed) });
  return kind;
}

/**
 * Judges and applies inside a savepoint. What one action's values break is that action's fault: it is parked and kept,
 * and the next one is judged. Faults of the machinery go up and fail the batch.
 */
async function judgeAndLog(batch: Batch, arrival: Arrival): Promise<Receipt> {
  try {
    return await batch.tx.transaction(async (tx) => applyAndLog({ ...batch, tx }, arrival));
  } catch (error) {
    if (!isFaultOfAction(error)) throw error;
    const { id, type } = arrival.action;
    batch.province.log.error({ err: withoutValues(error), action: id, type: type.slice(0, 60) }, "action parked");
    return log(batch, arrival, { verdict: "parked", code: "unexpected", order: undefined });
  }
}

function isFaultOfAction(error: unknown): boolean {
  if (sqlState(error) !== null) return isBadValue(error);
  return error instanceof Error && ["InvariantBroken", "TypeError", "RangeError"].includes(error.name);
}

async function applyAndLog(batch: Batch, arrival: Arrival): Promise<Receipt> {
  const judgement = await judgeAction(batch, arrival.action, arrival.time);
  if (judgement.verdict !== "applied") return log(batch, arrival, judgement);
  const order = await projectEvent(batch.tx, judgement.order, judgement.event);
  const receipt = await log(batch, arrival, { ...judgement, order });
  batch.orders.set(order.id, order);
  batch.changed.add(order.id);
  return receipt;
}

async function logRefused(batch: Batch, arrival: Arrival, code: ProblemName): Promise<Receipt> {
  return log(batch, arrival, { verdict: "rejected", code, order: undefined });
}

async function log(batch: Batch, arrival: Arrival, judgement: Judgement): Promise<Receipt> {
  const { action, sealed } = arrival;
  const { effectiveAt, grade } = arrival.time;
  const { verdict, code, order } = judgement;
  const facts = { verdict, code, orderVersion: versionShowing(judgement), orderNumber: numberOf(order) };
  const kept = { receivedAt: batch.receivedAt, effectiveAt, grade, hash: sealed.hash };
  const number = await logAction(batch.tx, {
    deviceId: batch.device.id,
    seq: action.seq,
    id: action.id,
    userId: action.userId,
    officeId: batch.actor.office,
    orderId: action.orderId,
    type: isActionType(action.type) ? action.type : "unknown",
    envelope: envelopeText(action, sealed),
    event: judgement.verdict === "applied" ? judgement.event : null,
    ...facts,
    ...kept,
  });
  return { actionId: action.id, seq: action.seq, orderId: action.orderId, number, ...facts, ...kept };
}

/** The version of the order that shows an action's effect; a refused one has none to show. */
function versionShowing(judgement: Judgement): number | null {
  const shows = judgement.verdict === "applied" || judgement.verdict === "merged";
  return shows ? (judgement.order?.version ?? null) : null;
}

function numberOf(order: WorkOrder | undefined): string | null {
  return order?.number ?? null;
}
