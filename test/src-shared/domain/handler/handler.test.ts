import { expect, test } from "vitest";
import { availableActions } from "../../../../src-shared/actions/available-actions.ts";
import { activeAssignment } from "../../../../src-shared/domain/assignment/custody.ts";
import { objectionable } from "../../../../src-shared/domain/objection/objectionable.ts";
import {
  accepts,
  answersNotice,
  approves,
  asksForTime,
  assigns,
  attaches,
  callsBack,
  decidesReturn,
  decidesTime,
  discloses,
  dispatches,
  forwards,
  issues,
  notes,
  objects,
  recuses,
  registers,
  reports,
  returns,
  sendsBack,
  storyAt,
} from "../../../support/order-steps.ts";
import { movesTurns } from "../../../support/office-steps.ts";
import { aColleague, anActor, city, county, hub, otherCounty, Story } from "../../../support/orders.ts";

const me = anActor(county);
const colleague = aColleague(county);

test("[HD-1] who accepts is in charge, and who passes on before accepting", () => {
  expect(storyAt("awaiting-acceptance").turn(county).handler).toBeNull();
  expect(storyAt("handling").turn(county).handler).toEqual({ id: me.id, name: me.name });
  expect(storyAt("awaiting-acceptance").turn(city).handler?.id).toBe(anActor(city).id);
  const through = new Story().does(registers(city), dispatches(city, county));
  expect(through.turn(city).handler?.id).toBe(anActor(city).id);
});

test("[HD-1] passing on after accepting changes nobody", () => {
  const story = storyAt("awaiting-acceptance").does(accepts(county));
  const city2 = new Story().does(registers(hub), dispatches(hub, city), accepts(city));
  city2.does(assigns(city, aColleague(city).id), forwards(city, county));
  expect(city2.turn(city).handler?.id).toBe(aColleague(city).id);
  expect(story.turn(county).handler?.id).toBe(me.id);
});

test("[HD-2] a turn that was taken on may get another in charge", () => {
  const story = storyAt("handling").does(assigns(county, colleague.id));
  expect(story.turn(county).handler).toEqual({ id: colleague.id, name: colleague.name });
  expect(story.tries(assigns(county, colleague.id))).toBe("merged");
  expect(story.tries(assigns(city, aColleague(city).id))).toBe("applied");
  expect(storyAt("awaiting-acceptance").tries(assigns(county, colleague.id))).toBe("assignment-moved");
  expect(storyAt("closed").tries(assigns(county, colleague.id))).toBe("order-ended");
  const payload = assigns(county, colleague.id)(storyAt("handling")).payload;
  const foreign = storyAt("handling");
  expect(foreign.tries(() => ({ actor: anActor(city), type: "assign-handler", payload }))).toBe("other-office");
});

test("[HD-3] only a handler or leader of the same office", () => {
  expect(storyAt("handling").tries(assigns(county, aColleague(county, 2, ["leader"]).id))).toBe("applied");
  for (const one of [aColleague(city), aColleague(county, 3), anActor(county)])
    expect(storyAt("handling").tries(assigns(county, one.id))).toBe("not-a-colleague");
  const story = storyAt("handling").does(recuses(county, colleague.id));
  const they = { ...anActor(county), id: colleague.id };
  story.does(recuses(they, aColleague(county, 2).id));
  expect(story.tries(assigns(county, colleague.id))).toBe("recused");
});

test("[HD-4] the person in charge withdraws for a colleague, nobody else does", () => {
  const story = storyAt("handling").does(recuses(county, colleague.id));
  expect(story.now).toMatchObject({ state: "handling", holder: county });
  expect(story.turn(county).handler?.id).toBe(colleague.id);
  expect(story.now.recusals).toMatchObject([{ user: me.id, name: me.name, reason: "与当事人是亲属" }]);
  expect(story.tries(recuses(county))).toBe("not-the-handler");
  expect(storyAt("handling").tries(recuses(county, me.id))).toBe("not-a-colleague");
  expect(storyAt("handling").tries(recuses(county, aColleague(city).id))).toBe("not-a-colleague");
});

