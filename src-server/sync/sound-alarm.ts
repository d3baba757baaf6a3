import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import { raiseAlarm } from "../store/action-store.ts";
import type { Batch } from "./batch.ts";

type AlarmKind = "seq-reused" | "id-reused" | "bad-signature";

/**
 * Raises an alarm: the action is kept among the `alarms` of the database, and an error line in the log (which stderr
 * shows too) tells whoever runs the province.
 * @see docs/spec/sync-server.md SV-4, SV-7
 */
export async function soundAlarm(
  batch: Batch,
  kind: AlarmKind,
  { action, envelope }: Readonly<{ action: ActionEnvelope; envelope: string }>,
): Promise<void> {
  const { device, receivedAt, province } = batch;
  await raiseAlarm(batch.tx, { at: receivedAt, kind, deviceId: device.id, envelope });
  province.log.error({ alarm: kind, device: device.id, user: device.userId, seq: action.seq }, `alarm: ${kind}`);
}
