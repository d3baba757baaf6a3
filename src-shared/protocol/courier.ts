import { Type, type Static } from "typebox";

import { deviceIdSchema, sha256Schema } from "../kernel/ids.ts";

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
