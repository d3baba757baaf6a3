import type { Limit } from "../../calendar/limit.ts";
import { noticeKinds, type NoticeKind } from "../supervision/notice.ts";
import type { Policy } from "./policy.ts";

export type PolicyLimitName =
  | ("returnWithin" | "suspensionReview" | "unreachableAfter" | "incidentFirst" | "incidentFollowUp")
  | ("sameEmployerWithin" | "trustedFor" | "mirrorLocksAfter")
  | `reply.${NoticeKind}`;
export type PolicyCountName =
  | ("passOn.numerator" | "passOn.denominator" | "remindBefore" | "callbackAttempts" | "reworkAtRating")
  | ("flagAtWorkers" | "hintAtWorkers" | "sameEmployerOrders" | "repeatDays")
  | ("retention.years" | "retention.collectiveYears");

/** A value of a policy besides the limits by class and urgency: how to read it (null where a policy is silent) and set it. */
export type PolicyLimit = Readonly<{
  name: PolicyLimitName;
  read: (policy: Policy) => Limit | null;
  write: (policy: Policy, limit: Limit) => Policy;
}>;
export type PolicyCount = Readonly<{
  name: PolicyCountName;
  least: number;
  most: number;
  read: (policy: Policy) => number;
  write: (policy: Policy, count: number) => Policy;
}>;

/** The limits that stand once in a policy. @see docs/spec/administration.md AD-25 */
export const policyLimits: readonly PolicyLimit[] = [
  {
    name: "returnWithin",
    read: (policy) => policy.return.within,
    write: (policy, within) => ({ ...policy, return: { within } }),
  },
  {
    name: "suspensionReview",
    read: (policy) => policy.suspension.reviewWithin,
    write: (policy, reviewWithin) => ({ ...policy, suspension: { reviewWithin } }),
  },
  {
    name: "unreachableAfter",
    read: ({ cards }) => cards.unreachableAfter ?? { amount: 60, unit: "minute" },
    write: (policy, unreachableAfter) => ({ ...policy, cards: { ...policy.cards, unreachableAfter } }),
  },
  {
    name: "incidentFirst",
    read: ({ incident }) => incident.firstReport,
    write: (policy, firstReport) => ({ ...policy, incident: { ...policy.incident, firstReport } }),
  },
  {
    name: "incidentFollowUp",
    read: ({ incident }) => incident.followUpEvery,
    write: (policy, followUpEvery) => ({ ...policy, incident: { ...policy.incident, followUpEvery } }),
  },
  {
    name: "sameEmployerWithin",
    read: ({ incident }) => incident.hintSameEmployer?.within ?? null,
    write: (policy, within) => withSameEmployer(policy, { within }),
  },
  {
    name: "trustedFor",
    read: ({ offline }) => offline.trustedFor,
    write: (policy, trustedFor) => ({ ...policy, offline: { ...policy.offline, trustedFor } }),
  },
  {
    name: "mirrorLocksAfter",
    read: ({ offline }) => offline.mirrorLocksAfter,
    write: (policy, mirrorLocksAfter) => ({ ...policy, offline: { ...policy.offline, mirrorLocksAfter } }),
  },
  ...noticeKinds.map(replyLimit),
];

function replyLimit(kind: NoticeKind): PolicyLimit {
  return {
    name: `reply.${kind}`,
    read: ({ supervision }) => supervision?.replyWithin[kind] ?? null,
    write: (policy, limit) => {
      if (!policy.supervision) return policy;
      return { ...policy, supervision: { replyWithin: { ...policy.supervision.replyWithin, [kind]: limit } } };
    },
  };
}

function withSameEmployer(policy: Policy, part: Partial<NonNullable<Policy["incident"]["hintSameEmployer"]>>): Policy {
  const { hintSameEmployer } = policy.incident;
  if (!hintSameEmployer) return policy;
  return { ...policy, incident: { ...policy.incident, hintSameEmployer: { ...hintSameEmployer, ...part } } };
}

/** The numbers that stand once in a policy. */
export const policyCounts: readonly PolicyCount[] = [
  ...passOnShare(),
  {
    name: "remindBefore",
    least: 0,
    most: 30,
    read: ({ cards }) => cards.remindBefore ?? 1,
    write: (policy, remindBefore) => ({ ...policy, cards: { ...policy.cards, remindBefore } }),
  },
  {
    name: "callbackAttempts",
    least: 1,
    most: 10,
    read: ({ callback }) => callback.attempts,
    write: (policy, attempts) => ({ ...policy, callback: { ...policy.callback, attempts } }),
  },
  {
    name: "reworkAtRating",
    least: 0,
    most: 5,
    read: ({ callback }) => callback.reworkAtRating,
    write: (policy, reworkAtRating) => ({ ...policy, callback: { ...policy.callback, reworkAtRating } }),
  },
  incidentCount("flagAtWorkers"),
  incidentCount("hintAtWorkers"),
  {
    name: "sameEmployerOrders",
    least: 2,
    most: 100,
    read: ({ incident }) => incident.hintSameEmployer?.orders ?? 2,
    write: (policy, orders) => withSameEmployer(policy, { orders }),
  },
  {
    name: "repeatDays",
    least: 0,
    most: 3660,
    read: ({ repeat }) => repeat?.withinDays ?? 90,
    write: (policy, withinDays) => ({ ...policy, repeat: { withinDays } }),
  },
  retention("years"),
  retention("collectiveYears"),
];

function passOnShare(): readonly PolicyCount[] {
  return (["numerator", "denominator"] as const).map((part): PolicyCount => ({
    name: `passOn.${part}`,
    least: 1,
    most: 100,
    read: ({ cards }) => cards.passOnShare[part],
    write: (policy, value) => ({
      ...policy,
      cards: { ...policy.cards, passOnShare: { ...policy.cards.passOnShare, [part]: value } },
    }),
  }));
}

function incidentCount(name: "flagAtWorkers" | "hintAtWorkers"): PolicyCount {
  return {
    name,
    least: 1,
    most: 10_000,
    read: ({ incident }) => incident[name],
    write: (policy, value) => ({ ...policy, incident: { ...policy.incident, [name]: value } }),
  };
}

function retention(name: "years" | "collectiveYears"): PolicyCount {
  return {
    name: `retention.${name}`,
    least: 1,
    most: 100,
    read: (policy) => policy.retention[name],
    write: (policy, value) => ({ ...policy, retention: { ...policy.retention, [name]: value } }),
  };
}

/** How many of the values above two policies have differently, the extensions and the two choices included. */
export function changedValues(old: Policy, next: Policy): number {
  const read = (policy: Policy): readonly string[] => {
    const values = [...policyLimits, ...policyCounts].map((value) => value.read(policy));
    const { extensions, closeOfBusiness, callback } = policy;
    return [...values, extensions, closeOfBusiness, callback.onDifferentDays].map((one) => JSON.stringify(one));
  };
  const before = read(old);
  return read(next).filter((value, at) => value !== before[at]).length;
}
