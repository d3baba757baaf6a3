import { deadline } from "../../calendar/add-working-time.ts";
import type { Limit } from "../../calendar/limit.ts";
import type { WorkingCalendar } from "../../calendar/working-calendar.ts";
import { chinaDay, endOfDay, type Instant } from "../../kernel/instant.ts";
import type { Policy } from "../reference/policy.ts";
import type { NoticeKind } from "./notice.ts";

/** What stands for a policy that was published before it had limits for replies. */
const plain: Limit = { amount: 3, unit: "working-day" };

/** How long an office has to reply to a step of the ladder, by the policy. */
export function replyLimit(policy: Policy, kind: NoticeKind): Limit {
  return policy.supervision?.replyWithin[kind] ?? plain;
}

/**
 * The date for the reply that the policy gives to a notice issued now: the end of a day in China.
 * @see docs/spec/supervision.md SU-18
 */
export function replyDate(
  rules: Readonly<{ policy: Policy; calendar: WorkingCalendar }>,
  kind: NoticeKind,
  at: Instant,
): Instant {
  const due = deadline(rules.calendar, at, replyLimit(rules.policy, kind));
  return endOfDay(chinaDay(due - 1));
}
