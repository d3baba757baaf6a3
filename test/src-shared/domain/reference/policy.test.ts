import { expect, test } from "vitest";
import { formatLimit } from "../../../../src-shared/calendar/limit.ts";
import { contradictsItself } from "../../../../src-shared/domain/reference/policy-contradiction.ts";
import {
  limitsFor,
  parsePolicy,
  type OrderLimits,
  type Policy,
} from "../../../../src-shared/domain/reference/policy.ts";
import { orderClasses } from "../../../../src-shared/domain/work-order/classification.ts";
import { defaultPolicy } from "../../../support/resources.ts";

const policy = defaultPolicy();

function row(limits: OrderLimits): (string | undefined)[] {
  const { dispatch, accept, firstContact, complete, thenEvery } = limits;
  return [dispatch, accept, firstContact, complete, thenEvery].map((limit) => limit && formatLimit(limit));
}

test.each(orderClasses)("[CA-22] critical and urgent %s", (orderClass) => {
  expect(row(limitsFor(policy, orderClass, "critical"))).toEqual(["30min", "2h", "2h", "24h", "24h"]);
  expect(row(limitsFor(policy, orderClass, "urgent"))).toEqual(["2h", "1wd", "24h", "5wd", undefined]);
});

test("[CA-22] normal orders by class", () => {
  expect(row(limitsFor(policy, "request", "normal"))).toEqual(["1wd", "3wd", "3wd", "15wd", undefined]);
  expect(row(limitsFor(policy, "consultation", "normal"))).toEqual(["1wd", "3wd", undefined, "5wd", undefined]);
  expect(row(limitsFor(policy, "suggestion", "normal"))).toEqual(["1wd", "3wd", undefined, "15wd", undefined]);
});

test("[CA-23] the other rules of the default policy", () => {
  expect(policy).toMatchObject({
    closeOfBusiness: "24:00",
    return: { within: { amount: 2, unit: "working-day" } },
    cards: { passOnShare: { numerator: 1, denominator: 3 } },
    extensions: [
      { grantedBy: "office-above", upTo: { amount: 7, unit: "working-day" } },
      { grantedBy: "hub", upTo: { amount: 10, unit: "working-day" } },
    ],
    suspension: { reviewWithin: { amount: 30, unit: "calendar-day" } },
    callback: { attempts: 3, onDifferentDays: true, reworkAtRating: 2 },
    incident: { flagAtWorkers: 10, hintAtWorkers: 5, firstReport: { amount: 2, unit: "hour" } },
    offline: { trustedFor: { amount: 72, unit: "hour" }, mirrorLocksAfter: { amount: 30, unit: "calendar-day" } },
    retention: { years: 10, collectiveYears: 30 },
  });
});

test.each([
  [null],
  [{ ...policy, limits: { request: policy.limits.request } }],
  [{ ...policy, closeOfBusiness: "25:00" }],
  [{ ...policy, suspension: { reviewWithin: { amount: 0, unit: "hour" } } }],
  [{ ...policy, suspension: { reviewWithin: { amount: 1, unit: "fortnight" } } }],
])("[CA-24] another shape is refused", (value) => {
  expect(parsePolicy(value)).toEqual({ ok: false, refusal: "not-a-policy" });
});

test("[AD-27] a policy that says one thing against another is told from one that does not", () => {
  const { incident, retention, limits } = policy;
  const wrong: readonly Policy[] = [
    { ...policy, incident: { ...incident, hintAtWorkers: incident.flagAtWorkers + 1 } },
    { ...policy, retention: { ...retention, collectiveYears: retention.years - 1 } },
    withAccept(16),
  ];
  expect(wrong.map(contradictsItself)).toEqual([true, true, true]);
  expect([policy, withAccept(15)].map(contradictsItself)).toEqual([false, false]);

  function withAccept(amount: number): Policy {
    const normal = { ...limits.request.normal, accept: { amount, unit: "working-day" as const } };
    return { ...policy, limits: { ...limits, request: { ...limits.request, normal } } };
  }
});
