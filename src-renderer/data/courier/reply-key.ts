import { Type } from "typebox";
import Value from "typebox/value";

import { base64Url, bytesOfBase64Url } from "../../../src-shared/kernel/base64url.ts";
import type { DeviceId } from "../../../src-shared/kernel/ids.ts";
import type { Bytes } from "../../../src-shared/sync/courier/web-crypto.ts";
import type { Secrets } from "../../platform/platform.ts";

const keptSchema = Type.Object({ publicKey: Type.String(), privateKey: Type.String() });
const x25519 = { name: "X25519" } as const;

/** An X25519 pair: `publicKey` raw, base64url. */
export type ExchangePair = Readonly<{ publicKey: string; privateKey: CryptoKey }>;

/** The pair for which what comes back to a device is encrypted: made once, and kept beside the device's own key. */
export async function replyPair(secrets: Secrets, device: DeviceId): Promise<ExchangePair> {
  return secrets.exclusive(async () => {
    const place = `courier.${device}`;
    const known = parsed(await secrets.get(place));
    if (known !== null) return openPair(known);
    const { kept, pair } = await newPair();
    await secrets.set(place, JSON.stringify(kept));
    return pair;
  });
}

type Kept = Readonly<{ publicKey: string; privateKey: string }>;

/** A new pair, and how it is kept. */
export async function newPair(): Promise<Readonly<{ kept: Kept; pair: ExchangePair }>> {
  const made = await crypto.subtle.generateKey(x25519, true, ["deriveBits"]);
  if (!("privateKey" in made)) throw new TypeError("X25519 gives a pair of keys");
  const kept = {
    publicKey: base64Url(new Uint8Array(await crypto.subtle.exportKey("raw", made.publicKey))),
    privateKey: base64Url(new Uint8Array(await crypto.subtle.exportKey("pkcs8", made.privateKey))),
  };
  return { kept, pair: await openPair(kept) };
}

async function openPair(kept: Kept): Promise<ExchangePair> {
  const privateKey = await crypto.subtle.importKey("pkcs8", keyBytes(kept.privateKey), x25519, false, ["deriveBits"]);
  return { publicKey: kept.publicKey, privateKey };
}

function parsed(text: string | null): Kept | null {
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  return Value.Check(keptSchema, value) ? value : null;
}

/** The bytes of a key that a schema has checked. */
export function keyBytes(text: string): Bytes {
  return bytesOfBase64Url(text) ?? new Uint8Array();
}
