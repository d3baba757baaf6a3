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

const factsSchema = Type.Tuple([Type.String(), Type.Integer(), Type.String()]);

/** Clock tokens under a key of the province's own, base64url. */
export function clockTokens(key: string): ClockTokens {
  const sign = (body: string): Buffer => createHmac("sha256", key).update(body).digest();
  return {
    mint: (device, at) => {
      const nonce = randomBytes(9).toString("base64url");
      const body = Buffer.from(JSON.stringify([device, at, nonce])).toString("base64url");
      return `${body}.${sign(body).toString("base64url")}`;
    },
    read: (token, device) => {
      if (token === "") return null;
      const [body = "", signature = ""] = token.split(".");
      const given = Buffer.from(signature, "base64url");
      const ours = sign(body);
      if (given.length !== ours.length || !timingSafeEqual(given, ours)) return "forged";
      const facts: unknown = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
      return Value.Check(factsSchema, facts) && facts[0] === device ? facts[1] : "forged";
    },
  };
}
