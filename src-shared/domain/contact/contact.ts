import { Type, type Static } from "typebox";

import { contactIdSchema } from "../../kernel/ids.ts";
import { instantSchema } from "../../kernel/instant.ts";
import { optionalText } from "../../kernel/text.ts";

export const channels = ["phone", "website", "app", "visit", "letter", "superior", "line-12345", "other"] as const;

/** One call, submission, visit or letter (来电/诉求登记). Times are ms since the epoch; `line` is the seat's line. */
export const contactSchema = Type.Object(
  {
    id: contactIdSchema,
    channel: Type.Enum([...channels]),
    receivedAt: instantSchema,
    caller: optionalText(100),
    callerNumber: Type.String({ pattern: "^[0-9+() -]{0,24}$" }),
    line: optionalText(40),
    callSatisfaction: Type.Integer({ minimum: 0, maximum: 5 }),
  },
  { additionalProperties: false },
);
export type Contact = Readonly<Static<typeof contactSchema>>;
