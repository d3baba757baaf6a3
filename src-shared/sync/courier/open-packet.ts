import { bytesOfBase64Url } from "../../kernel/base64url.ts";
import { accept, refuse, type Result } from "../../kernel/result.ts";
import {
  headerBytes,
  headerLength,
  headerPrefix,
  jsonIn,
  lengthIn,
  parseHeader,
  type HeaderRefusal,
  type PacketHeader,
} from "./packet-header.ts";
import { chunkNonce, exchanged, packetKey, signedBytes, type SharedSecret } from "./packet-key.ts";
import { chunkPrefix, longestChunk, signatureBytes } from "./seal-packet.ts";
import { hashOf, joined, type Bytes, type WebCrypto } from "./web-crypto.ts";

/** A file that is read piece by piece. */
export type PacketSource = Readonly<{
  size: number;
  /** the bytes from `at`; fewer where the file ends */
  read: (at: number, length: number) => Promise<Bytes>;
}>;

/** Where a chunk of a packet lies. */
export type ChunkPlace = Readonly<{ at: number; length: number; isLast: boolean }>;

/** A packet that is whole as far as one sees without a key. */
export type Outline = Readonly<{ header: PacketHeader; chunks: readonly ChunkPlace[]; signatureAt: number }>;

/**
 * Reads a packet's header and where its chunks lie: enough to say whose it is, and whether it was cut, before anything
 * is decrypted or sent.
 * @see docs/spec/courier.md CP-5
 */
export async function outlineOf(source: PacketSource): Promise<Result<Outline, HeaderRefusal>> {
  const length = headerLength(await source.read(0, headerPrefix));
  if (!length.ok) return length;
  const text = await source.read(headerPrefix, length.value);
  if (text.length < length.value) return refuse("packet-damaged");
  const header = parseHeader(text);
  if (!header.ok) return header;
  const chunks = await placesOf(source, headerPrefix + length.value);
  if (chunks === null) return refuse("packet-damaged");
  const last = chunks.at(-1);
  const signatureAt = last ? last.at + chunkPrefix + last.length : 0;
  const isWhole = last !== undefined && source.size === signatureAt + signatureBytes;
  return isWhole ? accept({ header: header.value, chunks, signatureAt }) : refuse("packet-damaged");
}

async function placesOf(source: PacketSource, from: number): Promise<readonly ChunkPlace[] | null> {
  const chunks: ChunkPlace[] = [];
  for (let at = from; at < source.size;) {
    const prefix = await source.read(at, chunkPrefix);
    if (prefix.length < chunkPrefix || (prefix[4] ?? 2) > 1) return null;
    const length = lengthIn(prefix, 0);
    if (length > longestChunk || at + chunkPrefix + length > source.size) return null;
    const isLast = prefix[4] === 1;
    chunks.push({ at, length, isLast });
    if (isLast) return chunks;
    at += chunkPrefix + length;
  }
  return null;
}

export type Opening<Key> = Readonly<{
  crypto: WebCrypto<Key>;
  source: PacketSource;
  outline: Outline;
  /** with the sender */
  secret: SharedSecret;
}>;

/** What the receiver shares with a packet's sender, by its own X25519 key. */
export function receiverSecret<Key>(crypto: WebCrypto<Key>, { header }: Outline, own: Key): SharedSecret {
  return exchanged(crypto, { own, other: bytesOfBase64Url(header.ephemeral) ?? new Uint8Array() });
}

/** What a message of a packet is: a value, or a piece of the file that was named last. */
export type OpenedPart = Readonly<{ kind: "value"; value: unknown }> | Readonly<{ kind: "bytes"; bytes: Bytes }>;

/** A packet that was checked from end to end: each reading of its parts starts afresh. */
export type OpenPacket = Readonly<{ header: PacketHeader; parts: () => AsyncGenerator<OpenedPart> }>;

/**
 * Checks a packet whole, every chunk and the sender's signature, before any of it is given out.
 * Refuses `packet-damaged`, also for a packet that was signed by another than it says.
 * @param signer the sender's Ed25519 key, raw
 * @see docs/spec/courier.md CP-2 to CP-6
 */
export async function openPacket<Key>(
  opening: Opening<Key>,
  signer: Bytes,
): Promise<Result<OpenPacket, "packet-damaged">> {
  const opened = await openLocked(opening, signer);
  return opened.ok ? opened : refuse("packet-damaged");
}

/** The same; `packet-locked` when it is whole and signed as it says, and the secret does not open it. */
export async function openLocked<Key>(
  opening: Opening<Key>,
  signer: Bytes,
): Promise<Result<OpenPacket, "packet-damaged" | "packet-locked">> {
  const { crypto, outline } = opening;
  const headHash = await hashOf(crypto, headerBytes(outline.header));
  let isSigned = false;
  try {
    isSigned = await isSignedBy(opening, headHash, signer);
    if (!isSigned) return refuse("packet-damaged");
    const chunks = await chunkReader(opening, headHash);
    for (let place = 0; place < outline.chunks.length; place += 1) await chunks(place);
    return accept({ header: outline.header, parts: () => partsOf(outline, chunks) });
  } catch (cause) {
    if (cause instanceof PacketGone) throw cause;
    return refuse(isSigned ? "packet-locked" : "packet-damaged");
  }
}

async function isSignedBy<Key>(opening: Opening<Key>, headHash: Bytes, signer: Bytes): Promise<boolean> {
  const { crypto, source, outline } = opening;
  const verifying = await crypto.importKey("raw", signer, "Ed25519", true, ["verify"]);
  const chain = await chainOf(opening, headHash);
  const signature = await readAll(source, outline.signatureAt, signatureBytes);
  return crypto.verify("Ed25519", verifying, signature, signedBytes(chain));
}

/** The file cannot be read (any more): a fault of the machine, nothing about the packet. */
class PacketGone extends Error {
  override readonly name = "PacketGone";
}

async function readAll(source: PacketSource, at: number, length: number): Promise<Bytes> {
  try {
    return await source.read(at, length);
  } catch (cause) {
    throw new PacketGone("the packet's file cannot be read", { cause });
  }
}

async function chainOf<Key>({ crypto, source, outline }: Opening<Key>, headHash: Bytes): Promise<Bytes> {
  let chain = headHash;
  for (const { at, length } of outline.chunks) {
    chain = await hashOf(crypto, chain, await readAll(source, at, chunkPrefix + length));
  }
  return chain;
}

type ChunkReader = (place: number) => Promise<Bytes>;

async function chunkReader<Key>(opening: Opening<Key>, headHash: Bytes): Promise<ChunkReader> {
  const { crypto, source, outline } = opening;
  const key = await packetKey(crypto, opening.secret, headHash);
  return async (place) => {
    const chunk = outline.chunks[place];
    if (!chunk) throw new RangeError("no such chunk");
    const sealed = await readAll(source, chunk.at + chunkPrefix, chunk.length);
    const cipher = { name: "AES-GCM", iv: chunkNonce(place, chunk.isLast), additionalData: headHash } as const;
    return new Uint8Array(await crypto.decrypt(cipher, key, sealed));
  };
}

async function* partsOf(outline: Outline, chunks: ChunkReader): AsyncGenerator<OpenedPart> {
  for (let place = 0; place < outline.chunks.length; place += 1) {
    const plain = await chunks(place);
    const rest = plain.subarray(1);
    yield plain[0] === 1 ? { kind: "bytes", bytes: joined([rest]) } : { kind: "value", value: jsonIn(rest) };
  }
}
