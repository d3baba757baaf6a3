import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Type } from "typebox";
import Value from "typebox/value";

import type { DeviceId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";

/** Signs the server's time for a device, and reads it back out of an action's evidence. */
export type ClockTokens = Readonly<{
  mint: (device: DeviceId, at: Instant) => string;
  /** the signed time; null for no token; `forged` for a text that is not ours or another device's */
  read: (token: string, device: DeviceId) => Instant | "forged" | null;
}>;

/** How a token looked before it was made shorter: steps that waited for a line may still bring one. */
const olderFactsSchema = Type.Tuple([Type.String(), Type.Integer(), Type.String()]);

const timeBytes = 6;
const nonceBytes = 6;
const sealBytes = 16;

/**
 * Clock tokens under a key of the province's own: the time, a nonce and a seal over both and the device, base64url. Every
 * answer and every action carries one, so it is as short as it can be.
 */
export function clockTokens(key: string): ClockTokens {
  const sign = (body: string): Buffer => createHmac("sha256", key).update(body).digest();
  const seal = (device: DeviceId, facts: Buffer): Buffer =>
    sign(`${device} ${facts.toString("base64url")}`).subarray(0, sealBytes);
  const read: ClockTokens["read"] = (token, device) => {
    if (token === "") return null;
    if (token.includes(".")) return readOlder(token, device, sign);
    const bytes = Buffer.from(token, "base64url");
    const facts = bytes.subarray(0, timeBytes + nonceBytes);
    if (bytes.length !== facts.length + sealBytes || bytes.toString("base64url") !== token) return "forged";
    return isSame(bytes.subarray(facts.length), seal(device, facts)) ? facts.readUIntBE(0, timeBytes) : "forged";
  };
  // Steps made without a line say the same token one after another.
  let last: Readonly<{ token: string; device: DeviceId | null; said: ReturnType<ClockTokens["read"]> }> = nothingRead;
  return {
    mint: (device, at) => {
      const facts = Buffer.alloc(timeBytes + nonceBytes);
      facts.writeUIntBE(at, 0, timeBytes);
      randomBytes(nonceBytes).copy(facts, timeBytes);
      return Buffer.concat([facts, seal(device, facts)]).toString("base64url");
    },
    read: (token, device) => {
      if (last.token !== token || last.device !== device) last = { token, device, said: read(token, device) };
      return last.said;
    },
  };
}

const nothingRead = { token: "", device: null, said: null };

function readOlder(token: string, device: DeviceId, sign: (body: string) => Buffer): Instant | "forged" {
  const [body = "", signature = ""] = token.split(".");
  if (!isSame(Buffer.from(signature, "base64url"), sign(body))) return "forged";
  const facts: unknown = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
  return Value.Check(olderFactsSchema, facts) && facts[0] === device ? facts[1] : "forged";
}

function isSame(given: Buffer, ours: Buffer): boolean {
  return given.length === ours.length && timingSafeEqual(given, ours);
}
