import { createHash, createHmac, createPrivateKey, createPublicKey, randomBytes, type KeyObject } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import type { Instant } from "../../../src-shared/kernel/instant.ts";

export const accessLivesMs = 10 * 60_000;
/** A desk may be without a line for weeks; it then renews without a password. */
export const refreshLivesMs = 30 * 86_400_000;

const alg = "EdDSA";
const typ = "at+jwt";
const audience = "lianxinqiao";

/**
 * The session says whose it is and on which device: a token travels with every request, so it names nothing else but the
 * step of the session at which it was given.
 */
const claimsSchema = Type.Object({
  sid: Type.String(),
  /** absent when a process of the province signed that is not updated yet */
  step: Type.Optional(Type.Integer()),
});
export type Claims = Readonly<Static<typeof claimsSchema>>;

export type Tokens = Readonly<{
  issueAccess: (claims: Claims, at: Instant) => Promise<string>;
  /** who an access token speaks for, or null when it is none of ours or has expired */
  readAccess: (token: string, at: Instant) => Promise<Claims | null>;
  newRefresh: () => string;
  /** the one token that follows a token: asked again, the same one, without any token being kept in clear */
  refreshAfter: (token: string) => string;
}>;

/** Tokens under the province's own keys: a PEM for access tokens and a secret for the chain of refresh tokens. */
export function tokens(signingPem: string, refreshKey: string): Tokens {
  const privateKey = createPrivateKey(signingPem);
  const publicKey = createPublicKey(privateKey);
  return {
    issueAccess: (claims, at) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg, typ })
        .setAudience(audience)
        .setExpirationTime(Math.floor((at + accessLivesMs) / 1000))
        .sign(privateKey),
    readAccess: (token, at) => readClaims(token, publicKey, at),
    newRefresh: () => randomBytes(32).toString("base64url"),
    refreshAfter: (token) => createHmac("sha256", refreshKey).update(`after ${token}`).digest("base64url"),
  };
}

async function readClaims(token: string, key: KeyObject, at: Instant): Promise<Claims | null> {
  try {
    const options = { algorithms: [alg], typ, audience, currentDate: new Date(at) };
    const { payload } = await jwtVerify(token, key, options);
    return Value.Check(claimsSchema, payload) ? payload : null;
  } catch {
    return null; // not ours, altered or expired: all the same to the caller
  }
}

/** How a refresh token is kept. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
