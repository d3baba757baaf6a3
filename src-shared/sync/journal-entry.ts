import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { actionIdSchema, deviceIdSchema } from "../kernel/ids.ts";
import { sealSchema, stepSchema } from "../protocol/action-envelope.ts";
import { profileSchema } from "../protocol/session.ts";
import { receiptSchema } from "../protocol/sync.ts";

const savedAt = Type.Integer();

/**
 * What the journal of an account records, one line each: the device it is, who signed in, every step made and its seal,
 * what became of it, and steps withdrawn before they were sent. Enough to rebuild all unsent work without IndexedDB.
 * `rechained` breaks all seals after `seq`: the chain goes on from there. `taken-over` makes a step `deviceId`'s, as if it had never been sealed, in its old place. `numbered` says how far provisional numbers have been given. `settled` marks a step whose receipt the person has dealt with (a refused one that was set aside).
 * `mayHaveLeft` of a step: it was sealed once, so that the province may have it.
 */
export const journalEntrySchema = Type.Union([
  Type.Object({ kind: Type.Literal("device"), deviceId: deviceIdSchema, at: savedAt }),
  Type.Object({ kind: Type.Literal("session"), profile: profileSchema, at: savedAt }),
  Type.Object({
    kind: Type.Literal("step"),
    step: stepSchema,
    at: savedAt,
    mayHaveLeft: Type.Optional(Type.Literal(true)),
  }),
  Type.Object({
    kind: Type.Literal("sealed"),
    actionId: actionIdSchema,
    seal: sealSchema,
    hash: Type.String(),
    at: savedAt,
  }),
  Type.Object({ kind: Type.Literal("receipt"), receipt: receiptSchema, at: savedAt }),
  Type.Object({ kind: Type.Literal("withdrawn"), actionId: actionIdSchema, at: savedAt }),
  Type.Object({
    kind: Type.Literal("rechained"),
    seq: Type.Integer({ minimum: 0 }),
    hash: Type.String(),
    at: savedAt,
  }),
  Type.Object({ kind: Type.Literal("taken-over"), actionId: actionIdSchema, deviceId: deviceIdSchema, at: savedAt }),
  Type.Object({ kind: Type.Literal("numbered"), count: Type.Integer({ minimum: 0 }), at: savedAt }),
  Type.Object({ kind: Type.Literal("settled"), actionId: actionIdSchema, at: savedAt }),
]);
export type JournalEntry = Readonly<Static<typeof journalEntrySchema>>;

/** Reads one line of the journal; null for a line of a kind that this version does not know, which is kept as it is. */
export function parseJournalEntry(line: string): JournalEntry | null {
  try {
    const value: unknown = JSON.parse(line);
    return Value.Check(journalEntrySchema, value) ? value : null;
  } catch {
    return null;
  }
}
