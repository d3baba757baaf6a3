import { expect, test } from "vitest";
import { objectionable } from "../../../../src-shared/domain/objection/objectionable.ts";
import {
  approves,
  archives,
  callsBack,
  callsInVain,
  forwards,
  inspects,
  objects,
  reports,
  rulesOn,
  storyAt,
  terminates,
} from "../../../support/order-steps.ts";
import { city, county, hub, otherCounty, type Story } from "../../../support/orders.ts";

const poor = { resultRating: 1, solved: "no" } as const;
const poorlyRated = (): Story => storyAt("awaiting-callback").does(callsBack(hub, poor));
const toMend = (): Story => storyAt("awaiting-inspection").does(inspects(hub, { verdict: "mend", remarks: "缺凭证" }));

test("[OJ-1] the office that did the work objects to answers and to verdicts other than a pass", () => {
  expect(poorlyRated().tries(objects(county))).toBe("applied");
  expect(toMend().tries(objects(county))).toBe("applied");
  expect(poorlyRated().tries(objects(city))).toBe("other-office");
  expect(poorlyRated().tries(objects(hub))).toBe("other-office");
  expect(storyAt("closed").tries(objects(county))).toBe("not-objectionable"); // a pass
  expect(storyAt("awaiting-callback").does(callsInVain(hub)).tries(objects(county))).toBe("not-objectionable");
  expect(storyAt("handling").tries(objects(county))).toBe("not-objectionable");
  const story = poorlyRated();
  const [target] = objectionable(story.now, county);
  expect(story.tries(objects(county, target && { ...target, kind: "inspection" }))).toBe("not-objectionable");
});

test("[OJ-2] once each, of this round or the one before", () => {
  const story = poorlyRated().does(objects(county));
  expect(story.tries(objects(county))).toBe("merged");
  expect(story.does(rulesOn(hub, false)).tries(objects(county))).toBe("merged");
  const old = poorlyRated();
  const [first] = objectionable(old.now, county);
  expect(old.does(reports(county), approves(city)).now.round).toBe(2);
  expect(objectionable(old.now, county)).toContainEqual(first);
  expect(old.does(callsBack(hub, poor)).now.round).toBe(3);
  expect(old.tries(objects(county, first))).toBe("not-objectionable");
});

test("[OJ-3] on a closed order still, on a filed or ended one no more", () => {
  const closed = storyAt("closed");
  const [target] = objectionable(closed.now, county);
  expect(closed.tries(objects(county, target))).toBe("applied");
  expect(storyAt("archived").tries(objects(county, target))).toBe("order-ended");
  expect(poorlyRated().does(terminates(hub)).tries(objects(county))).toBe("order-ended");
});

test("[OJ-4] the hub rules, once", () => {
  const story = poorlyRated().does(objects(county));
  expect(story.tries(rulesOn(city, true))).toBe("other-office");
  expect(story.tries(rulesOn(hub, true))).toBe("applied");
  expect(story.tries(rulesOn(hub, true))).toBe("request-settled");
  expect(poorlyRated().tries(rulesOn(hub, true))).toBe("request-settled");
});

test("[OJ-5] not upheld, everything stays", () => {
  const story = poorlyRated().does(objects(county));
  const before = story.now;
  const { state, round, holder, assignments, callbacks } = story.does(rulesOn(hub, false)).now;
  expect({ state, round, holder, assignments, callbacks }).toEqual({
    state: before.state,
    round: before.round,
    holder: before.holder,
    assignments: before.assignments,
    callbacks: before.callbacks,
  });
  expect(story.now.objections[0]?.ruling).toMatchObject({ upheld: false, reason: "已核实" });
});

test("[OJ-6] upheld, the rating or verdict is struck out and kept", () => {
  const rated = poorlyRated().does(objects(county), rulesOn(hub, true)).now;
  expect(rated.callbacks).toMatchObject([{ resultRating: 1, struckOut: true }]);
  const inspected = toMend().does(objects(county), rulesOn(hub, true)).now;
  expect(inspected.inspections).toMatchObject([{ verdict: "mend", struckOut: true }]);
  expect(inspected.callbacks).toMatchObject([{ struckOut: false }]);
});

test("[OJ-7] upheld in the rework that it caused, the order goes on to inspection as it was", () => {
  const before = storyAt("awaiting-callback").now.assignments;
  const story = poorlyRated().does(objects(county), rulesOn(hub, true));
  expect(story.now).toMatchObject({ state: "awaiting-inspection", holder: hub, round: 2 });
  expect(story.now.assignments).toEqual(before);
  expect(story.does(inspects(hub)).now.state).toBe("closed");
  const mended = toMend().does(objects(county), rulesOn(hub, true)).now;
  expect(mended).toMatchObject({ state: "awaiting-inspection", holder: hub, round: 1 });
});

test("[OJ-8] upheld after the office reported or passed it on, only the mark is set", () => {
  const reported = poorlyRated().does(objects(county), reports(county), rulesOn(hub, true)).now;
  expect(reported).toMatchObject({ state: "awaiting-review", holder: city });
  expect(reported.callbacks[0]?.struckOut).toBe(true);
  const atCity = storyAt("awaiting-review").does(approves(city));
  expect(atCity.does(callsBack(hub), inspects(hub)).now.state).toBe("closed");
  expect(() => poorlyRated().does(forwards(city, otherCounty))).toThrow();
  const closed = storyAt("closed");
  closed.does(objects(county, objectionable(closed.now, county)[0]), rulesOn(hub, true));
  expect(closed.now).toMatchObject({ state: "closed", callbacks: [{ struckOut: true }] });
});

test("[OJ-9] no file is closed over an objection; it may be ruled on in any state", () => {
  const story = storyAt("closed");
  story.does(objects(county, objectionable(story.now, county)[0]));
  expect(story.tries(archives(hub))).toBe("objection-pending");
  expect(story.does(rulesOn(hub, false)).tries(archives(hub))).toBe("applied");
  const ended = poorlyRated().does(objects(county), terminates(hub), rulesOn(hub, true)).now;
  expect(ended).toMatchObject({ state: "terminated", callbacks: [{ struckOut: true }] });
});
