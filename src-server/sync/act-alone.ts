import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Intent } from "../../src-shared/actions/action.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import type { Receipt } from "../../src-shared/protocol/sync.ts";
import type { Device } from "../store/device-store.ts";
import type { Executor, Heads } from "../store/store.ts";
import { ownActor, ownStep } from "./own-step.ts";
import type { Province } from "./province.ts";
import { receiveActions, receiveIn, type Delivery, type Sender } from "./receive-actions.ts";
import { sealStep } from "./seal-step.ts";

/** Takes steps of the province's own through the same door, log and judge as everybody's; returns their receipts. */
export async function actAlone(province: Province, intents: readonly Intent[]): Promise<readonly Receipt[]> {
  const { sender, delivery } = sentAlone(province, intents);
  const received = await receiveActions(province, sender, delivery);
  invariant(received.ok, "the province itself is never disabled");
  return received.value.receipts;
}

/** The same within a transaction that does more; returns the heads that moved, to be told once it is done. */
export async function actAloneIn(
  tx: Executor,
  province: Province,
  intents: readonly Intent[],
): Promise<Readonly<{ receipts: readonly Receipt[]; heads: Heads }>> {
  const received = await receiveIn(tx, province, sentAlone(province, intents));
  invariant(received.ok, "the province itself is never disabled");
  return received.value;
}

function sentAlone(province: Province, intents: readonly Intent[]): Readonly<{ sender: Sender; delivery: Delivery }> {
  const { ownDevice } = province;
  const actor = ownActor(province);
  const receivedAt = province.now();
  const sender = { deviceId: ownDevice.deviceId, userId: ownDevice.userId, readActor: async () => actor };
  const actions = (device: Device): readonly ActionEnvelope[] => sealAll(province, { device, intents, receivedAt });
  return { sender, delivery: { receivedAt, actions } };
}

type Making = Readonly<{ device: Device; intents: readonly Intent[]; receivedAt: Instant }>;

function sealAll(province: Province, making: Making): readonly ActionEnvelope[] {
  const sealed: ActionEnvelope[] = [];
  let previousHash = making.device.lastHash;
  for (const [at, intent] of making.intents.entries()) {
    const place = { seq: making.device.lastSeq + 1 + at, previousHash };
    const next = sealStep(ownStep(province, intent, making.receivedAt), place, province.ownDevice.sign);
    sealed.push(next.action);
    previousHash = next.hash;
  }
  return sealed;
}
