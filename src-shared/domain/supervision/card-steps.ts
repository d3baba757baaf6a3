import { Type, type Static } from "typebox";

import { actionIdSchema, assignmentIdSchema, type ActionId } from "../../kernel/ids.ts";
import { instantSchema, type Instant } from "../../kernel/instant.ts";
import { requiredText } from "../../kernel/text.ts";
import {
  cardRef,
  clockKeySchema,
  withdrawalReasons,
  type CardColour,
  type ClockKey,
  type WithdrawalReason,
} from "./card.ts";

const closed = { additionalProperties: false };
const version = requiredText(40);

/** The limits of one turn under other rules; one that is absent stays. */
export const recountedLimitSchema = Type.Object(
  {
    assignment: assignmentIdSchema,
    acceptBy: Type.Optional(instantSchema),
    completeBy: Type.Optional(instantSchema),
    firstContactBy: Type.Optional(instantSchema),
  },
  closed,
);

/** What the steps about cards and fair time carry, by name. Those without a role are the province's own. */
export const cardPayloads = {
  "issue-card": Type.Object(
    { ...clockKeySchema.properties, colour: Type.Enum(["yellow", "red"]), provisional: Type.Boolean() },
    closed,
  ),
  "confirm-card": Type.Object({ card: cardRef }, closed),
  "withdraw-card": Type.Object({ card: cardRef, reason: Type.Enum([...withdrawalReasons]) }, closed),
  "revoke-card": Type.Object({ card: cardRef, reason: requiredText(2000) }, closed),
  "object-to-card": Type.Object({ card: cardRef, reason: requiredText(2000) }, closed),
  "rule-on-card": Type.Object({ card: cardRef, upheld: Type.Boolean(), reason: requiredText(2000) }, closed),
  remind: Type.Object(clockKeySchema.properties, closed),
  recount: Type.Object(
    {
      calendarVersion: version,
      policyVersion: version,
      dispatchBy: Type.Optional(instantSchema),
      moved: Type.Array(recountedLimitSchema, { maxItems: 200 }),
    },
    closed,
  ),
  "adjudicate-time": Type.Object(
    { action: actionIdSchema, inTime: Type.Boolean(), reason: requiredText(2000) },
    closed,
  ),
} as const;

export type RecountedLimit = Readonly<Static<typeof recountedLimitSchema>>;

/** What happens to the cards, reminders and doubted times of an order: none of it changes the order's state. */
export type CardFact =
  | (Readonly<{ type: "card-issued"; colour: CardColour; provisional: boolean }> & ClockKey)
  | Readonly<{ type: "card-confirmed"; card: ActionId }>
  | Readonly<{ type: "card-withdrawn"; card: ActionId; reason: WithdrawalReason }>
  | Readonly<{ type: "card-revoked"; card: ActionId; reason: string }>
  | Readonly<{ type: "card-objected"; card: ActionId; reason: string }>
  | Readonly<{ type: "card-objection-ruled"; card: ActionId; upheld: boolean; reason: string }>
  | (Readonly<{ type: "reminded" }> & ClockKey)
  | Readonly<{
      type: "recounted";
      calendarVersion: string;
      policyVersion: string;
      /** The new limit to dispatch; absent where it stays. */
      dispatchBy?: Instant;
      moved: readonly RecountedLimit[];
    }>
  | Readonly<{ type: "time-adjudicated"; action: ActionId; inTime: boolean; reason: string }>;

export const cardEventTypes = [
  "card-issued",
  "card-confirmed",
  "card-withdrawn",
  "card-revoked",
  "card-objected",
  "card-objection-ruled",
  "reminded",
  "recounted",
  "time-adjudicated",
] as const satisfies readonly CardFact["type"][];

/** Whether an event is one about cards, reminders or doubted times. */
export function isCardEvent<Event extends Readonly<{ type: string }>>(
  event: Event,
): event is Extract<Event, { type: CardFact["type"] }> {
  return cardEventTypes.some((type) => type === event.type);
}
