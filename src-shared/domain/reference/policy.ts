import { Type, type Static } from "typebox";
import { Check } from "typebox/value";
import { closeOfBusinessSchema } from "../../calendar/close-of-business.ts";
import { limitSchema } from "../../calendar/limit.ts";
import { accept, refuse, type Result } from "../../kernel/result.ts";
import type { OrderClass, Urgency } from "../work-order/classification.ts";

const closed = { additionalProperties: false };
const count = Type.Integer({ minimum: 0, maximum: 10_000 });

const limitsSchema = Type.Object(
  {
    dispatch: limitSchema,
    accept: limitSchema,
    firstContact: Type.Optional(limitSchema),
    complete: limitSchema,
    /** after `complete`, a further report is due as often as this: a critical order reports daily */
    thenEvery: Type.Optional(limitSchema),
  },
  closed,
);
const byUrgency = Type.Object({ critical: limitsSchema, urgent: limitsSchema, normal: limitsSchema }, closed);

/**
 * The rules that are choice, not law: limits, thresholds, attempts. A published version never changes; an order names
 * the version it was dispatched under.
 *
 * @see docs/spec/calendar.md CA-22 to CA-24 (sources: docs/sources.md S1, S2, S3, S9)
 */
export const policySchema = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 40 }),
    effectiveFrom: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
    limits: Type.Object({ consultation: byUrgency, request: byUrgency, suggestion: byUrgency }, closed),
    /** when a limit in days ends on its last day */
    closeOfBusiness: closeOfBusinessSchema,
    return: Type.Object({ within: limitSchema }, closed),
    cards: Type.Object(
      {
        /** an office that passed an order on within this share of its accept limit is not carded for the child */
        passOnShare: Type.Object({ numerator: count, denominator: Type.Integer({ minimum: 1, maximum: 100 }) }, closed),
        /** so many working days before the yellow card a reminder goes out; 1 where a policy says nothing */
        remindBefore: Type.Optional(Type.Integer({ minimum: 0, maximum: 30 })),
        /** an office none of whose computers was in touch for longer is out of reach; 60 minutes where unsaid */
        unreachableAfter: Type.Optional(limitSchema),
      },
      closed,
    ),
    /** the first extension, the second, …; an order has no more than are listed */
    extensions: Type.Array(Type.Object({ grantedBy: Type.Enum(["office-above", "hub"]), upTo: limitSchema }, closed), {
      maxItems: 5,
    }),
    suspension: Type.Object({ reviewWithin: limitSchema }, closed),
    callback: Type.Object(
      {
        attempts: Type.Integer({ minimum: 1, maximum: 10 }),
        onDifferentDays: Type.Boolean(),
        /** a rating this low sends the order back for rework */
        reworkAtRating: Type.Integer({ minimum: 0, maximum: 5 }),
      },
      closed,
    ),
    incident: Type.Object(
      {
        flagAtWorkers: count,
        hintAtWorkers: count,
        /** so many orders about one employer within this time hint at an incident; older policies do not say */
        hintSameEmployer: Type.Optional(Type.Object({ orders: count, within: limitSchema }, closed)),
        firstReport: limitSchema,
        followUpEvery: limitSchema,
      },
      closed,
    ),
    offline: Type.Object(
      {
        /** a step of clock grade B counts as made in time after no longer offline than this */
        trustedFor: limitSchema,
        /** a local copy with no contact for longer than this locks itself */
        mirrorLocksAfter: limitSchema,
      },
      closed,
    ),
    /** how long an office has to reply to each step of the ladder of supervision, unless the notice names another date */
    supervision: Type.Optional(
      Type.Object(
        {
          replyWithin: Type.Object(
            {
              reminder: limitSchema,
              "urging-notice": limitSchema,
              "supervision-order": limitSchema,
              "public-supervision": limitSchema,
              summons: limitSchema,
            },
            closed,
          ),
        },
        closed,
      ),
    ),
    /** How far back intake looks for orders about the same; absent in policies from before: 90 days. */
    repeat: Type.Optional(Type.Object({ withinDays: count }, closed)),
    retention: Type.Object({ years: count, collectiveYears: count }, closed),
  },
  closed,
);
export type Policy = Readonly<Static<typeof policySchema>>;
export type OrderLimits = Readonly<Static<typeof limitsSchema>>;

/**
 * The limits for an order of a class and urgency. `firstContact` is absent where none is asked for. For a class or urgency
 * of a newer province, which only a desk can meet, those of an ordinary request: the province's own limits count.
 */
export function limitsFor(policy: Policy, orderClass: OrderClass, urgency: Urgency): OrderLimits {
  return knownLimits(policy, orderClass, urgency) ?? policy.limits.request.normal;
}

/** The same; null where the policy has none, since a newer province knows another class or urgency. */
export function knownLimits(policy: Policy, orderClass: OrderClass, urgency: Urgency): OrderLimits | null {
  const ofClass = Object.hasOwn(policy.limits, orderClass) ? policy.limits[orderClass] : null;
  return ofClass !== null && Object.hasOwn(ofClass, urgency) ? ofClass[urgency] : null;
}

/** Reads a policy that came from a file or the wire. Refuses `not-a-policy` when its shape is another. */
export function parsePolicy(value: unknown): Result<Policy, "not-a-policy"> {
  return Check(policySchema, value) ? accept(value) : refuse("not-a-policy");
}
