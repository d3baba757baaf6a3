import { expect, test } from "vitest";
import { activeAssignment, officesWithRight } from "../../../../src-shared/domain/assignment/custody.ts";
import { hopsOf } from "../../../../src-shared/domain/assignment/custody-chain.ts";
import { hangsOn } from "../../../../src-shared/domain/assignment/move-turns.ts";
import type { Rules } from "../../../../src-shared/domain/decision.ts";
import { issuesCard } from "../../../support/card-steps.ts";
import { movesTurns } from "../../../support/office-steps.ts";
import {
  accepts,
  asksForTime,
  asksHelp,
  assigns,
  callsBack,
  decidesTime,
  dispatches,
  forwards,
  issues,
  registers,
  reports,
  returns,
  decidesReturn,
  stepsTo,
  storyAt,
} from "../../../support/order-steps.ts";
import {
  aColleague,
  anActor,
  city,
  county,
  department,
  hub,
  otherCity,
  otherCounty,
  shippedRules,
  Story,
} from "../../../support/orders.ts";

test("[AD-35] the successor takes over the turn, its clocks run on, and it goes on with it", () => {
  const story = storyAt("handling");
  const before = story.turn(county);
  story.does(movesTurns(county, otherCounty));
  expect(story.now).toMatchObject({ state: "handling", holder: otherCounty });
  expect(activeAssignment(story.now)).toEqual({ ...before, office: otherCounty, handler: null });
  expect(officesWithRight(story.now)).not.toContain(county);
  const report = reports(otherCounty)(story);
  expect(story.tries(() => ({ ...report, actor: anActor(county) }))).toBe("other-office");
  expect(story.tries(reports(otherCounty))).toBe("applied");
});

test("[AD-35] what waits for dispatch with an office, and what it gave out, is the successor's", () => {
  const registered = new Story().does(registers(city), movesTurns(city, otherCity));
  expect(registered.now).toMatchObject({ state: "registered", holder: otherCity, registeredBy: city });
  const returned = new Story().does(...stepsTo["return-review"], movesTurns(city, otherCity));
  expect(returned.turn(county).from).toBe(otherCity);
  expect(returned.tries(decidesReturn(otherCity, county, false))).toBe("applied");
});

test("[AD-35] a rework comes to the successor, though the turn was done", () => {
  const story = storyAt("awaiting-callback");
  expect(hangsOn(story.now, county)).toBe(true);
  story.does(movesTurns(county, otherCounty), callsBack(hub, { resultRating: 1, solved: "no" }));
  expect(story.now).toMatchObject({ state: "handling", holder: otherCounty });
});

test("[AD-35] requests, notices, helps and cards that count pass on as well", () => {
  const story = storyAt("handling").does(
    asksForTime(county),
    issues(hub, county),
    asksHelp(county, department),
    movesTurns(county, otherCounty),
  );
  expect(story.now.extensions).toMatchObject([{ office: otherCounty, judge: city }]);
  expect(story.now.notices).toMatchObject([{ office: otherCounty, issuer: hub }]);
  expect(story.now.helps).toMatchObject([{ office: department, askedBy: otherCounty }]);
  story.does(movesTurns(city, otherCity), movesTurns(department, otherCity));
  expect(story.now.helps).toMatchObject([{ stage: "released" }]);
  expect(story.tries(decidesTime(otherCity, true))).toBe("applied");
  const late = storyAt("handling").on("2026-03-12 09:00").does(issuesCard("red"), movesTurns(county, otherCounty));
  expect(late.now.cards).toMatchObject([{ office: otherCounty }]);
});

test("[AD-36] the person in charge stays who went along, an ended or returned turn stays where it was", () => {
  const person = aColleague(county);
  const kept = storyAt("handling").does(assigns(county, person.id), movesTurns(county, otherCounty, [person.id]));
  expect(kept.turn(otherCounty).handler).toMatchObject({ id: person.id });
  const left = storyAt("handling").does(assigns(county, person.id), movesTurns(county, otherCounty));
  expect(left.turn(otherCounty).handler).toBeNull();
  const returned = new Story().does(
    registers(hub),
    dispatches(hub, city),
    returns(city),
    decidesReturn(hub, city, true),
  );
  expect(returned.tries(movesTurns(city, otherCity))).toBe("nothing-changed");
  expect(storyAt("closed").tries(movesTurns(county, otherCounty))).toBe("order-ended");
});

test("[AD-35] only the province itself does it, to an office that is open", () => {
  const story = storyAt("handling");
  expect(story.tries(movesTurns(otherCity, city))).toBe("nothing-changed");
  expect(story.tries(movesTurns(county, county))).toBe("nothing-changed");
  const said = movesTurns(county, otherCounty)(story);
  for (const office of [hub, city, county])
    expect(story.tries(() => ({ ...said, actor: { ...said.actor, office, roles: ["leader", "supervisor"] } }))).toBe(
      "no-right",
    );
  expect(closedTo(otherCounty).tries(movesTurns(county, otherCounty))).toBe("unknown-office");
});

test("[AD-36] the time of each office stays its own", () => {
  const story = storyAt("handling").on("2026-03-02 10:00").does(movesTurns(county, otherCounty));
  const hops = hopsOf(story.now, shippedRules.calendar, story.at);
  expect(hops.slice(-2)).toMatchObject([
    { office: county, state: "handling" },
    { office: otherCounty, state: "handling", limit: { name: "complete" } },
  ]);
});

test("[AD-37] a closed office is asked for nothing", () => {
  const story = closedTo(otherCounty);
  expect(story.tries(asksHelp(county, otherCounty))).toBe("unknown-office");
  expect(story.tries(asksHelp(county, department))).toBe("applied");
});

test("[AD-37] a closed office is given nothing", () => {
  const story = closedTo(otherCounty, [registers(hub), dispatches(hub, city), accepts(city)]);
  expect(story.tries(forwards(city, otherCounty))).toBe("unknown-office");
});

/** An order in handling, under rules by which one office is closed. */
function closedTo(closed: typeof county, steps = stepsTo.handling): Story {
  const { offices } = shippedRules;
  const find: Rules["offices"]["find"] = (id) => {
    const office = offices.find(id);
    return office && id === closed ? { ...office, closedOn: "2026-01-01" } : office;
  };
  return new Story("2026-02-12 10:00", { ...shippedRules, offices: { ...offices, find } }).does(...steps);
}
