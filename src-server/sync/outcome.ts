import type { LoggedAction } from "../store/action-store.ts";
import type { Judgement } from "./judge-action.ts";

/** What became of an action, as the log and its receipt say it. */
export type Outcome = Pick<LoggedAction, "verdict" | "code" | "event" | "orderVersion" | "orderNumber">;

/** A judgement as the log keeps it; `orderVersion` is the version that shows the effect, if it has any. */
export function outcomeOf(judgement: Judgement): Outcome {
  const { verdict, code, order } = judgement;
  const shows = verdict === "applied" || verdict === "merged";
  return {
    verdict,
    code,
    event: verdict === "applied" ? judgement.event : null,
    orderVersion: shows ? (order?.version ?? null) : null,
    orderNumber: order?.number ?? null,
  };
}

/** An action that was not even judged. */
export function refusedAs(code: string): Outcome {
  return { verdict: "rejected", code, event: null, orderVersion: null, orderNumber: null };
}
