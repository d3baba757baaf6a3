import { createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto } from "node:crypto";

import { bytesOfBase64Url } from "../../../src-shared/kernel/base64url.ts";
import type { CourierKeys } from "../../../src-shared/protocol/courier.ts";
import { provinceName } from "../../../src-shared/sync/courier/packet-header.ts";
import type { Bytes } from "../../../src-shared/sync/courier/web-crypto.ts";
import { readOrMake } from "../../store/meta-store.ts";
import type { Executor } from "../../store/store.ts";
import { newKey } from "../own-device.ts";
import { newSecret } from "../new-secret.ts";

export type ServerKey = webcrypto.CryptoKey;
export const { subtle } = webcrypto;

/** The province's keys for packets: the public ones are published with the reference, the others never leave. */
export type ProvinceCourier = Readonly<{
  keys: CourierKeys;
  /** what packets for this province are addressed to */
  name: string;
  exchange: ServerKey;
  signing: ServerKey;
  /** signs what a terminal hands back to have a return packet made */
  answerKey: string;
}>;

/** Reads the keys, or makes them once. */
export async function openProvinceCourier(db: Executor): Promise<ProvinceCourier> {
  const exchangePem = await readOrMake(db, "courier-exchange-key", newExchangeKey);
  const signingPem = await readOrMake(db, "courier-signing-key", newKey);
  const keys = { exchange: rawPublic(exchangePem), signing: rawPublic(signingPem) };
  return {
    keys,
    name: await provinceName(subtle, keys),
    exchange: await subtle.importKey("pkcs8", derOf(exchangePem), { name: "X25519" }, false, ["deriveBits"]),
    signing: await subtle.importKey("pkcs8", derOf(signingPem), { name: "Ed25519" }, false, ["sign"]),
    answerKey: await readOrMake(db, "courier-answer-key", newSecret),
  };
}

function newExchangeKey(): string {
  return generateKeyPairSync("x25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function rawPublic(pem: string): string {
  return createPublicKey(createPrivateKey(pem)).export({ format: "jwk" }).x ?? "";
}

function derOf(pem: string): Bytes {
  return Uint8Array.from(createPrivateKey(pem).export({ type: "pkcs8", format: "der" }));
}

/** The bytes of a raw key of 32 bytes; null when the text is none. */
export function rawKey(text: string): Bytes | null {
  const bytes = bytesOfBase64Url(text);
  return bytes?.length === 32 ? bytes : null;
}

/** An X25519 pair for one packet. */
export async function newExchangePair(): Promise<Readonly<{ publicKey: Bytes; privateKey: ServerKey }>> {
  const { privateKey, publicKey } = generateKeyPairSync("x25519");
  const der = Uint8Array.from(privateKey.export({ type: "pkcs8", format: "der" }));
  return {
    publicKey: bytesOfBase64Url(publicKey.export({ format: "jwk" }).x ?? "") ?? new Uint8Array(),
    privateKey: await subtle.importKey("pkcs8", der, { name: "X25519" }, false, ["deriveBits"]),
  };
}
