import { expect, test } from "vitest";
import type { Policy } from "../../../../src-shared/domain/reference/policy.ts";
import { assignmentId, officeId } from "../../../../src-shared/kernel/ids.ts";
import { toDueText } from "../../../../src-shared/kernel/instant.ts";
import {
  accepts,
  approves,
  callsBack,
  decidesReturn,
  dispatches,
  forwards,
  notes,
  registers,
  reports,
  returns,
  storyAt,
} from "../../../support/order-steps.ts";
import {
  chinaTime,
  city,
  county,
  department,
  hub,
  idOf,
  otherCity,
  otherCounty,
  shippedRules,
  step,
  Story,
} from "../../../support/orders.ts";

const due = (at: number | null): string | null => (at === null ? null : toDueText(at));

test.each([
  ["request", "normal", ["2026-02-24 24:00", "2026-02-24 24:00", "2026-03-11 24:00"]],
  ["consultation", "normal", ["2026-02-24 24:00", null, "2026-02-26 24:00"]],
  ["suggestion", "normal", ["2026-02-24 24:00", null, "2026-03-11 24:00"]],
  ["request", "urgent", ["2026-02-13 24:00", "2026-02-13 10:00", "2026-02-26 24:00"]],
  ["suggestion", "critical", ["2026-02-12 12:00", "2026-02-12 12:00", "2026-02-13 10:00"]],
] as const)("[AS-1] clocks of a %s, %s", (orderClass, urgency, limits) => {
  const story = new Story("2026-02-12 09:59").does(
    registers(hub, { class: orderClass, urgency }),
    dispatches(hub, city),
  );
  const turn = story.turn(city);
  expect([turn.acceptBy, turn.firstContactBy, turn.completeBy].map(due)).toEqual(limits);
  expect(turn.dispatchedAt).toBe(chinaTime("2026-02-12 10:00"));
});

test("[AS-1] the clocks start at dispatch, not at registration or sign-in", () => {
  const story = new Story("2026-02-12 10:00").does(registers(hub)).on("2026-03-02 10:00").does(dispatches(hub, city));
  expect(due(story.turn(city).acceptBy)).toBe("2026-03-05 24:00");
  const { acceptBy, completeBy } = story.turn(city);
  story.on("2026-03-04 10:00").does(accepts(city));
  expect(story.turn(city)).toMatchObject({ acceptBy, completeBy });
  expect(story.now.dispatchBy).toBeNull();
});

test("[AS-1] a close of business of the policy ends limits in days", () => {
  const policy: Policy = { ...shippedRules.policy, closeOfBusiness: "17:30" };
  const story = new Story("2026-02-12 10:00", { ...shippedRules, policy }).does(registers(hub), dispatches(hub, city));
  expect(due(story.turn(city).acceptBy)).toBe("2026-02-24 17:30");
  expect(due(story.turn(city).completeBy)).toBe("2026-03-11 17:30");
});

test("[AS-2] forwarding gives no later date, only an accept limit of its own", () => {
  const story = new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, city));
  story.on("2026-02-25 10:00").does(forwards(city, county));
  expect(due(story.turn(county).completeBy)).toBe("2026-03-11 24:00");
  expect(due(story.turn(county).acceptBy)).toBe("2026-02-28 24:00");
  expect(story.turn(county)).toMatchObject({ parent: story.turn(city).id, from: city });
});

test.each([
  [hub, city, "applied"],
  [hub, county, "applied"],
  [hub, department, "applied"],
  [hub, hub, "applied"],
  [city, city, "applied"],
  [city, county, "applied"],
  [city, hub, "not-below"],
  [city, otherCity, "not-below"],
  [county, city, "not-below"],
  [county, otherCounty, "not-below"],
  [hub, officeId("nowhere"), "unknown-office"],
])("[AS-3] %s dispatches to %s", (from, to, said) => {
  expect(new Story().does(registers(from)).tries(dispatches(from, to))).toBe(said);
});

test("[AS-3] an order is forwarded downwards only, and not to oneself", () => {
  const story = new Story().does(registers(hub), dispatches(hub, city));
  expect(story.tries(forwards(city, city))).toBe("not-below");
  expect(story.tries(forwards(city, hub))).toBe("not-below");
  expect(story.tries(forwards(city, otherCity))).toBe("not-below");
  expect(story.tries(forwards(city, officeId("nowhere")))).toBe("unknown-office");
});

