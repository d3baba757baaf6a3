import { expect, test } from "vitest";
import { demoClock } from "../../../src-server/jobs/demo-clock.ts";
import { readDemoHistories, type DemoHistory } from "../../../src-server/jobs/demo-history.ts";
import { planDemo, type PlannedAction, type DemoPlan } from "../../../src-server/jobs/demo-plan.ts";
import { payloadSchemas } from "../../../src-shared/actions/action.ts";
import { countDays } from "../../../src-shared/calendar/add-working-time.ts";
import { dayNumberAt, lastDayOf } from "../../../src-shared/calendar/day-number.ts";
import { pressingDue } from "../../../src-shared/domain/assignment/custody.ts";
import { entryOf } from "../../../src-shared/domain/reference/dictionary.ts";
import { orderStates } from "../../../src-shared/domain/work-order/order-state.ts";
import { replay } from "../../../src-shared/domain/work-order/evolve.ts";
import { totalRecoveredCents } from "../../../src-shared/domain/work-order/report.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { creditCode, idNumber } from "../../../src-renderer/ui/form/checks.ts";
import { defaultDictionaries } from "../../support/resources.ts";
import { demoStage } from "./demo-stage.ts";

const demoDay = "2026-03-10T10:00:00+08:00";
const histories = readDemoHistories();
const planAt = (moment: string): DemoPlan => planDemo(histories, demoStage(moment));
const plan = planAt(demoDay);
const orders = [...plan.orders.values()];
const order = (key: string): WorkOrder => plan.orders.get(key) as WorkOrder;
const held = (office: string, state: string): WorkOrder[] =>
  orders.filter((one) => one.holder === officeId(office) && one.state === state);

test("[DM-1] the wages case is told to its end", () => {
  const wages = order("wages-migrant");
  expect(wages).toMatchObject({ state: "archived", round: 1, claim: { claimedCents: 1_066_000 } });
  expect(wages.claim.facts).toMatch(/14,660 元.*4,000 元.*10,660 元/s);
  expect(wages.assignments.map((turn) => turn.office)).toEqual(["c3709", "x370902"]);
  expect(wages.reports.map(totalRecoveredCents)).toEqual([1_066_000]);
  expect(wages.callbacks.at(-1)).toMatchObject({ reached: true, solved: "yes", resultRating: 5 });
});

test("[DM-1] the collective case has three levels and came back through all of them", () => {
  const plant = order("electronics-plant");
  expect(plant.worker.persons).toBe(63);
  expect(plant.classification.flags).toContain("collective");
  expect(plant.assignments.map((turn) => turn.office)).toEqual(["p37", "c3709", "x370911"]);
  expect(plant.timeline.filter((event) => event.type === "approved").map((event) => event.office)).toEqual([
    "c3709",
    "p37",
  ]);
  expect(plant.state).toBe("closed");
});

const moments = {
  "a Tuesday": demoDay,
  "a Monday just after midnight": "2026-03-16T00:20:00+08:00",
  "a Friday at midnight": "2026-06-26T23:59:00+08:00",
  "a Sunday": "2026-04-12T15:00:00+08:00",
  "a make-up Saturday": "2026-05-09T09:00:00+08:00",
  "New Year's Day": "2026-01-01T10:00:00+08:00",
  "the middle of the Spring Festival": "2026-02-19T12:00:00+08:00",
  "the first day after it": "2026-02-24T08:00:00+08:00",
  "two weeks after it": "2026-03-05T08:00:00+08:00",
  "the day before the National Day": "2026-09-30T18:00:00+08:00",
  "two weeks after it, in October": "2026-10-21T18:00:00+08:00",
  "a year without a calendar": "2027-02-17T11:00:00+08:00",
};

/** Cards and reminders fall by the calendar: on one day more of them than on another. */
const isByPeople = (action: PlannedAction): boolean => action.actor.id !== demoStage(demoDay).province.id;

test.each(Object.entries(moments))("[DM-2, DM-5] every step is taken on %s", (_, moment) => {
  const { actions } = planAt(moment);
  const times = actions.map((action) => action.at);
  expect(actions.filter(isByPeople).length).toBe(plan.actions.filter(isByPeople).length);
  expect(Math.max(...times)).toBeLessThanOrEqual(Date.parse(moment));
});

