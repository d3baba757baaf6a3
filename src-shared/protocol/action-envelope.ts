import { Type, type Static } from "typebox";

import { canonicalJson } from "../kernel/canonical-json.ts";
import { actionIdSchema, deviceIdSchema, orderIdSchema, sha256Schema, userIdSchema } from "../kernel/ids.ts";

const counterMs = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** What a wall clock shows may be wrong by centuries, but it is a date. */
const wallClock = Type.Integer({ minimum: -8e15, maximum: 8e15 });

/**
 * What a device can say about time when an action is made (docs/sync.md "Time"). `uptimeMs` counts since the boot named by
 * `bootId` and does not follow the wall clock; `tokenUptimeMs` is the same counter when the token came.
 */
export const clockEvidenceSchema = Type.Object(
  {
    token: Type.String({ maxLength: 400 }),
    bootId: Type.String({ maxLength: 80 }),
    uptimeMs: counterMs,
    tokenUptimeMs: counterMs,
    tokenBootId: Type.String({ maxLength: 80 }),
    wallClock,
    tokenWallClock: wallClock,
    /** Whether the counter is the machine's (`os.uptime`) or only the page's, which is grade B at best. */
    counter: Type.Enum(["machine", "page"]),
  },
  { additionalProperties: false },
);
export type ClockEvidence = Readonly<Static<typeof clockEvidenceSchema>>;

/**
 * A step as a person made it, before it has a place in the device's sequence. Until it is sealed it can be withdrawn
 * without a trace. `payload` is judged by type after the envelope, so that one poison payload holds nobody up.
 */
export const stepSchema = Type.Object(
  {
    id: actionIdSchema,
    deviceId: deviceIdSchema,
    userId: userIdSchema,
    orderId: orderIdSchema,
    type: Type.String({ minLength: 1, maxLength: 60 }),
    baseVersion: Type.Integer({ minimum: 0 }),
    actionVersion: Type.Integer({ minimum: 1 }),
    payload: Type.Record(Type.String(), Type.Unknown()),
    attachments: Type.Array(sha256Schema, { maxItems: 20 }),
    evidence: clockEvidenceSchema,
  },
  { additionalProperties: false },
);
export type Step = Readonly<Static<typeof stepSchema>>;

/**
 * [Note: sealing] A step gets its `seq` (dense per device, from 1), the hash of the device's action before it, and its
 * signature in one journal record just before it is first sent. A withdrawn step therefore leaves no hole in the
 * sequence, and a sealed one never changes again. `previousHash` is empty for seq 1.
 */
export const sealSchema = Type.Object(
  {
    seq: Type.Integer({ minimum: 1 }),
    previousHash: Type.String({ pattern: "^([0-9a-f]{64})?$" }),
    signature: Type.String({ maxLength: 128 }),
  },
  { additionalProperties: false },
);
export type Seal = Readonly<Static<typeof sealSchema>>;

/** An action (办理动作) on the wire: a step and its seal, immutable. */
export const actionEnvelopeSchema = Type.Object(
  { ...stepSchema.properties, ...sealSchema.properties },
  { additionalProperties: false },
);
export type ActionEnvelope = Readonly<Static<typeof actionEnvelopeSchema>>;

/** The part of an action that is hashed for the chain and signed: everything but the signature. */
export type UnsignedAction = Omit<ActionEnvelope, "signature">;

/** The text whose SHA-256 (hex) is the action's hash and over whose UTF-8 bytes the device signs (Ed25519, base64url). */
export function signedText(action: UnsignedAction): string {
  const { id, deviceId, seq, userId, orderId, type, baseVersion, actionVersion } = action;
  const { payload, attachments, evidence, previousHash } = action;
  const head = { id, deviceId, seq, userId, orderId, type, baseVersion, actionVersion };
  return canonicalJson({ ...head, payload, attachments, evidence, previousHash });
}
