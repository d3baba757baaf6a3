import { Type, type Static } from "typebox";

import { contactIdSchema } from "../../kernel/ids.ts";
import { instantSchema } from "../../kernel/instant.ts";
import { optionalText } from "../../kernel/text.ts";

export const channels = ["phone", "website", "app", "visit", "letter", "superior", "line-12345", "other"] as const;

/** What a contact is of which no order comes (来电类别): invalid 无效, harassment 骚扰, thanks 感谢. */
export const contactClasses = ["invalid", "harassment", "thanks"] as const;

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
    /** Left out for an appeal, which is classified with its order. */
    class: Type.Optional(Type.Enum([...contactClasses])),
    /** Said only where the order does not say it: passed to an emergency line (转紧急热线). */
    outcome: Type.Optional(Type.Enum(["emergency"])),
  },
  { additionalProperties: false },
);
export type Contact = Readonly<Static<typeof contactSchema>>;

/** Whether a contact was none of the hotline's matters: it is counted with what was not accepted. */
export function isTurnedAway({ class: kind, outcome }: Pick<Contact, "class" | "outcome">): boolean {
  return kind === "invalid" || kind === "harassment" || outcome === "emergency";
}
