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

/** The same, and whether the device signed just this text. Whether it follows on the action before it is another matter. */
export type CheckedSeal = Sealed & Readonly<{ isSigned: boolean }>;

export type CheckedSeals = ReadonlyMap<ActionEnvelope, Promise<CheckedSeal>>;

/** Checks the seals of a batch in the threads of the pool, while the caller reads its orders and judges the first ones. */
export function checkSeals(actions: readonly ActionEnvelope[], device: Device): CheckedSeals {
  return new Map(actions.map((action) => [action, checkSeal(action, device)]));
}

/** Reads an action's text and checks its signature. Never throws: what cannot be checked is not signed. */
export async function checkSeal(action: ActionEnvelope, device: Device): Promise<CheckedSeal> {
  const sealed = sealOf(action);
  return { ...sealed, isSigned: sealed.isReadable && (await isSigned(action, sealed.text, device)) };
}

function isSigned({ signature }: ActionEnvelope, text: string, device: Device): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const bytes = Buffer.from(signature, "base64url");
      verify(null, Buffer.from(text), keyOf(device), bytes, (fault, isRight) => resolve(fault === null && isRight));
    } catch {
      resolve(false);
    }
  });
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
