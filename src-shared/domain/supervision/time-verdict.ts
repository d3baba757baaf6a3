import { deadline } from "../../calendar/add-working-time.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { DecisionContext } from "../decision.ts";
import type { ClockKey } from "./card.ts";

/** What the evidence says of a step and a limit. */
export type TimeVerdict = "in-time" | "late" | "doubtful";

/**
 * Whether a step kept a limit, as far as its evidence can tell. What arrived before the limit was made before it. Grade
 * A is believed; grade B as long as the computer was no longer out of touch than the policy trusts it; anything else is
 * doubtful and waits for a person. A desk that has no receipt yet forecasts by its own clock.
 * @see docs/spec/fair-time.md FT-1 to FT-3, docs/sync.md "Time"
 */
export function timeVerdict(context: DecisionContext, due: Instant): TimeVerdict {
  const { at, receivedAt, grade } = context;
  const claimed = at <= due ? "in-time" : "late";
  if (receivedAt === null || grade === null) return claimed;
  if (receivedAt <= due) return "in-time";
  return grade === "A" || (grade === "B" && isTrusted(context, receivedAt)) ? claimed : "doubtful";
}

function isTrusted({ rules, lastContactAt }: DecisionContext, receivedAt: Instant): boolean {
  if (lastContactAt === undefined) return true;
  if (lastContactAt === null) return false;
  return receivedAt <= deadline(rules.calendar, lastContactAt, rules.policy.offline.trustedFor);
}

/** What a step's event says of the limit it was to keep: late, or in doubt. */
export function timeMarks(context: DecisionContext, clock: ClockKey): Readonly<{ late: boolean; doubt?: ClockKey }> {
  const verdict = timeVerdict(context, clock.due);
  return verdict === "doubtful" ? { late: false, doubt: clock } : { late: verdict === "late" };
}
