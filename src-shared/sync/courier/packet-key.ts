import { utf8 } from "../../kernel/utf8.ts";
import type { Bytes, WebCrypto } from "./web-crypto.ts";

// [Note: one key per packet] The sender makes an X25519 pair for this packet alone; what it shares with the receiver's
// key, with the hash of the header as salt, is the packet's AES-256 key. A chunk's nonce is its place and whether it is
// the last; the header's hash is authenticated with each. So no chunk can be moved, left out, doubled or put into another packet.

// A setup packet has no receiver with a key yet: what the two share there is made from its code (setup-code.ts).

/** What two ends of a packet share, 32 bytes; asked for when it is needed, since making it may cost seconds. */
export type SharedSecret = () => Promise<Bytes>;

/** What one half of each of two X25519 pairs share: the sender's and the receiver's are the same. */
export function exchanged<Key>(crypto: WebCrypto<Key>, pair: Readonly<{ own: Key; other: Bytes }>): SharedSecret {
  return async () => {
    const other = await crypto.importKey("raw", pair.other, "X25519", true, []);
    return new Uint8Array(await crypto.deriveBits({ name: "X25519", public: other }, pair.own, 256));
  };
}

/** The key of a packet. */
export async function packetKey<Key>(crypto: WebCrypto<Key>, secret: SharedSecret, headerHash: Bytes): Promise<Key> {
  const seed = await crypto.importKey("raw", await secret(), "HKDF", false, ["deriveBits"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: headerHash, info: utf8("lianxinqiao courier 1") } as const;
  const bits = new Uint8Array(await crypto.deriveBits(derivation, seed, 256));
  return crypto.importKey("raw", bits, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** The nonce of a chunk by its place in the packet. */
export function chunkNonce(place: number, isLast: boolean): Bytes {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setUint8(7, isLast ? 1 : 0);
  view.setUint32(8, place);
  return nonce;
}

/** What the sender signs: the end of the chain of hashes over header and chunks. */
export function signedBytes(chain: Bytes): Bytes {
  const words = utf8("lianxinqiao courier packet\n");
  const signed = new Uint8Array(words.length + chain.length);
  signed.set(words);
  signed.set(chain, words.length);
  return signed;
}
