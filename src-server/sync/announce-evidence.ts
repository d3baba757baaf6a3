import type { OrderId, Sha256 } from "../../src-shared/kernel/ids.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Intent } from "../../src-shared/actions/action.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import type { Receipt } from "../../src-shared/protocol/sync.ts";
import type { Device } from "../store/device-store.ts";
import { markAnnounced, readUnannounced } from "../store/file-store.ts";
import { ownActor, ownStep } from "./own-step.ts";
import type { Province } from "./province.ts";
import { receiveActions } from "./receive-actions.ts";
import { sealStep } from "./seal-step.ts";

const batchSize = 50;

type Arrived = Readonly<{ orderId: OrderId; sha256: Sha256 }>;

/**
 * Says on every order that names a file whose bytes have arrived that they are there: an action of the province's own,
 * through the same log as everybody's. Harmless to call at any time; returns how many it announced.
 * @see docs/spec/files.md FI-10 to FI-12
 */
export async function announceEvidence(province: Province): Promise<number> {
  let announced = 0;
  for (;;) {
    const arrived = await readUnannounced(province.store.db, batchSize);
    if (arrived.length === 0) return announced;
    for (const [at, receipt] of (await receiveOwn(province, arrived)).entries()) {
      if (receipt.verdict === "applied") announced += 1;
      else await giveUp(province, arrived[at]);
    }
  }
}

/** An order that has nothing to be told is not asked again: it knew already, or it can no longer be changed. */
async function giveUp(province: Province, one: Arrived | undefined): Promise<void> {
  if (one) await markAnnounced(province.store.db, one.orderId, one.sha256);
}

async function receiveOwn(province: Province, arrived: readonly Arrived[]): Promise<readonly Receipt[]> {
  const { ownDevice } = province;
  const actor = ownActor(province);
  const receivedAt = province.now();
  const sender = { deviceId: ownDevice.deviceId, userId: ownDevice.userId, readActor: async () => actor };
  const actions = (device: Device): readonly ActionEnvelope[] => sealAll(province, { device, arrived, receivedAt });
  const received = await receiveActions(province, sender, { receivedAt, actions });
  invariant(received.ok, "the province itself is never disabled");
  return received.value.receipts;
}

type Making = Readonly<{ device: Device; arrived: readonly Arrived[]; receivedAt: Instant }>;

function sealAll(province: Province, making: Making): readonly ActionEnvelope[] {
  const sealed: ActionEnvelope[] = [];
  let previousHash = making.device.lastHash;
  for (const [at, one] of making.arrived.entries()) {
    const place = { seq: making.device.lastSeq + 1 + at, previousHash };
    const next = sealStep(ownStep(province, intentOf(one), making.receivedAt), place, province.ownDevice.sign);
    sealed.push(next.action);
    previousHash = next.hash;
  }
  return sealed;
}

function intentOf({ orderId, sha256 }: Arrived): Intent {
  return { type: "store-evidence", orderId, payload: { sha256 } };
}
