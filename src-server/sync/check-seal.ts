import { createHash, createPublicKey, verify, type KeyObject } from "node:crypto";

import { signedText, type ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";
import type { Device } from "../store/device-store.ts";

/** An action as the log keeps it: its exact text and the hash of that. */
export type Sealed = Readonly<{ text: string; hash: string; isReadable: boolean }>;

/** The signed text of an action and its hash. Numbers that JSON cannot say (1e999) leave it unreadable, and kept. */
export function sealOf(action: ActionEnvelope): Sealed {
  try {
    const text = signedText(action);
    return { text, hash: sha256Hex(text), isReadable: true };
  } catch {
    const text = JSON.stringify(action);
    return { text, hash: sha256Hex(text), isReadable: false };
  }
}

/** Whether the device signed this action, after the one (`lastHash`) that the province last had from it. */
export function isSealIntact(
  action: ActionEnvelope,
  sealed: Sealed,
  { device, lastHash }: Readonly<{ device: Device; lastHash: string }>,
): boolean {
  if (!sealed.isReadable || action.previousHash !== lastHash) return false;
  try {
    return verify(null, Buffer.from(sealed.text), keyOf(device), Buffer.from(action.signature, "base64url"));
  } catch {
    return false;
  }
}

/** Reading a key takes half as long as checking a signature with it, and a batch is of one device. */
const keys = new WeakMap<Device, KeyObject>();

function keyOf(device: Device): KeyObject {
  const known = keys.get(device);
  if (known) return known;
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: device.publicKey }, format: "jwk" });
  keys.set(device, key);
  return key;
}

function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
