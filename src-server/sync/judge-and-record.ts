import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import { projectEvent } from "../projection/project-event.ts";
import { isBadValue, isSameIdTaken, sqlState, withoutValues } from "../store/database-fault.ts";
import type { Batch } from "./batch.ts";
import { judgeAction, type WitnessedTime } from "./judge-action.ts";
import { outcomeOf, type Outcome } from "./outcome.ts";

type Judged = Readonly<{ action: ActionEnvelope; time: WitnessedTime }>;

/** Writes down what became of an action, within the transaction of the batch that it is given. */
type Recorder<Written> = (batch: Batch, outcome: Outcome) => Promise<Written>;

/**
 * Judges, applies and records inside a savepoint. What one action's values break is that action's fault: it is parked and
 * kept, and the next one is judged. Faults of the machinery go up and fail the batch.
 * @see docs/spec/sync-server.md SV-6, SV-22
 */
export async function judgeAndRecord<Written>(
  batch: Batch,
  judged: Judged,
  record: Recorder<Written>,
): Promise<Written> {
  // [Note: together or apart] A savepoint and a line of the log for each action cost more than judging it. A batch is
  // therefore taken as one; when an action breaks it, all of it is undone and taken again, action by action. Both
  // halves: here and receive-actions.ts.
  if (batch.unlogged !== null) return applyAndRecord(batch, judged, record);
  try {
    return await batch.tx.transaction(async (tx) => applyAndRecord({ ...batch, tx }, judged, record));
  } catch (error) {
    if (!isFaultOfAction(error)) throw error;
    const { id, type } = judged.action;
    batch.province.log.error({ err: withoutValues(error), action: id, type: type.slice(0, 60) }, "action parked");
    return record(batch, outcomeOf({ verdict: "parked", code: "unexpected", order: undefined }));
  }
}

/** Whether an error comes of one action's own values, and not of the machinery. */
export function isFaultOfAction(error: unknown): boolean {
  if (sqlState(error) !== null) return isBadValue(error) && !isSameIdTaken(error);
  return error instanceof Error && ["InvariantBroken", "TypeError", "RangeError"].includes(error.name);
}

async function applyAndRecord<Written>(
  batch: Batch,
  { action, time }: Judged,
  record: Recorder<Written>,
): Promise<Written> {
  const judgement = await judgeAction(batch, action, time);
  if (judgement.verdict !== "applied") return record(batch, outcomeOf(judgement));
  const order = await projectEvent(batch.tx, judgement.order, judgement.event);
  const written = await record(batch, outcomeOf({ ...judgement, order }));
  batch.orders.set(order.id, order);
  batch.changed.add(order.id);
  return written;
}
