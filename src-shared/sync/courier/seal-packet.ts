import { utf8 } from "../../kernel/utf8.ts";
import { headerBytes, lengthBytes, type PacketHeader } from "./packet-header.ts";
import { chunkNonce, packetKey, signedBytes, type SharedSecret } from "./packet-key.ts";
import { hashOf, joined, type Bytes, type WebCrypto } from "./web-crypto.ts";

/** One message of a packet: a value as JSON, or a piece of a file's bytes. */
export type PacketPart = Readonly<{ kind: "value"; value: object }> | Readonly<{ kind: "bytes"; bytes: Uint8Array }>;

/** The most bytes of a file that one chunk carries. */
export const filePieceBytes = 256 * 1024;
/** The longest chunk that is written or read: a value of many orders is cut into several before. */
export const longestChunk = 16 * 1024 * 1024;

/** Bytes in front of each chunk: its length, and whether it is the last. */
export const chunkPrefix = 5;
export const signatureBytes = 64;

export type Sealing<Key> = Readonly<{
  crypto: WebCrypto<Key>;
  header: PacketHeader;
  /** with the receiver: from the private half of the header's ephemeral key, or from a setup packet's code */
  secret: SharedSecret;
  /** Ed25519 */
  signing: Key;
}>;

/**
 * Writes a packet piece by piece, so that it may be larger than memory.
 * @throws what the parts throw
 * @see docs/spec/courier.md CP-1 to CP-4
 */
export async function* sealPacket<Key>(
  sealing: Sealing<Key>,
  parts: AsyncIterable<PacketPart> | Iterable<PacketPart>,
): AsyncGenerator<Bytes> {
  const { crypto, header } = sealing;
  const head = headerBytes(header);
  const headHash = await hashOf(crypto, head);
  const key = await packetKey(crypto, sealing.secret, headHash);
  let chain = headHash;
  yield head;
  let place = 0;
  for await (const { part, isLast } of withLast(parts)) {
    const cipher = { name: "AES-GCM", iv: chunkNonce(place, isLast), additionalData: headHash } as const;
    const sealed = new Uint8Array(await crypto.encrypt(cipher, key, partBytes(part)));
    const chunk = joined([lengthBytes(sealed.length), Uint8Array.of(isLast ? 1 : 0), sealed]);
    chain = await hashOf(crypto, chain, chunk);
    place += 1;
    yield chunk;
  }
  yield new Uint8Array(await crypto.sign("Ed25519", sealing.signing, signedBytes(chain)));
}

async function* withLast(
  parts: AsyncIterable<PacketPart> | Iterable<PacketPart>,
): AsyncGenerator<Readonly<{ part: PacketPart; isLast: boolean }>> {
  let held: PacketPart | null = null;
  for await (const part of parts) {
    if (held !== null) yield { part: held, isLast: false };
    held = part;
  }
  yield { part: held ?? { kind: "value", value: {} }, isLast: true };
}

function partBytes(part: PacketPart): Bytes {
  if (part.kind === "bytes") return joined([Uint8Array.of(1), part.bytes]);
  return joined([Uint8Array.of(0), utf8(JSON.stringify(part.value))]);
}
