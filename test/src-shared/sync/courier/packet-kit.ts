import { base64Url } from "../../../../src-shared/kernel/base64url.ts";
import type { PacketHeader } from "../../../../src-shared/sync/courier/packet-header.ts";
import {
  openPacket,
  outlineOf,
  receiverSecret,
  type PacketSource,
} from "../../../../src-shared/sync/courier/open-packet.ts";
import { exchanged } from "../../../../src-shared/sync/courier/packet-key.ts";
import { sealPacket, type PacketPart } from "../../../../src-shared/sync/courier/seal-packet.ts";
import { joined, type Bytes } from "../../../../src-shared/sync/courier/web-crypto.ts";

const { subtle } = globalThis.crypto;

export type Ends = Readonly<{ exchange: CryptoKeyPair; signing: CryptoKeyPair }>;

export async function newEnds(): Promise<Ends> {
  const exchange = await subtle.generateKey({ name: "X25519" }, true, ["deriveBits"]);
  const signing = await subtle.generateKey({ name: "Ed25519" }, true, ["sign", "verify"]);
  return { exchange, signing };
}

export async function rawOf(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await subtle.exportKey("raw", key));
}

export function sourceOf(bytes: Bytes): PacketSource {
  return { size: bytes.length, read: async (at, length) => bytes.slice(at, at + length) };
}

/** A packet from one end to another, as one piece of bytes. */
export async function sealed(from: Ends, to: Ends, parts: readonly PacketPart[]): Promise<Bytes> {
  const once = await newEnds();
  const header: PacketHeader = {
    format: 1,
    kind: "office",
    id: "01890000-0000-7000-8000-000000000001",
    from: "01890000-0000-7000-8000-0000000000d1",
    to: "province",
    madeAt: 1_767_225_600_000,
    ephemeral: base64Url(await rawOf(once.exchange.publicKey)),
  };
  const sealing = {
    crypto: subtle,
    header,
    secret: exchanged(subtle, { own: once.exchange.privateKey, other: await rawOf(to.exchange.publicKey) }),
    signing: from.signing.privateKey,
  };
  const pieces: Bytes[] = [];
  for await (const piece of sealPacket(sealing, parts)) pieces.push(piece);
  return joined(pieces);
}

/** What comes out of a packet at its receiver, or why nothing does. */
export async function opened(bytes: Bytes, from: Ends, to: Ends): Promise<readonly PacketPart[] | string> {
  const source = sourceOf(bytes);
  const outline = await outlineOf(source);
  if (!outline.ok) return outline.refusal;
  const secret = receiverSecret(subtle, outline.value, to.exchange.privateKey);
  const opening = { crypto: subtle, source, outline: outline.value, secret };
  const packet = await openPacket(opening, await rawOf(from.signing.publicKey));
  if (!packet.ok) return packet.refusal;
  const parts: PacketPart[] = [];
  for await (const part of packet.value.parts()) parts.push(part as PacketPart);
  return parts;
}
