import { Type, type Static } from "typebox";

import { actionIdSchema, officeIdSchema, type ActionId, type OfficeId } from "../../kernel/ids.ts";
import { instantSchema, type Instant } from "../../kernel/instant.ts";
import { requiredText } from "../../kernel/text.ts";

export const askHelpPayload = Type.Object(
  {
    office: officeIdSchema,
    task: requiredText(2000),
    /** until when an answer is wanted; null where none is set */
    answerBy: Type.Union([instantSchema, Type.Null()]),
  },
  { additionalProperties: false },
);
export const answerHelpPayload = Type.Object(
  { help: actionIdSchema, answer: requiredText(8000) },
  { additionalProperties: false },
);
export const releaseHelpPayload = Type.Object(
  { help: actionIdSchema, reason: requiredText(2000) },
  { additionalProperties: false },
);

export type HelpRequest = Readonly<Static<typeof askHelpPayload>>;

/**
 * - `open`: the helper is asked · `answered`: it has answered and still sees the order
 * - `released`: it is no longer needed · `lapsed`: the order ended before it answered
 */
export type HelpStage = "open" | "answered" | "released" | "lapsed";

/** One office's help at an order (协办). Its id is that of the action that asked. Instants are ms UTC. */
export type Help = HelpRequest &
  Readonly<{
    id: ActionId;
    stage: HelpStage;
    askedBy: OfficeId;
    askedByName: string;
    askedAt: Instant;
    answer: string;
    answeredAt: Instant | null;
    answeredByName: string;
    late: boolean;
    releasedAt: Instant | null;
    releaseReason: string;
  }>;
