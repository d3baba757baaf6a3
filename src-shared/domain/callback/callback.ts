import { Type, type Static } from "typebox";

import type { ActionId } from "../../kernel/ids.ts";
import { optionalText } from "../../kernel/text.ts";
import { dictionaryCode } from "../work-order/classification.ts";

/** Ratings run from 5 (非常满意) to 1 (非常不满意); 0 is not rated (未评价). */
const rating = Type.Integer({ minimum: 0, maximum: 5 });

/**
 * One attempt to ask the worker (回访). Call and matter are rated apart. `ruling` is the hub's: an unreasonable demand
 * does not send the order back, whatever the rating.
 */
export const callbackFactsSchema = Type.Object(
  {
    reached: Type.Boolean(),
    person: optionalText(100),
    solved: Type.Enum(["yes", "partly", "no", "unasked"]),
    resultRating: rating,
    attitudeRating: rating,
    reason: dictionaryCode,
    words: optionalText(4000),
    ruling: Type.Enum(["none", "unreasonable"]),
    rulingReason: optionalText(2000),
  },
  { additionalProperties: false },
);
export type CallbackFacts = Readonly<Static<typeof callbackFactsSchema>>;
/** An attempt as the order shows it; `id` is its action. One that was ruled void is struck out: kept, and counted nowhere. */
export type CallbackAttempt = CallbackFacts &
  Readonly<{ id: ActionId; at: number; by: string; round: number; attempt: number; struckOut: boolean }>;
