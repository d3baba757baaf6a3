import { Type, type Static } from "typebox";

import type { Role } from "../domain/permission/role.ts";
import { deviceIdSchema, officeIdSchema, userIdSchema } from "../kernel/ids.ts";

// [Note: answers stay open] A province is updated before its desks. What it answers may have members, roles and codes that
// an older desk does not know: answers are checked for what the desk needs and nothing more, or an update would lock
// every older desk out. Requests are closed.
/** A role in an answer: one that this version does not know gives no right here. */
export const heardRoleSchema = Type.Unsafe<Role>(Type.String({ maxLength: 60 }));

/**
 * Who is signed in, as the desk remembers it for days without a line. `scope` is the `scopeHash` of the cursors that the
 * account gets with this office and these roles; older provinces name none.
 */
export const profileSchema = Type.Object({
  userId: userIdSchema,
  username: Type.String(),
  name: Type.String(),
  office: officeIdSchema,
  officeName: Type.String(),
  roles: Type.Array(heardRoleSchema),
  hub: officeIdSchema,
  scope: Type.Optional(Type.String()),
});
export type Profile = Readonly<Static<typeof profileSchema>>;

/** `publicKey` is the device's Ed25519 key, raw, base64url: the actions of `id` are checked against it. */
export const signInRequestSchema = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 64 }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
    device: Type.Object(
      {
        id: deviceIdSchema,
        publicKey: Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" }),
        name: Type.String({ maxLength: 100 }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type SignInRequest = Readonly<Static<typeof signInRequestSchema>>;

/**
 * Tokens of a session: the access token lives ten minutes, the refresh token is good once. Times in ms. `gzip`: the
 * province takes pushes compressed; older ones do not say so.
 */
export const sessionTokensSchema = Type.Object({
  accessToken: Type.String(),
  accessExpiresInMs: Type.Integer({ minimum: 0 }),
  refreshToken: Type.String(),
  gzip: Type.Optional(Type.Boolean()),
});
export type SessionTokens = Readonly<Static<typeof sessionTokensSchema>>;

/**
 * `lastSeq` is the highest seq the province has of the device, so that a new store goes on counting from there, and
 * `lastHash` the hash of that action: a desk that has another one is a copy. Older provinces name none.
 */
export const signInAnswerSchema = Type.Object({
  ...sessionTokensSchema.properties,
  profile: profileSchema,
  lastSeq: Type.Integer({ minimum: 0 }),
  lastHash: Type.Optional(Type.String()),
  clockToken: Type.String(),
  serverTime: Type.Integer(),
});
export type SignInAnswer = Readonly<Static<typeof signInAnswerSchema>>;

export const refreshRequestSchema = Type.Object(
  { refreshToken: Type.String({ minLength: 1, maxLength: 200 }), deviceId: deviceIdSchema },
  { additionalProperties: false },
);
export type RefreshRequest = Readonly<Static<typeof refreshRequestSchema>>;
