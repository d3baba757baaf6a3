import { createHash, createPublicKey, verify } from "node:crypto";

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

/** Whether the device signed this action, after the one that the province last had from it. */
export function isSealIntact(
  action: ActionEnvelope,
  sealed: Sealed,
  device: Pick<Device, "publicKey" | "lastHash">,
): boolean {
  if (!sealed.isReadable || action.previousHash !== device.lastHash) return false;
  try {
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: device.publicKey }, format: "jwk" });
    return verify(null, Buffer.from(sealed.text), key, Buffer.from(action.signature, "base64url"));
  } catch {
    return false;
  }
}

function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
