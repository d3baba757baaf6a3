import { createHash, createHmac } from "node:crypto";
import Value from "typebox/value";
import { Type } from "typebox";

import { accessLivesMs, type Tokens } from "../../../src-server/http/session/tokens.ts";
import { jsonSum } from "../../../src-shared/kernel/json-sum.ts";
import { theWorld } from "../world/world.ts";

const claimsSchema = Type.Object({ sid: Type.String(), step: Type.Optional(Type.Integer()) });
const key = "a key of the simulated province";

/** Nobody here makes up an access token, and one is read with every request: a sum is seal enough. */
const sealOf = (body: string): string => jsonSum(`${key} ${body}`).toString(36);

/** Tokens signed at once: those of the province are signed by another thread, and when would not repeat. */
export const simTokens: Tokens = {
  issueAccess: async (claims, at) => {
    const body = Buffer.from(JSON.stringify({ ...claims, until: at + accessLivesMs })).toString("base64url");
    return `${body}.${sealOf(body)}`;
  },
  readAccess: async (token, at) => {
    const [body = "", seal = ""] = token.split(".");
    if (sealOf(body) !== seal) return null;
    const { until, ...claims } = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as { until: number };
    return until > at && Value.Check(claimsSchema, claims) ? claims : null;
  },
  newRefresh: () => createHash("sha256").update(String(theWorld().random.next())).digest("base64url"),
  refreshAfter: (token) => createHmac("sha256", key).update(`after ${token}`).digest("base64url"),
};
