import { expect, test } from "vitest";
import { incidentHints, isOfSameEmployer } from "../../../../src-shared/domain/incident/incident-hint.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import { dayMs } from "../../../../src-shared/kernel/instant.ts";
import { flagsIncident, storyAt } from "../../../support/order-steps.ts";
import { hub, shippedRules } from "../../../support/orders.ts";

const { policy } = shippedRules;
const { now: plain } = storyAt("handling");
const withPersons = (persons: number): WorkOrder => ({ ...plain, worker: { ...plain.worker, persons } });
const withEmployer = (name: string, creditCode: string): WorkOrder => ({
  ...plain,
  employer: { ...plain.employer, name, creditCode },
});

test("[IN-12] five workers hint, four do not, and a flagged order hints at nothing", () => {
  expect(incidentHints(withPersons(5), 0, policy)).toEqual(["workers"]);
  expect(incidentHints(withPersons(4), 0, policy)).toEqual([]);
  const flagged = storyAt("handling").does(flagsIncident(hub)).now;
  expect(incidentHints({ ...flagged, worker: withPersons(9).worker }, 9, policy)).toEqual([]);
});

test("[IN-13] three orders about one employer hint, two do not; a policy without the number means three", () => {
  expect(incidentHints(plain, 2, policy)).toEqual(["employer"]);
  expect(incidentHints(plain, 1, policy)).toEqual([]);
  const { hintSameEmployer: _, ...incident } = policy.incident;
  expect(incidentHints(plain, 2, { ...policy, incident })).toEqual(["employer"]);
});

const code = "91370900MA3C4D5E6F";
test.each([
  ["泰安某焦化有限公司", "", "泰安某焦化有限公司", "", true],
  ["山东某电子（泰安）有限公司", "", " 山东某电子(泰安)有限公司", "", true],
  ["泰安某焦化有限公司", "", "泰安某商贸有限公司", "", false],
  ["泰安某焦化有限公司", code, "某焦化", code, true],
  ["泰安某焦化有限公司", code, "泰安某焦化有限公司", code.replace("F", "G"), false],
  ["泰安某焦化有限公司", code, "泰安某焦化有限公司", "", true],
  ["", "", "", "", false],
])("[IN-13] %s %s and %s %s are one employer: %s", (...row) => {
  const [name, own, employerName, employerCode, same] = row;
  const other = { employerName, employerCode, registeredAt: plain.registeredAt };
  expect(isOfSameEmployer(withEmployer(name, own), other, shippedRules)).toBe(same);
});

test.each([
  [0, true],
  [14, true],
  [-14, true],
  [17, false],
  [-17, false],
])("[IN-13] registered %i days apart counts: %s", (days, counts) => {
  const registeredAt = plain.registeredAt + days * dayMs;
  const other = { employerName: plain.employer.name, employerCode: "", registeredAt };
  expect(isOfSameEmployer(plain, other, shippedRules)).toBe(counts);
});
