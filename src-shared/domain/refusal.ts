/**
 * Every reason why an action is not accepted. Each has a number, a sentence and a next step in
 * protocol/problem-code.ts, and a text in both languages on the desk.
 */
export const refusals = [
  "no-such-order",
  "order-exists",
  "no-right",
  "other-office",
  "state-moved",
  "order-ended",
  "unknown-office",
  "not-below",
  "assignment-moved",
  "return-not-allowed",
  "return-too-late",
  "reason-missing",
  "rating-missing",
  "ruling-missing",
  "nothing-changed",
  "file-known",
  "merge-with-itself",
  "review-too-far",
  "retention-too-short",
  "no-open-turn",
  "ladder-skipped",
  "notice-without-ground",
  "reply-date-past",
  "notice-unknown",
  "notice-settled",
  "reply-missing",
  "helps-already",
  "help-over",
  "answer-date-past",
  "incident-already",
  "no-incident",
  "incident-open",
  "first-report-missing",
  "final-report-missing",
  "malformed",
  "unknown-action",
] as const;

export type Refusal = (typeof refusals)[number];
