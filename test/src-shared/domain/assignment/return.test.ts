import { expect, test } from "vitest";
import { activeAssignment, officesWithRight } from "../../../../src-shared/domain/assignment/custody.ts";
import { toDueText } from "../../../../src-shared/kernel/instant.ts";
import {
  accepts,
  approves,
  decidesReturn,
  dispatches,
  forwards,
  registers,
  reports,
  returns,
  storyAt,
} from "../../../support/order-steps.ts";
import { chinaTime, city, county, hub, otherCity, otherCounty, Story } from "../../../support/orders.ts";

const atCity = (): Story => new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, city));
const returnedByCity = (): Story => atCity().does(returns(city), decidesReturn(hub, city, true));

test("[AS-20] a return is asked before accepting, by the holder", () => {
  const story = atCity();
  expect(story.tries(returns(city))).toBe("applied");
  expect(story.now).toMatchObject({ state: "return-review", holder: hub });
  expect(story.turn(city).stage).toBe("returning");
  expect(storyAt("handling").tries(returns(county))).toBe("state-moved");
});

test.each([
  [0, "applied"],
  [1, "return-too-late"],
])("[AS-20] asked %i ms after two working days: %s", (after, said) => {
  const story = atCity();
  story.at = chinaTime("2026-02-15 00:00") + after; // Friday 13 and Saturday 14, made up for the Spring Festival
  expect(story.tries(returns(city))).toBe(said);
});

test("[AS-21] who dispatched an order to itself cannot return it", () => {
  const story = new Story().does(registers(county), dispatches(county, county));
  expect(story.tries(returns(county))).toBe("return-not-allowed");
});

test("[AS-22] the first return is judged by who passed the order on", () => {
  expect(atCity().does(returns(city)).now.holder).toBe(hub);
  const story = atCity().does(forwards(city, county), returns(county));
  expect(story.now).toMatchObject({ state: "return-review", holder: city });
  expect(story.tries(decidesReturn(hub, county, true))).toBe("other-office");
  expect(story.tries(decidesReturn(county, county, true))).toBe("other-office");
  expect(new Story().does(registers(city), dispatches(city, county), returns(county)).now.holder).toBe(city);
});

test("[AS-22] the second return is judged by the hub, by whomever it is asked", () => {
  const story = atCity().does(forwards(city, county), returns(county), decidesReturn(city, county, true));
  story.does(forwards(city, otherCounty), returns(otherCounty));
  expect(story.now).toMatchObject({ state: "return-review", holder: hub });
  expect(story.tries(decidesReturn(city, otherCounty, true))).toBe("other-office");
});

test("[AS-22] a refused return counts as the first", () => {
  const story = atCity().does(returns(city), decidesReturn(hub, city, false), forwards(city, county), returns(county));
  expect(story.now.holder).toBe(hub);
});

test("[AS-23] given back to the turn above, the order is in its hands again", () => {
  const story = atCity().does(forwards(city, county), returns(county));
  const { completeBy } = story.turn(city);
  story.does(decidesReturn(city, county, true));
  expect(story.now).toMatchObject({ state: "handling", holder: city, dispatchBy: null });
  expect(activeAssignment(story.now)).toMatchObject({ office: city, stage: "handling", completeBy });
  expect(story.turn(county)).toMatchObject({ stage: "returned", doneAt: story.last.at, acceptedAt: null });
  story.does(reports(city));
  expect(story.now).toMatchObject({ state: "awaiting-callback", holder: hub });
});

test("[AS-23] given back to the hub, it waits for dispatch with a new limit", () => {
  const story = atCity()
    .does(returns(city))
    .on("2026-02-13 10:00")
    .does(decidesReturn(hub, city, true));
  expect(story.now).toMatchObject({ state: "awaiting-dispatch", holder: hub });
  expect(toDueText(story.now.dispatchBy ?? 0)).toBe("2026-02-14 24:00");
  expect(activeAssignment(story.now)).toBeUndefined();
});

test("[AS-23] given back to a city that dispatched it", () => {
  const story = new Story().does(registers(city), dispatches(city, county), returns(county));
  story.does(decidesReturn(city, county, true));
  expect(story.now).toMatchObject({ state: "handling", holder: city });
  story.does(forwards(city, otherCounty), accepts(otherCounty), reports(otherCounty), approves(city));
  expect(story.now).toMatchObject({ state: "awaiting-callback", holder: hub });
});

