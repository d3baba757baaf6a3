export type Bytes = Uint8Array<ArrayBuffer>;

type Usage = "deriveBits" | "encrypt" | "decrypt" | "sign" | "verify";
type Derivation<Key> =
  Readonly<{ name: "X25519"; public: Key }> | Readonly<{ name: "HKDF"; hash: "SHA-256"; salt: Bytes; info: Bytes }>;
type AesGcm = Readonly<{ name: "AES-GCM"; iv: Bytes; additionalData: Bytes }>;

/**
 * The part of WebCrypto that packets need, as a page and the province both have it (`crypto.subtle`): the shared code
 * itself knows neither.
 */
export type WebCrypto<Key> = Readonly<{
  digest: (hash: "SHA-256", bytes: Bytes) => Promise<ArrayBuffer>;
  importKey: (
    ...raw: [format: "raw", bytes: Bytes, name: string, extractable: boolean, usages: Usage[]]
  ) => Promise<Key>;
  deriveBits: (derivation: Derivation<Key>, key: Key, bits: number) => Promise<ArrayBuffer>;
  encrypt: (cipher: AesGcm, key: Key, bytes: Bytes) => Promise<ArrayBuffer>;
  decrypt: (cipher: AesGcm, key: Key, bytes: Bytes) => Promise<ArrayBuffer>;
  sign: (name: "Ed25519", key: Key, bytes: Bytes) => Promise<ArrayBuffer>;
  verify: (...signed: [name: "Ed25519", key: Key, signature: Bytes, bytes: Bytes]) => Promise<boolean>;
}>;

/** SHA-256 of pieces one after the other. */
export async function hashOf<Key>(crypto: WebCrypto<Key>, ...pieces: readonly Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.digest("SHA-256", joined(pieces)));
}

/** Pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
