import { Type, type Static } from "typebox";

import { requiredText } from "../../kernel/text.ts";

export const noteKinds = ["contact", "visit", "mediation", "employer", "letter", "other"] as const;

/** The longest text of one record, characters. */
export const maxNoteLength = 4000;

/** A record of work done (办理记录). `contactedWorker` stops the first-contact clock. */
export const noteFactsSchema = Type.Object(
  { kind: Type.Enum([...noteKinds]), text: requiredText(maxNoteLength), contactedWorker: Type.Boolean() },
  { additionalProperties: false },
);
export type NoteFacts = Readonly<Static<typeof noteFactsSchema>>;
