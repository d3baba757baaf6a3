import { Type, type Static } from "typebox";

import { deviceIdSchema, sha256Schema, userIdSchema } from "../kernel/ids.ts";

const rawKey = Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" });

/** The province's public keys for packets, raw, base64url: X25519 to encrypt for it, Ed25519 to know its signature. */
export const courierKeysSchema = Type.Object({ exchange: rawKey, signing: rawKey });
export type CourierKeys = Readonly<Static<typeof courierKeysSchema>>;

/** The largest packet that is taken, bytes. */
export const maxPacketBytes = 1024 * 1024 * 1024;
/** What one request of an upload carries: on a weak line a longer one is lost whole. */
export const packetPieceBytes = 512 * 1024;

export const packetPlaceSchema = Type.Object({ id: Type.String({ pattern: "^[0-9a-f-]{36}$" }) });
export const packetPieceQuerySchema = Type.Object({ at: Type.Integer({ minimum: 0, maximum: maxPacketBytes }) });

/** How many bytes from the start the province has: the next piece begins there. */
export const packetPieceAnswerSchema = Type.Object({ received: Type.Integer({ minimum: 0 }) });

export const importPacketSchema = Type.Object(
  { size: Type.Integer({ minimum: 1, maximum: maxPacketBytes }) },
  { additionalProperties: false },
);

/**
 * What came of a packet, without a word of what is in it. `answer` is a token for its return packet. `expected` is set
 * when the packet began beyond the device's next step: nothing was taken, and the return packet tells the desk.
 */
export const packetArrivalSchema = Type.Object({
  deviceId: deviceIdSchema,
  person: Type.String(),
  office: Type.String(),
  madeAt: Type.Integer(),
  steps: Type.Integer(),
  accepted: Type.Integer(),
  refused: Type.Integer(),
  parked: Type.Integer(),
  files: Type.Integer(),
  refusedFiles: Type.Array(Type.Object({ sha256: sha256Schema, code: Type.String() })),
  expected: Type.Union([Type.Integer(), Type.Null()]),
  answer: Type.String(),
});
export type PacketArrival = Readonly<Static<typeof packetArrivalSchema>>;

export const answerRequestSchema = Type.Object(
  { answer: Type.String({ minLength: 1, maxLength: 200_000 }) },
  { additionalProperties: false },
);

/** 32 random bytes, base64url, that a setup packet carries: they prove, once, that it was opened. */
export const ticketSchema = rawKey;

/** How long a setup packet is good, ms: until it has gone to the office by post and its first packet has come back. */
export const setupLivesMs = 30 * 86_400_000;

/**
 * What a desk that was set up without a line says of itself. `setup` is the setup packet's id; `passwordHash` the hash of
 * the password that was chosen there, Argon2id at the province's own cost, so that the password never leaves the desk.
 */
export const applicationSchema = Type.Object({
  setup: Type.String({ pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" }),
  ticket: ticketSchema,
  deviceName: Type.String({ minLength: 1, maxLength: 100 }),
  passwordHash: Type.String({
    pattern: "^\\$argon2id\\$v=19\\$m=65536,t=3,p=1\\$[A-Za-z0-9+/]{22,86}\\$[A-Za-z0-9+/]{43}$",
  }),
});
export type Application = Readonly<Static<typeof applicationSchema>>;

/** The same over a line that has come meanwhile. */
export const registerRequestSchema = Type.Object(
  {
    application: Type.Object(applicationSchema.properties, { additionalProperties: false }),
    device: Type.Object({ id: deviceIdSchema, publicKey: rawKey }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);

/** Asks for a setup packet of an account: `code` is what it is locked with, `password` the administrator's own. */
export const setupRequestSchema = Type.Object(
  {
    user: userIdSchema,
    password: Type.String({ minLength: 1, maxLength: 256 }),
    code: Type.String({ pattern: "^[0-9]{20}$" }),
  },
  { additionalProperties: false },
);
export type SetupRequest = Readonly<Static<typeof setupRequestSchema>>;

export const revokeSetupSchema = Type.Object({ user: userIdSchema }, { additionalProperties: false });
