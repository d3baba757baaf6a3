import { createHash } from "node:crypto";

import { actionVersion, isActionType, payloadSchemas } from "../../src-shared/actions/action.ts";
import { readIntent } from "../../src-shared/actions/read-intent.ts";
import type { Actor } from "../../src-shared/domain/decision.ts";
import { deviceId, userId } from "../../src-shared/kernel/ids.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import { lastContact } from "../../src-shared/sync/clock-evidence.ts";
import { findAction, readParked, rewriteVerdict, type LogRow } from "../store/action-store.ts";
import { withoutValues } from "../store/database-fault.ts";
import { lockDevice, type Device } from "../store/device-store.ts";
import { readOrMake, writeMeta } from "../store/meta-store.ts";
import type { Executor, Heads } from "../store/store.ts";
import { byPublished } from "./by-published.ts";
import type { Batch } from "./batch.ts";
import { effectOfCopy } from "./earlier-copy.ts";
import { callsForOwnStep, joinMerged } from "./join-merged.ts";
import type { WitnessedTime } from "./judge-action.ts";
import { judgeAndRecord } from "./judge-and-record.ts";
import { keptAction } from "./kept-envelope.ts";
import { closeBatch, openBatch } from "./open-batch.ts";
import type { Outcome } from "./outcome.ts";
import { ownActor } from "./own-step.ts";
import type { Province } from "./province.ts";
import { actorReader } from "./read-actor.ts";

const pageSize = 100;

type Done = Readonly<{ judged: number; failed: number }>;

/**
 * Judges the parked actions once more, in the order in which they came, when this program understands other steps than
 * the one before it, or is another version; a later start judges what an older process parked meanwhile. What goes wrong
 * stands in the log and is tried again at the next start: it never keeps the province from starting.
 * @param program the version of this program
 * @see docs/spec/sync-server.md SV-26 to SV-28
 */
export async function judgeParked(province: Province, program: string): Promise<void> {
  const { db } = province.store;
  const wanted = understanding(program);
  if ((await readOrMake(db, "parked-judged-by", () => "none")) === wanted) return judgeKnown(province);
  const done = await judgeAll(province, () => true);
  if (done.failed === 0) await writeMeta(db, "parked-judged-by", wanted);
  if (done.judged > 0 || done.failed > 0) province.log.info(done, "parked actions judged once more");
}

/**
 * Judges what was parked as unknown and is known to this program. While a province is updated process by process, an older
 * one goes on parking what newer desks send, after the newer one has looked at what was parked.
 */
export async function judgeKnown(province: Province): Promise<void> {
  await judgeAll(province, ({ code, envelope }) => {
    const action = code === "unknown-action" ? keptAction(envelope) : null;
    return action !== null && readIntent(action) !== "unknown-action";
  });
}

async function judgeAll(province: Province, isMeant: (row: LogRow) => boolean): Promise<Done> {
  const { store } = province;
  const done = { judged: 0, failed: 0 };
  let page = await readParked(store.db, 0, pageSize);
  while (page.length > 0) {
    for (const row of page.filter(isMeant)) done[await judgeOne(province, row)] += 1;
    page = await readParked(store.db, page.at(-1)?.number ?? 0, pageSize);
  }
  return done;
}

/** What a program can judge, as a short text that changes with it. */
function understanding(program: string): string {
  return createHash("sha256")
    .update(JSON.stringify([program, actionVersion, payloadSchemas]))
    .digest("hex");
}

async function judgeOne(province: Province, row: LogRow): Promise<"judged" | "failed"> {
  try {
    const heads = await byPublished(province, (tx) => judgeAgain(tx, province, row));
    province.broadcast.publish(heads);
    return "judged";
  } catch (error) {
    province.log.error({ err: withoutValues(error), action: row.id }, "a parked action could not be judged");
    return "failed";
  }
}

/** Devices are locked before orders, and orders before the feed, as everywhere. */
async function judgeAgain(tx: Executor, province: Province, { deviceId: id, seq }: LogRow): Promise<Heads> {
  const device = await lockDevice(tx, deviceId(id));
  // A disabled account does nothing: its step waits until the account is enabled and another version starts.
  const actor = device && (await actorOf(tx, province, device));
  const row = device && (await findAction(tx, device.id, seq));
  const action = row?.verdict === "parked" ? keptAction(row.envelope) : null;
  return row && action && actor ? judgeIn(tx, province, { device, actor, row, action }) : {};
}

type Parked = Readonly<{ device: Device; actor: Actor; row: LogRow; action: ActionEnvelope }>;

async function judgeIn(tx: Executor, province: Province, { device, actor, row, action }: Parked): Promise<Heads> {
  const own = callsForOwnStep(action) ? await lockDevice(tx, province.ownDevice.deviceId) : null;
  const batch = await openBatch(tx, province, { actor, device, fresh: [action], receivedAt: row.receivedAt });
  if (isSetAside(batch, action)) return {};
  await settle(batch, row, action);
  await joinMerged(batch, own, action);
  return closeBatch(batch, province.now());
}

async function actorOf(tx: Executor, province: Province, device: Device): Promise<Actor | null> {
  if (device.id === province.ownDevice.deviceId) return ownActor(province);
  return actorReader({ userId: userId(device.userId), deviceId: device.id })(tx);
}

/** Whether its author has given the step up meanwhile: what they said stands. */
function isSetAside({ orders }: Batch, action: ActionEnvelope): boolean {
  const timeline = orders.get(action.orderId)?.timeline ?? [];
  return timeline.some(({ by, ...event }) => {
    return event.type === "set-aside" && event.action === action.id && by === action.userId;
  });
}

async function settle(batch: Batch, row: LogRow, action: ActionEnvelope): Promise<void> {
  const write = async ({ tx, actor }: Batch, outcome: Outcome): Promise<void> => {
    if (outcome.verdict === "parked" && outcome.code === row.code) return;
    const type = isActionType(action.type) ? action.type : "unknown";
    await rewriteVerdict(tx, row, { ...outcome, type, officeId: actor.office });
  };
  const copied = await effectOfCopy(batch.tx, action);
  if (copied) return write(batch, copied);
  await judgeAndRecord(batch, { action, time: timeOf(batch, row, action) }, write);
}

/** The time that counted when it arrived; of the contacts before it, the one that its own token shows. */
function timeOf(
  { province, device }: Batch,
  { effectiveAt, grade, receivedAt }: LogRow,
  action: ActionEnvelope,
): WitnessedTime {
  const tokenTime = province.clockTokens.read(action.evidence.token, device.id);
  const witness = { tokenTime, chainIntact: true, previousEffectiveAt: null, emptiedAt: null, receivedAt };
  return { effectiveAt, grade, lastContactAt: lastContact(witness) };
}