test("[AS-4] what a city dispatched comes back through the city", () => {
  const story = new Story().does(registers(city), dispatches(city, county));
  expect(story.now).toMatchObject({ state: "awaiting-acceptance", holder: county });
  expect(story.turn(city)).toMatchObject({ stage: "passed-on", parent: null, from: city, mayReturn: false });
  expect(story.turn(county)).toMatchObject({ parent: story.turn(city).id, from: city, mayReturn: true });
  expect(story.turn(county).completeBy).toBe(story.turn(city).completeBy);
  story.does(accepts(county), reports(county));
  expect(story.now).toMatchObject({ state: "awaiting-review", holder: city });
  expect(story.does(approves(city)).now).toMatchObject({ state: "awaiting-callback", holder: hub });
});

test("[AS-4] the hub, and an office that handles it itself, need no turn above", () => {
  expect(new Story().does(registers(hub), dispatches(hub, county)).now.assignments).toHaveLength(1);
  const own = new Story().does(registers(city), dispatches(city, city), accepts(city), reports(city));
  expect(own.now.assignments).toHaveLength(1);
  expect(own.now).toMatchObject({ state: "awaiting-callback", holder: hub });
});

test("[AS-5] the holder forwards before accepting, which is accepting", () => {
  const story = new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, city));
  story.at = story.turn(city).acceptBy;
  story.does(forwards(city, county));
  expect(story.turn(city)).toMatchObject({
    stage: "passed-on",
    acceptedAt: story.last.at,
    passedOnAt: story.last.at,
    acceptedLate: false,
  });
});

test("[AS-5] passed on after the accept limit is accepted late", () => {
  const story = new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, city));
  story.at = story.turn(city).acceptBy + 1;
  expect(story.does(forwards(city, county)).turn(city).acceptedLate).toBe(true);
});

test("[AS-5] passed on after accepting keeps the acceptance", () => {
  const story = new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, city), accepts(city));
  const { acceptedAt } = story.turn(city);
  story.on("2026-03-02 10:00").does(forwards(city, county));
  expect(story.turn(city)).toMatchObject({ acceptedAt, acceptedLate: false, stage: "passed-on" });
  expect(story.tries(forwards(city, otherCounty))).toBe("other-office");
});

test("[AS-6] a turn's id is used once", () => {
  const story = new Story().does(registers(hub), dispatches(hub, city));
  const used = story.turn(city).id;
  const again = { from: used, assignment: used, to: county, instruction: "" };
  expect(story.tries(step(city, "forward", again))).toBe("malformed");
  const own = new Story().does(registers(city));
  const asAction = { assignment: assignmentId(idOf("action", own.next)), to: county, instruction: "" };
  expect(own.tries(step(city, "dispatch", asAction))).toBe("malformed");
  const returned = storyAt("awaiting-dispatch");
  const old = { assignment: returned.turn(city).id, to: city, instruction: "" };
  expect(returned.tries(step(hub, "dispatch", old))).toBe("malformed");
});

test("[AS-6] steps about a turn that is not there, not open or not the holder's", () => {
  const nowhere = assignmentId(idOf("turn", 900));
  const story = storyAt("handling");
  expect(story.tries(step(county, "accept", { assignment: nowhere }))).toBe("assignment-moved");
  const fromNowhere = { from: nowhere, assignment: assignmentId(idOf("turn", 901)), to: county, instruction: "" };
  const early = new Story().does(registers(hub), dispatches(hub, city));
  expect(early.tries(step(city, "forward", fromNowhere))).toBe("assignment-moved");
  expect(early.tries(step(city, "return-order", { assignment: nowhere, reasonCode: "", reason: "不属" }))).toBe(
    "assignment-moved",
  );
  const review = storyAt("awaiting-review");
  const wrong = { assignment: review.turn(county).id };
  expect(review.tries(step(city, "approve-result", { ...wrong, opinion: "" }))).toBe("assignment-moved");
  expect(review.tries(step(city, "send-back", { ...wrong, reason: "不足" }))).toBe("assignment-moved");
  const judged = storyAt("return-review");
  const other = { assignment: judged.turn(city).id, approved: true, reason: "同意" };
  expect(judged.tries(step(city, "decide-return", other))).toBe("assignment-moved");
});

