import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

/** What docs/sync.md calls the device: its id, and its Ed25519 key of which only the public half leaves the computer. */
export type Device = Readonly<{ id: string; key: KeyObject; publicKey: string }>;

export function newDevice(): Device {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { id: uuid7(), key: privateKey, publicKey: publicKey.export({ format: "jwk" }).x ?? "" };
}

/** A UUID of version 7: 48 bits of the clock, the rest random. */
export function uuid7(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** "Canonical JSON" of docs/sync.md. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
}

export const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** What a person did and when, before it has a place in the device's sequence. */
export type Step = Readonly<{
  id: string;
  deviceId: string;
  userId: string;
  orderId: string;
  type: string;
  baseVersion: number;
  actionVersion: number;
  payload: Readonly<Record<string, unknown>>;
  attachments: readonly string[];
  evidence: Readonly<Record<string, string | number>>;
}>;

export type Sealed = Step & Readonly<{ seq: number; previousHash: string; signature: string }>;

/** Gives a step its place: the action as it is sent for ever, and its hash. */
export function seal(step: Step, at: Readonly<{ seq: number; previousHash: string }>, key: KeyObject) {
  const unsigned = { ...step, ...at };
  const text = canonical(unsigned);
  const signature = sign(null, Buffer.from(text, "utf8"), key).toString("base64url");
  const action: Sealed = { ...unsigned, signature };
  return { action, hash: sha256(text) };
}

/** "Audit" of docs/sync.md: how many orders, and the xor of 64 bits of each, as 16 hex digits. */
export function digestOf(orders: Iterable<readonly [id: string, version: number]>) {
  let count = 0;
  let xor = 0n;
  for (const [id, version] of orders) {
    count += 1;
    xor ^= BigInt(`0x${sha256(`${id}:${version}`).slice(0, 16)}`);
  }
  return { count, xor: xor.toString(16).padStart(16, "0") };
}
