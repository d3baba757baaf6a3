import { Type, type Static } from "typebox";

import { actionIdSchema, officeIdSchema, sha256Schema } from "../../kernel/ids.ts";
import type { ActionId, OfficeId, Sha256 } from "../../kernel/ids.ts";
import { instantSchema, type Instant } from "../../kernel/instant.ts";
import { requiredText } from "../../kernel/text.ts";

/** The steps of the ladder of supervision (督办) that are notices, lowest first; codes of `supervision-step`. */
export const noticeKinds = [
  "reminder", // 催办
  "urging-notice", // 催办通知书
  "supervision-order", // 督办单
  "public-supervision", // 挂牌督办
  "summons", // 约谈
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Why a notice is issued; codes of `supervision-reason`. */
export const noticeReasons = [
  "approaching", // 临近时限
  "asked-again", // 职工再次来电催问
  "overdue", // 超期未办
  "dissatisfied", // 职工不满意
  "dissatisfied-again", // 重办后仍不满意
  "concentrated", // 投诉集中
  "unresolved", // 长期未解决
  "no-effect", // 督办后仍无实效
] as const;
export type NoticeReason = (typeof noticeReasons)[number];

/** What the issuing office makes of a notice and its replies; codes of `notice-outcome`. */
export const noticeOutcomes = ["accepted", "insufficient", "withdrawn"] as const;
export type NoticeOutcome = (typeof noticeOutcomes)[number];

const closed = { additionalProperties: false };

export const issueNoticePayload = Type.Object(
  {
    kind: Type.Enum([...noticeKinds]),
    office: officeIdSchema,
    reason: Type.Enum([...noticeReasons]),
    demand: requiredText(2000),
    replyBy: instantSchema,
  },
  closed,
);

export const answerNoticePayload = Type.Object(
  { notice: actionIdSchema, reply: requiredText(4000), attachments: Type.Array(sha256Schema, { maxItems: 50 }) },
  closed,
);

export const settleNoticePayload = Type.Union([
  Type.Object(
    { notice: actionIdSchema, outcome: Type.Enum(["accepted", "withdrawn"]), words: requiredText(2000) },
    closed,
  ),
  Type.Object(
    {
      notice: actionIdSchema,
      outcome: Type.Literal("insufficient"),
      words: requiredText(2000),
      replyBy: instantSchema,
    },
    closed,
  ),
]);

export type NoticeFacts = Readonly<Static<typeof issueNoticePayload>>;
export type NoticeAnswer = Readonly<Static<typeof answerNoticePayload>>;
export type NoticeSettlement = Readonly<Static<typeof settleNoticePayload>>;

/** One reply to a notice; `replyBy` is the date it was due, `late` says that it came after it. */
export type NoticeReply = Readonly<{
  id: ActionId;
  at: Instant;
  by: string;
  text: string;
  attachments: readonly Sha256[];
  replyBy: Instant;
  late: boolean;
}>;

/** What the issuing office said of a notice; `replyBy` is the new date where the replies were insufficient, else null. */
export type NoticeRuling = Readonly<{
  id: ActionId;
  at: Instant;
  by: string;
  outcome: NoticeOutcome;
  words: string;
  replyBy: Instant | null;
}>;

/** A notice of supervision (督办) on an order, with all that was answered and ruled. Its id is the issuing action's. */
export type Notice = Readonly<{
  id: ActionId;
  /** `督〔2026〕12号`, given by the province; null until then. */
  number: string | null;
  kind: NoticeKind;
  /** The office that must reply. */
  office: OfficeId;
  issuer: OfficeId;
  issuedBy: string;
  issuedAt: Instant;
  round: number;
  reason: NoticeReason;
  demand: string;
  /** When the reply is due now; moved by a ruling of `insufficient`. */
  replyBy: Instant;
  replies: readonly NoticeReply[];
  rulings: readonly NoticeRuling[];
  /** Null while the notice is open. */
  outcome: "accepted" | "withdrawn" | null;
  settledAt: Instant | null;
}>;

/** Whether the office has answered since it was last asked. */
export function isAnswered(notice: Notice): boolean {
  const asked = notice.rulings.findLast((ruling) => ruling.outcome === "insufficient")?.at ?? notice.issuedAt;
  return notice.replies.some((reply) => reply.at >= asked);
}

/** What a notice is called: its number, or until the province has given one `临-督-` and the end of its id. */
export function noticeNumber(notice: Pick<Notice, "id" | "number">): string {
  return notice.number ?? `临-督-${notice.id.slice(-4).toUpperCase()}`;
}
