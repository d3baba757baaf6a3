import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { maxAttachmentBytes } from "../../domain/work-order/attachment.ts";
import { sha256Schema, userIdSchema } from "../../kernel/ids.ts";
import { actionEnvelopeSchema } from "../../protocol/action-envelope.ts";
import { applicationSchema, ticketSchema } from "../../protocol/courier.ts";
import { maxOpenings, openingMarkSchema } from "../../protocol/openings.ts";
import { referenceSchema } from "../../protocol/reference.ts";
import { profileSchema } from "../../protocol/session.ts";
import { cursorSchema, feedRowSchema, maxPushActions, receiptSchema } from "../../protocol/sync.ts";

const orNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);

/**
 * The first message of an office's packet: where its copy stands, so that the answer can be its feed from there, and the
 * X25519 key that the answer is encrypted for. `since` is when the oldest step was saved.
 */
const officeHeadSchema = Type.Object({
  kind: Type.Literal("office"),
  protocol: Type.Integer(),
  userId: userIdSchema,
  epoch: orNull(Type.String()),
  cursor: orNull(cursorSchema),
  referenceVersion: orNull(Type.String()),
  replyKey: Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" }),
  steps: Type.Integer({ minimum: 0 }),
  files: Type.Integer({ minimum: 0 }),
  since: orNull(Type.Integer()),
  /** Orders that were opened here and that the province has not heard of (docs/spec/receipts.md RC-10). */
  openings: Type.Optional(Type.Array(openingMarkSchema, { maxItems: maxOpenings })),
});
export type OfficeHead = Readonly<Static<typeof officeHeadSchema>>;

/**
 * In front of a setup packet's contents, which are those of a return packet: the proof that whoever sends it back has
 * opened the packet, 32 bytes, base64url.
 */
const setupMessageSchema = Type.Object({ kind: Type.Literal("setup"), ticket: ticketSchema });

/** In front of an office's packet from a desk that was set up without a line: it asks to be registered. */
const applicationMessageSchema = Type.Object({ kind: Type.Literal("application"), ...applicationSchema.properties });

/** Steps in seq order, as a push carries them. */
const actionsMessageSchema = Type.Object({
  kind: Type.Literal("actions"),
  actions: Type.Array(actionEnvelopeSchema, { minItems: 1, maxItems: maxPushActions }),
});

/** A file follows, in pieces, `size` bytes in all. */
const fileMessageSchema = Type.Object({
  kind: Type.Literal("file"),
  sha256: sha256Schema,
  size: Type.Integer({ minimum: 1, maximum: maxAttachmentBytes }),
  type: Type.String({ maxLength: 60 }),
});
export type FileMessage = Readonly<Static<typeof fileMessageSchema>>;

/**
 * The first message of a return or setup packet. `answers` is the id of the packet it answers. `expected` is set when
 * that one began beyond the device's next seq: the desk exports from there.
 */
const returnHeadSchema = Type.Object({
  kind: Type.Literal("return"),
  answers: orNull(Type.String()),
  epoch: Type.String(),
  profile: profileSchema,
  expected: orNull(Type.Integer()),
});
export type ReturnHead = Readonly<Static<typeof returnHeadSchema>>;

const receiptsMessageSchema = Type.Object({
  kind: Type.Literal("receipts"),
  receipts: Type.Array(receiptSchema),
});
/** Files of the packet whose bytes the province has. */
const storedMessageSchema = Type.Object({ kind: Type.Literal("stored"), files: Type.Array(sha256Schema) });
const referenceMessageSchema = Type.Object({ kind: Type.Literal("reference"), reference: referenceSchema });
/** Orders follow as rows of the feed: what changed since a cursor, or all (null). */
const ordersMessageSchema = Type.Object({ kind: Type.Literal("orders"), since: orNull(cursorSchema) });
const rowsMessageSchema = Type.Object({ kind: Type.Literal("rows"), rows: Type.Array(feedRowSchema) });
/** Behind the last rows: where they lead. */
const cursorMessageSchema = Type.Object({ kind: Type.Literal("cursor"), cursor: cursorSchema });

/** The last message of every packet. */
export const endMessage = { kind: "end" } as const;

const messageSchema = Type.Union([
  setupMessageSchema,
  applicationMessageSchema,
  officeHeadSchema,
  actionsMessageSchema,
  fileMessageSchema,
  returnHeadSchema,
  receiptsMessageSchema,
  storedMessageSchema,
  referenceMessageSchema,
  ordersMessageSchema,
  rowsMessageSchema,
  cursorMessageSchema,
  Type.Object({ kind: Type.Literal("end") }),
]);
export type PacketMessage = Readonly<Static<typeof messageSchema>>;

/** Reads a message; null for one that no version up to this knows. */
export function readMessage(value: unknown): PacketMessage | null {
  return Value.Check(messageSchema, value) ? value : null;
}