test("[AS-6] a turn of an earlier time at the same office cannot be forwarded", () => {
  const story = new Story().does(registers(hub), dispatches(hub, city), returns(city), decidesReturn(hub, city, true));
  const first = story.turn(city).id;
  story.does(dispatches(hub, city));
  const stale = { from: first, assignment: assignmentId(idOf("turn", 800)), to: county, instruction: "" };
  expect(story.tries(step(city, "forward", stale))).toBe("assignment-moved");
});

test("[AS-8] a dispatch after its limit is kept and marked", () => {
  const story = new Story("2026-02-12 10:00").does(registers(hub));
  const limit = story.now.dispatchBy ?? 0;
  story.at = limit;
  expect(story.does(dispatches(hub, city)).lastAs("dispatched").late).toBe(false);
  const late = new Story("2026-02-12 10:00").does(registers(hub));
  late.at = limit + 1;
  expect(late.does(dispatches(hub, city)).lastAs("dispatched").late).toBe(true);
});

test("[AS-10] the office of the turn accepts, nobody else", () => {
  const story = new Story().does(registers(hub), dispatches(hub, city), forwards(city, county));
  const turn = { assignment: story.turn(county).id };
  for (const office of [hub, city, otherCounty]) expect(story.tries(step(office, "accept", turn))).toBe("other-office");
  story.does(accepts(county));
  expect(story.now).toMatchObject({ state: "handling", holder: county });
  expect(story.turn(county)).toMatchObject({ stage: "handling", acceptedLate: false });
});

test.each([
  [0, false],
  [1, true],
])("[AS-11] accepted %i ms after the limit: late %s", (after, late) => {
  const story = storyAt("awaiting-acceptance");
  story.at = story.turn(county).acceptBy + after;
  story.does(accepts(county));
  expect(story.lastAs("accepted").late).toBe(late);
  expect(story.turn(county)).toMatchObject({ acceptedLate: late, acceptedAt: story.last.at });
});

test("[AS-12] accepting twice is accepting once, whatever has happened since", () => {
  for (const state of ["handling", "awaiting-review", "awaiting-callback", "closed", "terminated"] as const) {
    const story = storyAt(state);
    const before = story.now;
    expect(story.tries(accepts(county))).toBe("merged");
    expect(story.now).toBe(before);
  }
});

test("[AS-12] an acceptance after the order was given back is refused", () => {
  const story = storyAt("return-review");
  expect(story.tries(accepts(county))).toBe("state-moved");
  story.does(decidesReturn(city, county, true));
  expect(story.tries(accepts(county))).toBe("state-moved");
});

test("[AS-13] a contact stops the clock of the turn and of those above", () => {
  const story = storyAt("handling").does(notes(county, false));
  expect(story.turn(county).firstContactAt).toBeNull();
  story.does(notes(county, true));
  const { at } = story.last;
  expect([county, city].map((office) => story.turn(office).firstContactAt)).toEqual([at, at]);
  story.does(notes(county, true), notes(city, true));
  expect([county, city].map((office) => story.turn(office).firstContactAt)).toEqual([at, at]);
});

test("[AS-13] a contact by the office above says nothing about the one below", () => {
  const story = storyAt("handling").does(notes(city, true));
  expect(story.turn(city).firstContactAt).toBe(story.last.at);
  expect(story.turn(county).firstContactAt).toBeNull();
});

test("[AS-13] an earlier contact that arrives later counts", () => {
  const story = storyAt("handling").on("2026-02-24 10:00").does(notes(county, true));
  story.on("2026-02-13 09:00").does(notes(county, true));
  expect(story.turn(county).firstContactAt).toBe(chinaTime("2026-02-13 09:00"));
});

test("[AS-13] a turn given back before is left alone", () => {
  const story = new Story().does(registers(hub), dispatches(hub, city), returns(city), decidesReturn(hub, city, true));
  story.does(notes(city, true), dispatches(hub, city), notes(city, true), notes(city, true));
  const [first, second] = story.now.assignments;
  expect(first?.firstContactAt).toBeNull();
  expect(second?.firstContactAt).not.toBeNull();
});

test("[AS-13] in a new round the first contact stays", () => {
  const story = storyAt("handling").does(notes(county, true));
  const { firstContactAt } = story.turn(county);
  story.does(reports(county), approves(city), callsBack(hub, { solved: "no" }), notes(county, true));
  expect(story.turn(county).firstContactAt).toBe(firstContactAt);
});
