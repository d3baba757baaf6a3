import { isActionType } from "../../src-shared/actions/action.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import type { Receipt } from "../../src-shared/protocol/sync.ts";
import { gradeClock, lastContact } from "../../src-shared/sync/clock-evidence.ts";
import { logAction } from "../store/action-store.ts";
import type { Batch } from "./batch.ts";
import { checkSeal, type CheckedSeal } from "./check-seal.ts";
import { earlierCopy } from "./earlier-copy.ts";
import type { WitnessedTime } from "./judge-action.ts";
import { judgeAndRecord } from "./judge-and-record.ts";
import { envelopeText } from "./kept-envelope.ts";
import { refusedAs, type Outcome } from "./outcome.ts";
import { soundAlarm } from "./sound-alarm.ts";

/** An action on its way through: as it was sealed, and when it was made. */
type Arrival = Readonly<{ action: ActionEnvelope; sealed: CheckedSeal; isIntact: boolean; time: WitnessedTime }>;

/** Receives the next action of the device's sequence: judges, applies, logs it and moves the sequence on. */
export async function receiveAction(batch: Batch, action: ActionEnvelope): Promise<Receipt> {
  const arrival = arrivalOf(batch, action, await (batch.seals.get(action) ?? checkSeal(action, batch.device)));
  const known = await knownOutcome(batch, arrival);
  const receipt = known
    ? await log(batch, arrival, known)
    : await judgeAndRecord(batch, arrival, (within, outcome) => log(within, arrival, outcome));
  const { sealed, isIntact, time } = arrival;
  const lastEffectiveAt = isIntact ? time.effectiveAt : batch.progress.lastEffectiveAt;
  batch.progress = { lastSeq: action.seq, lastHash: sealed.hash, lastEffectiveAt };
  batch.knownIds.add(action.id);
  return receipt;
}

function arrivalOf(batch: Batch, action: ActionEnvelope, sealed: CheckedSeal): Arrival {
  const { device, progress, province, receivedAt } = batch;
  const isIntact = sealed.isSigned && action.previousHash === progress.lastHash;
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

/**
 * What becomes of an action that is not to be judged: not this device's, not this account's, under an id that another
 * action has, or come once more; null for one that is.
 */
async function knownOutcome(batch: Batch, arrival: Arrival): Promise<Outcome | null> {
  const { action, isIntact } = arrival;
  if (!isIntact) return alarming(batch, arrival, "bad-signature");
  const isOwn = action.userId === batch.actor.id;
  if (!batch.knownIds.has(action.id)) return isOwn ? null : refusedAs("no-right");
  const earlier = isOwn ? await earlierCopy(batch.tx, action) : "another";
  if (earlier === "another") return alarming(batch, arrival, "id-reused");
  return earlier === "none" ? null : earlier;
}

async function alarming(
  batch: Batch,
  { action, sealed }: Arrival,
  kind: "bad-signature" | "id-reused",
): Promise<Outcome> {
  await soundAlarm(batch, kind, { action, envelope: envelopeText(action, sealed) });
  return refusedAs(kind);
}

async function log(batch: Batch, arrival: Arrival, outcome: Outcome): Promise<Receipt> {
  const { action, sealed } = arrival;
  const { effectiveAt, grade } = arrival.time;
  const { event, ...facts } = outcome;
  const kept = { receivedAt: batch.receivedAt, effectiveAt, grade, hash: sealed.hash };
  const line = {
    deviceId: batch.device.id,
    seq: action.seq,
    id: action.id,
    userId: action.userId,
    officeId: batch.actor.office,
    orderId: action.orderId,
    type: isActionType(action.type) ? action.type : "unknown",
    envelope: envelopeText(action, sealed),
    event,
    ...facts,
    ...kept,
  };
  // One that waits for the end of the batch gets its number there.
  const number = batch.unlogged === null ? await logAction(batch.tx, line) : 0;
  batch.unlogged?.push(line);
  return { actionId: action.id, seq: action.seq, orderId: action.orderId, number, ...facts, ...kept };
}
