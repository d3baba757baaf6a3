import { createHash, createHmac } from "node:crypto";
import Value from "typebox/value";
import { Type } from "typebox";

import { accessLivesMs, type Tokens } from "../../../src-server/http/session/tokens.ts";
import { theWorld } from "../world/world.ts";

const claimsSchema = Type.Object({ sid: Type.String() });
const key = "a key of the simulated province";

/** Tokens signed at once: those of the province are signed by another thread, and when would not repeat. */
export const simTokens: Tokens = {
  issueAccess: async (claims, at) => {
    const body = Buffer.from(JSON.stringify({ ...claims, until: at + accessLivesMs })).toString("base64url");
    return `${body}.${createHmac("sha256", key).update(body).digest("base64url")}`;
  },
  readAccess: async (token, at) => {
    const [body = "", signature = ""] = token.split(".");
    if (createHmac("sha256", key).update(body).digest("base64url") !== signature) return null;
    const { until, ...claims } = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as { until: number };
    return until > at && Value.Check(claimsSchema, claims) ? claims : null;
  },
  newRefresh: () => createHash("sha256").update(String(theWorld().random.next())).digest("base64url"),
  refreshAfter: (token) => createHmac("sha256", key).update(`after ${token}`).digest("base64url"),
};
