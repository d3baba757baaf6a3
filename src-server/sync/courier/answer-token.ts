import { createHmac, timingSafeEqual } from "node:crypto";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { deviceIdSchema, sha256Schema, userIdSchema } from "../../../src-shared/kernel/ids.ts";
import { cursorSchema } from "../../../src-shared/protocol/sync.ts";

const orNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);

/**
 * All that a return packet is made from, so that the province keeps nothing between the two: which steps it answers,
 * where the desk's copy stood, and whom it is for.
 */
const askedSchema = Type.Object({
  packet: orNull(Type.String()),
  deviceId: deviceIdSchema,
  userId: userIdSchema,
  /** the first and last seq of the packet's steps; null for none */
  seqs: orNull(Type.Tuple([Type.Integer(), Type.Integer()])),
  expected: orNull(Type.Integer()),
  cursor: orNull(cursorSchema),
  referenceVersion: orNull(Type.String()),
  replyKey: Type.String(),
  files: Type.Array(sha256Schema),
});
export type ReturnAsked = Readonly<Static<typeof askedSchema>>;

/** A text that says what to answer and that nobody but the province can have written. */
export function answerToken(key: string, asked: ReturnAsked): string {
  const body = Buffer.from(JSON.stringify(asked)).toString("base64url");
  return `${body}.${signatureOf(key, body).toString("base64url")}`;
}

/** What a token asks for; null when it is none of ours. */
export function readAnswerToken(key: string, token: string): ReturnAsked | null {
  const [body = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const ours = signatureOf(key, body);
  if (given.length !== ours.length || !timingSafeEqual(given, ours)) return null;
  const asked: unknown = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
  return Value.Check(askedSchema, asked) ? asked : null;
}

function signatureOf(key: string, body: string): Buffer {
  return createHmac("sha256", key).update(body).digest();
}
