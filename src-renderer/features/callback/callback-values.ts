import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { chinaDay, type Instant } from "../../../src-shared/kernel/instant.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import type { Policy } from "../../../src-shared/domain/reference/policy.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { chosen, optional, problemsOf, required, type Checked } from "../../ui/form/checks.ts";

const text = Type.String();
export const solvedAnswers = ["yes", "partly", "no"] as const;
export const ratings = ["5", "4", "3", "2", "1"] as const;
export const reachedAnswers = ["reached", "not-reached"] as const;

export const callbackValues = Type.Object({
  reached: Type.Enum([...reachedAnswers]),
  person: text,
  solved: Type.Enum([...solvedAnswers, ""]),
  result: Type.Enum([...ratings, ""]),
  attitude: Type.Enum([...ratings, ""]),
  reason: text,
  words: text,
  unreasonable: Type.Boolean(),
  rulingReason: text,
});
export type CallbackValues = Static<typeof callbackValues>;

export const emptyCallback: CallbackValues = {
  reached: "reached",
  person: "",
  solved: "",
  result: "",
  attitude: "",
  reason: "",
  words: "",
  unreasonable: false,
  rulingReason: "",
};

/** Whether the answers, as far as they go, send the order back (LC-31). */
export function isPoor(values: CallbackValues, policy: Policy): boolean {
  if (values.reached !== "reached") return false;
  const low = values.result !== "" && Number(values.result) <= policy.callback.reworkAtRating;
  return low || values.solved === "no";
}

/** The different days on which nobody was reached in this round, today among them. */
export function daysTried(order: WorkOrder, now: Instant): number {
  const failed = order.callbacks.filter((one) => one.round === order.round && !one.reached);
  return new Set([...failed.map((one) => chinaDay(one.at)), chinaDay(now)]).size;
}

/** The ruling stands only where there is something to rule on: a rating that was mended takes it away. */
function isRuled(values: CallbackValues, policy: Policy): boolean {
  return values.unreasonable && isPoor(values, policy);
}

export function checkCallback(values: CallbackValues, policy: Policy): Checked<PayloadOf<"call-back">> {
  const shared = { words: optional(values.words, 4000) };
  const answers = {
    person: optional(values.person, 100),
    solved: chosen(values.solved),
    result: chosen(values.result),
    rulingReason: isRuled(values, policy) ? required(values.rulingReason, 2000) : undefined,
  };
  const problems = problemsOf(values.reached === "reached" ? { ...shared, ...answers } : shared);
  if (problems) return { ok: false, problems };
  return { ok: true, payload: values.reached === "reached" ? reachedFacts(values, policy) : unreachedFacts(values) };
}

function reachedFacts(values: CallbackValues, policy: Policy): PayloadOf<"call-back"> {
  const ruled = isRuled(values, policy);
  return {
    reached: true,
    person: tidyText(values.person),
    solved: values.solved === "" ? "unasked" : values.solved,
    resultRating: Number(values.result),
    attitudeRating: Number(values.attitude),
    reason: isPoor(values, policy) ? values.reason : "",
    words: tidyText(values.words),
    ruling: ruled ? "unreasonable" : "none",
    rulingReason: ruled ? tidyText(values.rulingReason) : "",
  };
}

function unreachedFacts(values: CallbackValues): PayloadOf<"call-back"> {
  return {
    reached: false,
    person: "",
    solved: "unasked",
    resultRating: 0,
    attitudeRating: 0,
    reason: values.reason,
    words: tidyText(values.words),
    ruling: "none",
    rulingReason: "",
  };
}