test("[HD-5] naming nobody, the order goes back to the office above", () => {
  const story = storyAt("handling").does(recuses(county));
  expect(story.now).toMatchObject({ state: "handling", holder: city });
  expect(story.turn(county)).toMatchObject({ stage: "returned", handler: null });
  const top = new Story().does(registers(hub), dispatches(hub, city), accepts(city), recuses(city));
  expect(top.now).toMatchObject({ state: "awaiting-dispatch", holder: hub });
  expect(top.now.dispatchBy).not.toBeNull();
  const own = new Story().does(registers(county), dispatches(county, county), accepts(county), recuses(county));
  expect(own.now).toMatchObject({ state: "awaiting-dispatch", holder: city });
  expect(storyAt("awaiting-review").tries(recuses(city))).toBe("state-moved");
});

test("[HD-6] a withdrawal is no return", () => {
  const story = storyAt("handling").does(recuses(county), forwards(city, otherCounty), returns(otherCounty));
  expect(story.now.holder).toBe(city);
});

test("[HD-7] who withdrew neither accepts, reports, notes nor attaches, and may still return it", () => {
  const story = storyAt("handling").does(recuses(county), forwards(city, county));
  expect(story.tries(accepts(county))).toBe("recused");
  expect(story.tries(notes(county))).toBe("recused");
  expect(story.tries(attaches(county))).toBe("recused");
  expect(story.tries(reports(county))).toBe("recused");
  const they = { ...anActor(county), id: colleague.id };
  expect(story.does(accepts(they), reports(they), approves(city)).now.state).toBe("awaiting-callback");
  const back = storyAt("handling").does(recuses(county), forwards(city, county));
  expect(back.tries(returns(county))).toBe("applied");
});

test("[HD-8] a leader who withdrew approves, objects and answers no more; the next one does", () => {
  const leader = aColleague(county, 2, ["leader"]);
  const next = { ...anActor(county), id: leader.id, name: leader.name };
  const story = storyAt("handling").does(recuses(county, leader.id), issues(hub, county));
  expect(story.tries(answersNotice(county))).toBe("recused");
  expect(story.tries(discloses(county))).toBe("recused");
  expect(story.tries(answersNotice(next))).toBe("applied");
  story.does(answersNotice(next), reports(next), approves(city), callsBack(hub, { resultRating: 1, solved: "no" }));
  const target = objectionable(story.now, county)[0];
  expect(story.tries(objects(county, target))).toBe("recused");
  expect(story.tries(objects(next, target))).toBe("applied");
});

test("[HD-8] who withdrew at the office above does not review what comes up", () => {
  const leader = aColleague(city, 2, ["leader"]);
  const next = { ...anActor(city), id: leader.id, name: leader.name };
  const story = new Story().does(registers(hub), dispatches(hub, city), accepts(city), recuses(city, leader.id));
  story.does(forwards(next, county), accepts(county), asksForTime(county), reports(county));
  expect(story.tries(decidesTime(city, true))).toBe("recused");
  for (const judges of [approves, sendsBack]) expect(story.tries(judges(city))).toBe("recused");
  const offered = availableActions(story.now, anActor(city), story.rules.offices);
  expect(offered.find(({ type }) => type === "approve-result")?.refusal).toBe("recused");
  expect(story.tries(approves(next))).toBe("applied");
  const returned = new Story().does(registers(hub), dispatches(hub, city), accepts(city), recuses(city, leader.id));
  returned.does(forwards(next, county), returns(county));
  expect(returned.tries(decidesReturn(city, county, true))).toBe("recused");
  expect(returned.tries(decidesReturn(next, county, true))).toBe("applied");
});

test("[HD-5] after a merge the turn above may be the own office's: it holds what is given back", () => {
  const story = new Story().does(registers(city), dispatches(city, county), movesTurns(city, county), accepts(county));
  story.does(recuses(county));
  expect(story.now).toMatchObject({ state: "handling", holder: county });
  expect(activeAssignment(story.now)).toMatchObject({ office: county, stage: "handling", handler: null });
});
