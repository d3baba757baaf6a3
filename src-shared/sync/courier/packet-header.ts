import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { base64Url } from "../../kernel/base64url.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { accept, refuse, type Result } from "../../kernel/result.ts";
import { fromUtf8, utf8 } from "../../kernel/utf8.ts";
import { courierKeysSchema, type CourierKeys } from "../../protocol/courier.ts";
import { hashOf, joined, type Bytes, type WebCrypto } from "./web-crypto.ts";

/** The format that this build writes; it reads all from the first on. */
export const packetFormat = 1;

/**
 * What goes where: `office` from a desk to the province, `return` from the province to a desk, `setup` to a desk that
 * has never had a line, `application` from such a desk to the hub.
 */
export const packetKinds = ["office", "return", "setup", "application"] as const;

const rawKey = Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" });
const nameOfEnd = Type.String({ minLength: 1, maxLength: 60 });

/**
 * What a packet says of itself without a key. `from` and `to` are a device's id or the province's name (`provinceName`),
 * of a setup packet the account's id; `madeAt` is the maker's clock; `ephemeral` the sender's X25519 key of this packet
 * alone, of a setup packet the salt of its code. `setup`: whose signature a setup packet bears, and until when it is
 * good. `device`: the Ed25519 key of an application's desk, which the province does not know yet.
 */
export const packetHeaderSchema = Type.Object({
  format: Type.Integer({ minimum: 1 }),
  kind: Type.Enum([...packetKinds]),
  id: Type.String({ pattern: "^[0-9a-f-]{36}$" }),
  from: nameOfEnd,
  to: nameOfEnd,
  madeAt: Type.Integer(),
  ephemeral: rawKey,
  setup: Type.Optional(Type.Object({ keys: courierKeysSchema, expiresAt: Type.Integer() })),
  device: Type.Optional(rawKey),
});
export type PacketHeader = Readonly<Static<typeof packetHeaderSchema>>;

/** A province by its keys: what packets are addressed to. Not a secret, and the same for everybody. */
export async function provinceName<Key>(crypto: WebCrypto<Key>, keys: CourierKeys): Promise<string> {
  return base64Url(await hashOf(crypto, utf8(canonicalJson(keys)))).slice(0, 22);
}

const magic = utf8("LXQPACK\n");
/** Bytes before the header's text: the magic words and the text's length. */
export const headerPrefix = magic.length + 4;
/** The longest header that is read, bytes. */
export const longestHeader = 4096;

/** The first bytes of a packet. */
export function headerBytes(header: PacketHeader): Bytes {
  const text = utf8(canonicalJson(header));
  return joined([magic, lengthBytes(text.length), text]);
}

/** A length as four bytes, high byte first. */
export function lengthBytes(length: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}

export function lengthIn(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at);
}

export type HeaderRefusal = "packet-unreadable" | "packet-damaged" | "packet-too-new";

/** How long the header's text is; refuses a file that is no packet at all. */
export function headerLength(prefix: Uint8Array): Result<number, "packet-unreadable" | "packet-damaged"> {
  const isOurs = prefix.length >= magic.length && magic.every((byte, at) => prefix[at] === byte);
  if (!isOurs) return refuse("packet-unreadable");
  if (prefix.length < headerPrefix) return refuse("packet-damaged");
  const length = lengthIn(prefix, magic.length);
  return length > 0 && length <= longestHeader ? accept(length) : refuse("packet-damaged");
}

const anyFormat = Type.Object({ format: Type.Integer({ minimum: 1 }) });

/** Reads a header's text; what a later format says is not guessed at. */
export function parseHeader(bytes: Uint8Array): Result<PacketHeader, HeaderRefusal> {
  const value = jsonIn(bytes);
  if (!Value.Check(anyFormat, value)) return refuse("packet-damaged");
  if (value.format > packetFormat) return refuse("packet-too-new");
  return Value.Check(packetHeaderSchema, value) ? accept(value) : refuse("packet-damaged");
}

/** What JSON bytes say; undefined when they are none. */
export function jsonIn(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes);
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
