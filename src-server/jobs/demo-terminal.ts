import { generateKeyPairSync, sign } from "node:crypto";

import { actionVersion } from "../../src-shared/actions/action.ts";
import { deviceId, type DeviceId } from "../../src-shared/kernel/ids.ts";
import { signedText, type ActionEnvelope, type Step } from "../../src-shared/protocol/action-envelope.ts";
import { addDevice, lockDevice, type Device, type Progress } from "../store/device-store.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { Province } from "../sync/province.ts";
import type { PlannedAction } from "./demo-plan.ts";
import { demoUuid } from "./demo-users.ts";

/** The terminal on which a person of the demo did their steps, and where the sequence of its actions stands. */
export type DemoTerminal = { readonly device: Device; readonly sign: (text: string) => string; progress: Progress };

/**
 * Opens the terminal of whoever does this action: the province's own device for the province, else one made for the
 * demo. Its key is kept nowhere, so that nobody can go on with it.
 */
export async function openDemoTerminal(province: Province, { actor, at }: PlannedAction): Promise<DemoTerminal> {
  const { ownDevice, store } = province;
  if (actor.id === ownDevice.userId) return terminalOn(province, ownDevice.deviceId, ownDevice.sign);
  const id = deviceId(demoUuid(`demo terminal ${actor.id}`));
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const publicText = publicKey.export({ format: "jwk" }).x ?? "";
  await addDevice(store.db, { id, userId: actor.id, publicKey: publicText, name: "演示终端", at });
  return terminalOn(province, id, (text) => sign(null, Buffer.from(text), privateKey).toString("base64url"));
}

async function terminalOn(province: Province, id: DeviceId, sign: DemoTerminal["sign"]): Promise<DemoTerminal> {
  const device = await lockDevice(province.store.db, id);
  invariant(device, "a demo terminal is registered");
  const { lastSeq, lastHash, lastEffectiveAt } = device;
  return { device, sign, progress: { lastSeq, lastHash, lastEffectiveAt } };
}

/** The action as the terminal sends it, sealed after the one before it. */
export function sealedOn(terminal: DemoTerminal, action: PlannedAction, province: Province): ActionEnvelope {
  const { lastSeq, lastHash } = terminal.progress;
  const unsigned = { ...stepOn(terminal.device.id, action, province), seq: lastSeq + 1, previousHash: lastHash };
  return { ...unsigned, signature: terminal.sign(signedText(unsigned)) };
}

/** The step as a desk with a perfect clock makes it: its time needs no doubt. */
function stepOn(device: DeviceId, action: PlannedAction, province: Province): Step {
  const { id, at, actor, intent, baseVersion } = action;
  return {
    id,
    deviceId: device,
    userId: actor.id,
    orderId: intent.orderId,
    type: intent.type,
    baseVersion,
    actionVersion,
    payload: { ...intent.payload },
    attachments: intent.type === "attach" ? [intent.payload.attachment.sha256] : [],
    evidence: {
      token: province.clockTokens.mint(device, at),
      bootId: "demo",
      uptimeMs: 0,
      tokenUptimeMs: 0,
      tokenBootId: "demo",
      wallClock: at,
      tokenWallClock: at,
      counter: "machine",
    },
  };
}
