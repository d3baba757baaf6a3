import { expect, test } from "vitest";
import { decide } from "../../../../src-shared/actions/decide.ts";
import { replay } from "../../../../src-shared/domain/work-order/evolve.ts";
import { orderStates } from "../../../../src-shared/domain/work-order/order-state.ts";
import { actionId, orderId } from "../../../../src-shared/kernel/ids.ts";
import { toDueText } from "../../../../src-shared/kernel/instant.ts";
import { accepts, amends, answers, dispatches, registers, storyAt, wagesCase } from "../../../support/order-steps.ts";
import {
  aContext,
  city,
  county,
  department,
  hub,
  idOf,
  otherCity,
  shippedRules,
  Story,
} from "../../../support/orders.ts";

test.each([hub, city, county, department])("[LC-1] %s registers what reaches it", (office) => {
  const { now } = new Story().does(registers(office));
  expect(now).toMatchObject({ state: "registered", holder: office, registeredBy: office, version: 1, round: 1 });
  expect(now).toMatchObject({ worker: wagesCase.worker, claim: wagesCase.claim, contacts: [wagesCase.contact] });
});

test("[LC-1] an order carries the id of the action that registered it, and that once", () => {
  const story = new Story().does(registers(hub));
  expect(story.now.id).toBe(idOf("action", 1));
  expect(story.tries(registers(hub))).toBe("order-exists");
  const elsewhere = { type: "register", orderId: orderId(idOf("action", 2)), payload: wagesCase } as const;
  expect(decide(undefined, elsewhere, aContext())).toEqual({ verdict: "rejected", refusal: "malformed" });
});

test("[LC-2] the province gives the number; the limit to dispatch and the rules are noted", () => {
  const intent = { type: "register", orderId: orderId(idOf("action", 1)), payload: wagesCase } as const;
  const offline = decide(undefined, intent, aContext({ receivedAt: null, grade: null }));
  const online = decide(undefined, intent, aContext({ orderNumber: "37-2026-000123" }));
  if (offline.verdict !== "applied" || online.verdict !== "applied") throw new Error("refused");
  expect(replay([offline.event])).toMatchObject({ number: null, provisionalNumber: "临-A1B2-0001" });
  const numbered = replay([online.event]);
  expect(numbered).toMatchObject({ number: "37-2026-000123", policyVersion: shippedRules.policy.version });
  expect(numbered?.calendarVersion).toBe(shippedRules.calendar.version);
  expect(toDueText(numbered?.dispatchBy ?? 0)).toBe("2026-02-13 24:00");
});

test("[LC-2] a critical order is to be dispatched within half an hour", () => {
  const { now } = new Story().does(registers(hub, { urgency: "critical" }));
  expect(toDueText(now.dispatchBy ?? 0)).toBe("2026-02-12 10:30");
});

test("[LC-3] an answer at once ends the order", () => {
  const { now } = new Story().does(registers(city), answers(city));
  expect(now).toMatchObject({ state: "closed", holder: city, directAnswer: "可向劳动监察投诉。", dispatchBy: null });
  expect(now.assignments).toEqual([]);
});

test("[LC-3] only the holder answers, and only before dispatch", () => {
  const story = new Story().does(registers(city));
  expect(story.tries(answers(hub))).toBe("other-office");
  story.does(dispatches(city, county));
  expect(story.tries(answers(county))).toBe("state-moved");
  expect(storyAt("closed").tries(answers(hub))).toBe("order-ended");
});

const otherEmployer = { ...wagesCase.employer, name: "泰安另一家公司" };

test("[LC-4] a correction replaces the parts it names and nothing else", () => {
  const story = storyAt("handling");
  const before = story.now;
  story.does(amends(county, { employer: otherEmployer }));
  const { version, timeline, lastActionId, employer, ...rest } = story.now;
  expect(employer).toEqual(otherEmployer);
  expect(before).toMatchObject(rest);
  expect(version).toBe(before.version + 1);
  expect(timeline[0]).toMatchObject({ type: "registered", intake: { employer: wagesCase.employer } });
  expect(lastActionId).toBe(story.last.id);
});

test("[LC-4] who corrects: the holder and the hub, nobody else", () => {
  const story = new Story().does(registers(county));
  expect(story.tries(amends(city, { employer: otherEmployer }))).toBe("other-office");
  story.does(amends(county, { employer: otherEmployer }), dispatches(county, county));
  const sent = storyAt("handling");
  expect(sent.tries(amends(city, { employer: otherEmployer }))).toBe("other-office");
  expect(sent.tries(amends(otherCity, { employer: otherEmployer }))).toBe("other-office");
  expect(sent.tries(amends(county, { employer: otherEmployer }))).toBe("applied");
  expect(sent.tries(amends(hub, { employer: wagesCase.employer }))).toBe("applied");
});

test("[LC-4] who registered it may not correct it once another office holds it", () => {
  const story = new Story().does(registers(city), dispatches(city, county), accepts(county));
  expect(story.tries(amends(city, { employer: otherEmployer }))).toBe("other-office");
});

test("[LC-4] a correction that changes nothing is refused", () => {
  const story = storyAt("handling");
  expect(story.tries(amends(hub, {}))).toBe("nothing-changed");
  expect(story.tries(amends(hub, { employer: { ...wagesCase.employer } }))).toBe("nothing-changed");
  const hollow = { employer: undefined } as unknown as Parameters<typeof amends>[1];
  expect(story.tries(amends(hub, hollow))).toBe("nothing-changed");
  story.does(amends(hub, { ...hollow, worker: { ...wagesCase.worker, name: "张建囯" } }));
  expect(story.now.employer).toEqual(wagesCase.employer);
});

test.each(orderStates)("[LC-4] correcting while %s", (state) => {
  const said = storyAt(state).tries(amends(hub, { employer: otherEmployer }));
  expect(said).toBe(state === "archived" || state === "merged" ? "order-ended" : "applied");
});

test("[LC-4] no limit moves, also when the urgency does", () => {
  const story = storyAt("handling");
  const urgent = { ...wagesCase.classification, urgency: "critical" } as const;
  const limits = story.now.assignments;
  story.does(amends(hub, { classification: urgent }));
  expect(story.now.assignments).toEqual(limits);
  expect(story.now.classification.urgency).toBe("critical");
});

test("[LC-5] an action id is an event id", () => {
  const story = storyAt("handling");
  expect(story.now.timeline.map((event) => event.id)).toEqual([1, 2, 3, 4].map((n) => actionId(idOf("action", n))));
});
