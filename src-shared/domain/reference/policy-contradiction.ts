import type { Limit } from "../../calendar/limit.ts";
import { limitsFor, type Policy } from "./policy.ts";
import { orderClasses, urgencies } from "../work-order/classification.ts";

/**
 * Whether a policy, each value of which could stand, says one thing against another: an incident hinted at only after it
 * is flagged, a collective file kept for a shorter time than a plain one, or acceptance due after completion.
 * @see docs/spec/administration.md AD-27
 */
export function contradictsItself(policy: Policy): boolean {
  const { incident, retention } = policy;
  if (incident.hintAtWorkers > incident.flagAtWorkers) return true;
  if (retention.years > retention.collectiveYears) return true;
  return orderClasses.some((orderClass) =>
    urgencies.some((urgency) => {
      const { accept, complete } = limitsFor(policy, orderClass, urgency);
      return isLonger(accept, complete);
    }),
  );
}

/** Only limits of one unit can be told apart without a calendar. */
function isLonger(one: Limit, other: Limit): boolean {
  return one.unit === other.unit && one.amount > other.amount;
}
