import { expect, test } from "vitest";
import {
  employersLike,
  historyOf,
  knownCaseOf,
  repeatsOf,
  type KnownCase,
  type Typed,
} from "../../../../src-shared/domain/contact/known-case.ts";
import { orderId } from "../../../../src-shared/kernel/ids.ts";
import { dayMs } from "../../../../src-shared/kernel/instant.ts";
import { idOf } from "../../../support/orders.ts";
import { storyAt } from "../../../support/order-steps.ts";

const wages = knownCaseOf(storyAt("handling").now);
let made = 0;
const aCase = (change: Partial<KnownCase>): KnownCase => ({
  ...wages,
  id: orderId(idOf("action", 5000 + made++)),
  ...change,
});
const nothing: Typed = { phones: [], idNumber: "", name: "", employerName: "", creditCode: "", problem: "" };
const now = wages.registeredAt + dayMs;
const ids = (cases: readonly KnownCase[], typed: Partial<Typed>, days = 90) =>
  repeatsOf(cases, { ...nothing, ...typed }, { now, days }).map((one) => [one.case.id, one.why]);

test("[IK-1] earlier orders of a number, newest first, however it is written", () => {
  const later = aCase({ registeredAt: wages.registeredAt + 5 });
  const other = aCase({ phones: ["05318888888"] });
  for (const typed of ["13812341234", "138 1234-1234", "+86 13812341234", "１３８１２３４１２３４"]) {
    expect(historyOf([wages, later, other], typed)).toEqual([later, wages]);
  }
  expect(historyOf([wages, later, other], "138123")).toEqual([]);
  expect(historyOf([other], "0531-88888888")).toHaveLength(0);
  expect(historyOf([other], "0531-8888888")).toEqual([other]);
});

test("[IK-2] the same person by telephone, ID number, or name with employer", () => {
  const { idNumber, workerName: name, employer, problem } = wages;
  expect(ids([wages], { phones: ["13812341234"], problem })).toEqual([[wages.id, "same-matter"]]);
  expect(ids([wages], { idNumber: idNumber.toLowerCase() })).toEqual([[wages.id, "same-person"]]);
  expect(ids([wages], { name, employerName: ` ${employer.name}` })).toEqual([[wages.id, "same-person"]]);
  expect(ids([wages], { name })).toEqual([]);
  expect(ids([wages], {})).toEqual([]);
  expect(ids([aCase({ registeredAt: now - 91 * dayMs })], { idNumber })).toEqual([]);
});

test("[IK-2] the same problem before others, open ones before ended ones", () => {
  const ended = aCase({ state: "closed" });
  const another = aCase({ problem: "injury.recognition" });
  const found = ids([another, ended, wages], { phones: ["13812341234"], problem: wages.problem });
  expect(found.map(([id]) => id)).toEqual([wages.id, ended.id, another.id]);
});

test("[IK-3] others of the same employer only about the same problem", () => {
  const { employer, problem } = wages;
  const coded = aCase({ employer: { ...employer, name: "某厂", creditCode: "91370900MA3C000000" } });
  expect(ids([wages], { employerName: employer.name, problem })).toEqual([[wages.id, "same-employer"]]);
  expect(ids([coded], { creditCode: "91370900ma3c000000", problem })).toEqual([[coded.id, "same-employer"]]);
  expect(ids([wages], { employerName: employer.name, problem: "injury.death" })).toEqual([]);
  expect(ids([wages], { employerName: "泰安另一公司", problem })).toEqual([]);
});

test("[IK-5] an employer is found by a part of its name or code, as it was written last", () => {
  const renewed = aCase({ registeredAt: now, employer: { ...wages.employer, creditCode: "91370900MA3C000000" } });
  expect(employersLike([wages, renewed], "焦化")).toEqual([renewed.employer]);
  expect(employersLike([wages, renewed], "MA3C00")).toEqual([renewed.employer]);
  expect(employersLike([wages], "焦")).toEqual([]);
  expect(employersLike([wages], "没有的厂")).toEqual([]);
});