test("[DM-2] a step that the rules refuse stops the demo", () => {
  const [wages] = histories as [DemoHistory];
  const broken = { ...wages, steps: wages.steps.filter((step) => step.type !== "accept") };
  expect(() => planDemo([broken], demoStage(demoDay))).toThrow(/wages-migrant report-result .* state-moved/);
});

test("[DM-3] ids, turns and empty fields are filled in", () => {
  const first = plan.actions.find((action) => action.key === "ts-courier-fines");
  expect(first?.intent).toMatchObject({
    type: "register",
    orderId: first?.id,
    payload: { worker: { idNumber: "", persons: 1 }, contact: { channel: "app", caller: "赵一鸣" } },
  });
});

test("[DM-3] what does not become an intent stops the demo", () => {
  const [wages] = histories as [DemoHistory];
  const [register] = wages.steps as [DemoHistory["steps"][number]];
  const broken = { key: "broken", steps: [{ ...register, payload: { classification: { title: "" } } }] };
  expect(() => planDemo([broken], demoStage(demoDay))).toThrow(/is an action/);
});

const standing = (moment: string): object => {
  const { rules, now } = demoStage(moment);
  const remaining = (one: WorkOrder): number | null => {
    const due = pressingDue(one);
    if (due === null || one.classification.urgency === "critical") return null;
    const [from, to] = [dayNumberAt(now), lastDayOf(due)];
    return to >= from ? countDays(rules.calendar, from, to) : -countDays(rules.calendar, to, from);
  };
  const found = [...planAt(moment).orders];
  return Object.fromEntries(found.map(([key, one]) => [key, [one.state, one.holder, one.round, remaining(one)]]));
};

test.each(["2026-03-19T16:00:00+08:00", "2026-06-12T10:00:00+08:00", "2026-10-13T09:00:00+08:00"])(
  "[DM-4] on %s the lists are those of the demo day",
  (moment) => expect(standing(moment)).toEqual(standing(demoDay)),
);

test("[DM-4] days are working days, and texts name them", () => {
  const clock = demoClock(demoStage(demoDay).rules.calendar, Date.parse(demoDay));
  expect(clock.moment("-7 09:30")).toBe(Date.parse("2026-02-28T09:30:00+08:00"));
  expect(clock.moment("-25min")).toBe(Date.parse("2026-03-10T09:35:00+08:00"));
  expect(clock.endOf("+1")).toBe(Date.parse("2026-03-12T00:00:00+08:00"));
  expect(clock.words("{d-7}、{m-2}、{m-3}")).toBe("2月28日、2026年1月、2025年12月");
  const sunday = demoClock(demoStage(demoDay).rules.calendar, Date.parse("2026-03-15T10:00:00+08:00"));
  expect(sunday.moment("-1 09:30")).toBe(Date.parse("2026-03-12T09:30:00+08:00"));
  expect(() => clock.moment("yesterday")).toThrow(/demo time/);
});

