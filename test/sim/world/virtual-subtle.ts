import { createHash, createPrivateKey, createPublicKey, sign, KeyObject } from "node:crypto";

/**
 * The parts of WebCrypto that the desk uses, done at once instead of in another thread: when an answer of the thread
 * pool comes would not repeat. The cryptography is the real one.
 */
export const virtualSubtle = {
  digest: async (algorithm: string, bytes: BufferSource): Promise<ArrayBuffer> => {
    const hash = createHash(algorithm.replace("-", "").toLowerCase());
    return arrayBufferOf(hash.update(viewOf(bytes)).digest());
  },
  sign: async (_: unknown, key: CryptoKey, bytes: BufferSource): Promise<ArrayBuffer> => {
    return arrayBufferOf(sign(null, viewOf(bytes), KeyObject.from(key)));
  },
  importKey: async (_: string, bytes: BufferSource): Promise<CryptoKey> => {
    const der = Buffer.from(viewOf(bytes));
    const name = der.toString("base64");
    const known = imported.get(name);
    if (known) return known;
    const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
    const made = key.toCryptoKey({ name: "Ed25519" }, true, ["sign"]) as CryptoKey;
    imported.set(name, made);
    return made;
  },
} as const;

/** Desks import their key for every batch; it is read once (see remembered-keys.ts). */
const imported = new Map<string, CryptoKey>();

const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");

/** An Ed25519 key from a seed of 32 bytes, as a desk keeps it. */
export function keyFromSeed(seed: Uint8Array): Readonly<{ privateKey: string; publicKey: string }> {
  const der = Buffer.concat([pkcs8Head, seed]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const { x = "" } = createPublicKey(key).export({ format: "jwk" });
  return { privateKey: der.toString("base64url"), publicKey: x };
}

function viewOf(bytes: BufferSource): Uint8Array {
  return ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
