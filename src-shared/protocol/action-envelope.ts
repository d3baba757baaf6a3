import { Type, type Static } from "typebox";

import { actionIdSchema, deviceIdSchema, orderIdSchema, sha256Schema, userIdSchema } from "../kernel/ids.ts";

/**
 * What a device can say about time when an action is made (sync.md "Time"). `uptimeMs` counts since the boot named by
 * `bootId` and does not follow the wall clock; `tokenUptimeMs` is the same counter when the token came.
 */
export const clockEvidenceSchema = Type.Object(
  {
    token: Type.String({ maxLength: 400 }),
    bootId: Type.String({ maxLength: 80 }),
    uptimeMs: Type.Integer({ minimum: 0 }),
    tokenUptimeMs: Type.Integer({ minimum: 0 }),
    tokenBootId: Type.String({ maxLength: 80 }),
    wallClock: Type.Integer(),
    tokenWallClock: Type.Integer(),
    /** Whether the counter is the machine's (`os.uptime`) or only the page's, which is grade B at best. */
    counter: Type.Enum(["machine", "page"]),
  },
  { additionalProperties: false },
);
export type ClockEvidence = Readonly<Static<typeof clockEvidenceSchema>>;

/**
 * An action (办理动作) on the wire: immutable from the moment the journal has it. `seq` is dense per device from 1;
 * `previousHash` and `signature` chain the device's actions. `payload` is judged by type after the envelope, so that
 * one poison payload holds nobody up.
 */
export const actionEnvelopeSchema = Type.Object(
  {
    id: actionIdSchema,
    deviceId: deviceIdSchema,
    seq: Type.Integer({ minimum: 1 }),
    userId: userIdSchema,
    orderId: orderIdSchema,
    type: Type.String({ minLength: 1, maxLength: 60 }),
    baseVersion: Type.Integer({ minimum: 0 }),
    actionVersion: Type.Integer({ minimum: 1 }),
    payload: Type.Record(Type.String(), Type.Unknown()),
    attachments: Type.Array(sha256Schema, { maxItems: 20 }),
    evidence: clockEvidenceSchema,
    previousHash: Type.String({ maxLength: 64 }),
    signature: Type.String({ maxLength: 128 }),
  },
  { additionalProperties: false },
);
export type ActionEnvelope = Readonly<Static<typeof actionEnvelopeSchema>>;

/** The part of an action that is hashed for the chain and signed: everything but the signature. */
export type UnsignedAction = Omit<ActionEnvelope, "signature">;