test("[AS-24] a return refused stays refused, its clock runs on", () => {
  const story = atCity();
  const { acceptBy } = story.turn(city);
  story
    .does(returns(city))
    .on("2026-02-13 10:00")
    .does(decidesReturn(hub, city, false));
  expect(story.now).toMatchObject({ state: "awaiting-acceptance", holder: city });
  expect(story.turn(city)).toMatchObject({ stage: "awaiting-acceptance", mayReturn: false, acceptBy });
  expect(story.tries(returns(city))).toBe("return-not-allowed");
  expect(story.tries(accepts(city))).toBe("applied");
});

test("[AS-25] the hub takes an order back from the whole chain, and nobody returns it again", () => {
  const story = atCity().does(forwards(city, county), returns(county), decidesReturn(city, county, true));
  story.does(forwards(city, otherCounty), returns(otherCounty), decidesReturn(hub, otherCounty, true));
  expect(story.now).toMatchObject({ state: "awaiting-dispatch", holder: hub });
  expect(story.now.assignments.map((turn) => turn.stage)).toEqual(["returned", "returned", "returned"]);
  expect(officesWithRight(story.now)).toEqual([hub]);
  story.does(dispatches(hub, otherCity));
  expect(story.turn(otherCity).mayReturn).toBe(false);
  expect(story.tries(returns(otherCity))).toBe("return-not-allowed");
});

test("[AS-25] nor may an office below it", () => {
  const story = returnedByCity().does(dispatches(hub, otherCity), returns(otherCity));
  story.does(decidesReturn(hub, otherCity, false), accepts(otherCity));
  const below = new Story().does(registers(hub), dispatches(hub, city), returns(city), decidesReturn(hub, city, true));
  below.does(dispatches(hub, city), returns(city), decidesReturn(hub, city, false), forwards(city, county));
  expect(below.tries(returns(county))).toBe("return-not-allowed");
  expect(story.now.state).toBe("handling");
});

test("[AS-26] the same office again: a second turn with limits of its own", () => {
  const story = returnedByCity().on("2026-03-02 10:00").does(dispatches(hub, city));
  const [first, second] = story.now.assignments;
  expect(first).toMatchObject({ office: city, stage: "returned" });
  expect(toDueText(first?.completeBy ?? 0)).toBe("2026-03-11 24:00");
  expect(second).toMatchObject({ office: city, stage: "awaiting-acceptance" });
  expect(toDueText(second?.completeBy ?? 0)).toBe("2026-03-23 24:00");
  story.does(accepts(city), reports(city));
  expect(story.now.reports[0]?.assignment).toBe(second?.id);
  expect(story.now.assignments[0]).toEqual(first);
});

test("[AS-26] a step about the first turn is refused", () => {
  const story = returnedByCity();
  const first = story.turn(city).id;
  story.does(dispatches(hub, city));
  const late = reports(city, { assignment: first });
  expect(story.tries(late)).toBe("assignment-moved");
});

test("[VI-1] who registered it, who holds it, and every turn not given back, once each", () => {
  const story = new Story().does(registers(county));
  expect(officesWithRight(story.now)).toEqual([county]);
  expect(officesWithRight(storyAt("handling").now)).toEqual([hub, county, city]);
  expect(officesWithRight(storyAt("awaiting-callback").now)).toEqual([hub, city, county]);
  expect(officesWithRight(storyAt("archived").now)).toEqual([hub, city, county]);
});

test("[VI-1] an office that gave it back has no right, and has one again when it gets it again", () => {
  const story = returnedByCity();
  expect(officesWithRight(story.now)).toEqual([hub]);
  story.does(dispatches(hub, otherCity));
  expect(officesWithRight(story.now)).toEqual([hub, otherCity]);
  const again = returnedByCity().does(dispatches(hub, city));
  expect(officesWithRight(again.now)).toEqual([hub, city]);
});

test("[VI-1] who registered it keeps the right, also after giving back a turn", () => {
  const story = new Story().does(registers(county), dispatches(county, county), accepts(county), reports(county));
  expect(officesWithRight(story.now)).toEqual([county, hub]);
});