test("[DM-4] no blank is left in a text", () => {
  expect(JSON.stringify(orders)).not.toMatch(/\{[dm][+-]?\d/);
});

test("[DM-5] a step before the one it follows on stops the demo", () => {
  const [wages] = histories as [DemoHistory];
  const steps = wages.steps.map((step, at) => (at === 1 ? { ...step, at: "-40 09:00" } : step));
  expect(() => planDemo([{ ...wages, steps }], demoStage(demoDay))).toThrow(/follows on the step before it/);
});

/** Setting aside what was refused, and what only lost lines, doubtful clocks and changed rules bring about. */
const notPlayed = ["move-turns", "set-aside", "confirm-card", "withdraw-card", "recount", "adjudicate-time"];

test("[DM-15] cards of both colours, one objected to and revoked, one that the ruling left standing", () => {
  const cards = orders.flatMap((one) => one.cards);
  expect(new Set(cards.map((card) => `${card.colour} ${card.state}`))).toEqual(
    new Set(["yellow standing", "red standing", "red revoked"]),
  );
  expect(cards.filter((card) => card.objection?.ruling?.upheld === true)).toHaveLength(1);
  expect(cards.filter((card) => card.objection?.ruling?.upheld === false)).toHaveLength(1);
  expect(orders.some((one) => one.reminders.length > 0)).toBe(true);
});

test("[DM-6] every state and every action is there", () => {
  expect(new Set(orders.map((one) => one.state))).toEqual(new Set(orderStates));
  const done = new Set(plan.actions.map((action) => action.intent.type));
  expect(Object.keys(payloadSchemas).filter((type) => !done.has(type as never))).toEqual(notPlayed);
});

test("[DM-6] the county, the city and the hub have work to show", () => {
  expect(held("x370902", "awaiting-acceptance")).toHaveLength(4);
  const handling = held("x370902", "handling");
  expect(handling).toHaveLength(7);
  const lastDays = handling.map((one) => new Date((pressingDue(one) ?? 0) - 1).toISOString().slice(0, 10));
  expect(lastDays.filter((day) => day === "2026-03-11")).toHaveLength(1);
  expect(lastDays.filter((day) => day < "2026-03-10")).toHaveLength(1);
  expect(held("c3709", "awaiting-acceptance").length).toBeGreaterThanOrEqual(2);
  expect(held("c3709", "awaiting-review").length).toBeGreaterThanOrEqual(2);
  expect(held("c3709", "return-review")).toHaveLength(1);
  const hubStates = orderStates.filter((state) => state !== "suspended");
  expect(hubStates.filter((state) => held("p37", state).length === 0)).toEqual([]);
});

test("[DM-6] what goes wrong in life goes wrong here", () => {
  const count = (test: (one: WorkOrder) => boolean): number => orders.filter(test).length;
  expect(count((one) => one.round > 1)).toBeGreaterThanOrEqual(2);
  expect(count((one) => one.assignments.some((turn) => turn.acceptedLate))).toBeGreaterThanOrEqual(1);
  expect(count((one) => one.callbacks.filter((call) => !call.reached).length >= 3)).toBeGreaterThanOrEqual(2);
  expect(count((one) => one.callbacks.some((call) => call.ruling === "unreasonable"))).toBe(1);
  expect(count((one) => one.timeline.some((event) => event.type === "sent-back"))).toBeGreaterThanOrEqual(2);
  expect(count((one) => one.inspections.some((inspection) => inspection.verdict === "mend"))).toBe(1);
  expect(count((one) => one.reports.some((report) => report.supplementary))).toBe(1);
});

test("[DM-7] nobody is real", () => {
  for (const { worker, employer, contacts } of orders) {
    for (const number of [...worker.phones, ...contacts.map((one) => one.callerNumber)]) {
      if (number !== "") expect(number).toMatch(/^13800000\d{3}$/);
    }
    if (worker.idNumber !== "") expect(worker.idNumber).toMatch(/^\d{14}99[6-9][\dX]$/);
    expect([worker.idNumber, idNumber(worker.idNumber)]).toEqual([worker.idNumber, undefined]);
    expect([employer.creditCode, creditCode(employer.creditCode)]).toEqual([employer.creditCode, undefined]);
    if (employer.name !== "") expect(employer.name).toContain("某");
  }
});

test("[DM-7] every code is in the dictionaries", () => {
  const dictionaries = defaultDictionaries();
  const unknown = (name: Parameters<typeof entryOf>[1], code: string): string[] =>
    code === "" || entryOf(dictionaries, name, code) ? [] : [`${name}: ${code}`];
  const strange = orders.flatMap((one) => [
    ...unknown("problem-type", one.classification.problem),
    ...unknown("worker-identity", one.worker.identity),
    ...unknown("enterprise-nature", one.employer.nature),
    ...unknown("enterprise-size", one.employer.size),
    ...unknown("industry", one.employer.industry),
    ...one.reports.flatMap((report) => unknown("result", report.result)),
    ...one.attachments.flatMap((file) => unknown("evidence-kind", file.evidence)),
    ...one.callbacks.flatMap((call) =>
      unknown(call.reached ? "dissatisfaction-reason" : "unreached-reason", call.reason),
    ),
    ...one.timeline.flatMap((event) => {
      if (event.type === "return-asked") return unknown("return-reason", event.reasonCode);
      if (event.type === "suspended") return unknown("suspension-reason", event.reasonCode);
      if (event.type === "refused") return unknown("refusal-reason", event.reasonCode);
      return event.type === "terminated" ? unknown("termination-reason", event.reasonCode) : [];
    }),
  ]);
  expect(strange).toEqual([]);
});

test("[DM-7] replaying the events gives the orders", () => {
  for (const one of orders) expect(replay(one.timeline)).toEqual(one);
});
