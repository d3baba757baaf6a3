import type { ClockGrade } from "../domain/work-order/order-event.ts";
import type { Instant } from "../kernel/instant.ts";
import type { ClockEvidence } from "../protocol/action-envelope.ts";

/** How far beyond its bounds an estimate may lie and still be believed: answers take time on slow lines. */
const toleranceMs = 60_000;

/**
 * What the province knows when it judges the time of an action. `tokenTime` is when it signed the token that the action
 * cites: null for no token, `"forged"` for one that is not ours or another device's.
 */
export type TimeWitness = Readonly<{
  tokenTime: Instant | "forged" | null;
  chainIntact: boolean;
  /** effective time of the device's action before this one */
  previousEffectiveAt: Instant | null;
  /** the last contact at which nothing waited on the device */
  emptiedAt: Instant | null;
  receivedAt: Instant;
}>;

export type GradedTime = Readonly<{ effectiveAt: Instant; grade: ClockGrade }>;

/**
 * When an action was made, as far as it can be known, and how well. A: the machine's own counter since the token, which
 * the wall clock does not move. B: the page's counter, or the wall clock corrected by the token. C: nothing but the wall
 * clock. D: evidence that contradicts itself or the bounds, or a broken chain or token. Whatever is claimed, the time
 * lies between the last thing that was certainly before the action and its arrival.
 * @see docs/spec/sync-server.md SV-40 to SV-46, docs/sync.md "Time"
 */
export function gradeClock(evidence: ClockEvidence, witness: TimeWitness): GradedTime {
  const hi = witness.receivedAt;
  const known = [trustedTokenTime(witness), witness.previousEffectiveAt, witness.emptiedAt];
  const lo = Math.min(hi, Math.max(...known.map((time) => time ?? 0)));
  const claim = claimOf(evidence, witness);
  const isOutside = claim.at < lo - toleranceMs || claim.at > hi + toleranceMs;
  const grade = !witness.chainIntact || witness.tokenTime === "forged" || isOutside ? "D" : claim.grade;
  return { effectiveAt: Math.min(hi, Math.max(lo, claim.at)), grade };
}

/**
 * When the device was last certainly in touch before an action; null when nothing tells.
 * @see docs/spec/fair-time.md FT-2
 */
export function lastContact(witness: Pick<TimeWitness, "tokenTime" | "emptiedAt" | "receivedAt">): Instant | null {
  const { tokenTime, emptiedAt, receivedAt } = witness;
  const contacts = [typeof tokenTime === "number" ? tokenTime : null, emptiedAt].filter((time) => time !== null);
  return contacts.length > 0 ? Math.min(receivedAt, Math.max(...contacts)) : null;
}

function trustedTokenTime(witness: TimeWitness): Instant | null {
  return typeof witness.tokenTime === "number" ? witness.tokenTime : null;
}

type Claim = Readonly<{ at: Instant; grade: ClockGrade }>;

function claimOf(evidence: ClockEvidence, witness: TimeWitness): Claim {
  const tokenTime = trustedTokenTime(witness);
  if (tokenTime === null) return { at: evidence.wallClock, grade: "C" };
  const sameBoot = evidence.bootId !== "" && evidence.bootId === evidence.tokenBootId;
  const elapsed = evidence.uptimeMs - evidence.tokenUptimeMs;
  if (sameBoot && elapsed < 0) return { at: tokenTime, grade: "D" };
  if (sameBoot) return { at: tokenTime + elapsed, grade: evidence.counter === "machine" ? "A" : "B" };
  return { at: tokenTime + evidence.wallClock - evidence.tokenWallClock, grade: "B" };
}
