import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import type { LadderStep, stepsOpen } from "../../../src-shared/domain/supervision/suggest-step.ts";
import { chinaDay, endOfDay, isDay, type Day, type Instant } from "../../../src-shared/kernel/instant.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { chosen, problemsOf, required, type Checked, type FieldProblem } from "../../ui/form/checks.ts";

export const noticeSchema = Type.Object({
  kind: Type.String(),
  office: Type.String(),
  reason: Type.String(),
  demand: Type.String(),
  replyBy: Type.String(),
});
export type NoticeValues = Static<typeof noticeSchema>;

/** The day of a limit that ends with it, as a form names it. */
export function dayOf(due: Instant): Day {
  return chinaDay(due - 1);
}

/** What is wrong with a day on which a reply is due. */
export function replyDay(day: Day, now: Instant): FieldProblem | undefined {
  if (!isDay(day)) return { is: "date" };
  return endOfDay(day) <= now ? { is: "date-past" } : undefined;
}

/** What the form amounts to: the step must be one that can be taken now. */
export function checkNotice(
  values: NoticeValues,
  now: Instant,
  open: ReturnType<typeof stepsOpen>,
): Checked<PayloadOf<"issue-notice">> {
  const step = open.find((one) => one.kind === values.kind && one.reason === values.reason);
  const problems = problemsOf({
    kind: chosen(values.kind),
    office: chosen(values.office),
    reason: step ? undefined : { is: "choose" },
    demand: required(values.demand, 2000),
    replyBy: replyDay(values.replyBy, now),
  });
  if (problems || !step) return { ok: false, problems: problems ?? { reason: { is: "choose" } } };
  const { kind, reason }: LadderStep = step;
  const replyBy = endOfDay(values.replyBy);
  return {
    ok: true,
    payload: { kind, reason, office: officeId(values.office), demand: tidyText(values.demand), replyBy },
  };
}
