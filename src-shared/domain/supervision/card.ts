import { Type, type Static } from "typebox";

import { actionIdSchema, assignmentIdSchema, type ActionId, type OfficeId } from "../../kernel/ids.ts";
import { instantSchema, type Instant } from "../../kernel/instant.ts";

/** The clocks of a turn that are carded. */
export const cardClocks = ["accept", "complete"] as const;
export type CardClock = (typeof cardClocks)[number];
export type CardColour = "yellow" | "red";

/** Why the province takes a card back: each says that it should not have fallen. */
export const withdrawalReasons = [
  "acted-in-time", // 牌到之前已经办理
  "passed-on-in-time", // 已及时下派,不因下级超期发牌
  "extended", // 期限已延长
  "rested", // 挂起顺延
  "calendar-changed", // 日历或规则调整
  "ruled-in-time", // 时间认定为按时
  "taken-away", // 核实之前工单已召回或终结
] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

/** One clock of one turn in one round, with its limit. */
export const clockKeySchema = Type.Object({
  assignment: assignmentIdSchema,
  clock: Type.Enum([...cardClocks]),
  round: Type.Integer({ minimum: 1, maximum: 10_000 }),
  due: instantSchema,
});
export type ClockKey = Readonly<Static<typeof clockKeySchema>>;

export const cardRef = actionIdSchema;

/**
 * - `standing`: it counts · `provisional`: the office could not be reached when it fell; its queue will tell
 * - `withdrawn`: the province found that it should not have fallen · `revoked`: the hotline office took it back
 */
export type CardState = "standing" | "provisional" | "withdrawn" | "revoked";

/** What an office says against a card, and what the hotline office ruled; upheld revokes the card. */
export type CardObjection = Readonly<{
  reason: string;
  by: string;
  at: Instant;
  ruling: Readonly<{ upheld: boolean; reason: string; by: string; at: Instant }> | null;
}>;

/**
 * A warning card (黄牌、红牌) for one clock of one turn. Its id is that of the action that issued it.
 * @see docs/spec/cards.md
 */
export type Card = ClockKey &
  Readonly<{
    id: ActionId;
    office: OfficeId;
    colour: CardColour;
    issuedAt: Instant;
    state: CardState;
    /** When a provisional card became a standing one; null for one that stood from the first. */
    confirmedAt: Instant | null;
    withdrawn: Readonly<{ reason: WithdrawalReason; at: Instant }> | null;
    revoked: Readonly<{ reason: string; by: string; at: Instant }> | null;
    objection: CardObjection | null;
  }>;

/** A reminder (催办) that the province sent before a yellow card. */
export type Reminder = ClockKey & Readonly<{ office: OfficeId; at: Instant }>;

/** Whether a card counts or may still come to count. */
export function isLive(card: Card): boolean {
  return card.state === "standing" || card.state === "provisional";
}
