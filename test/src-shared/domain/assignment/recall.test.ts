import { expect, test } from "vitest";
import { activeAssignment, officesWithRight } from "../../../../src-shared/domain/assignment/custody.ts";
import { toDueText } from "../../../../src-shared/kernel/instant.ts";
import { dispatches, forwards, recalls, registers, returns, storyAt } from "../../../support/order-steps.ts";
import { city, county, hub, otherCounty, Story } from "../../../support/orders.ts";

const atCity = (): Story => new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, city));

test("[AS-50] who gave an order takes it back until it is accepted", () => {
  expect(atCity().tries(recalls(hub, city))).toBe("applied");
  const story = storyAt("awaiting-acceptance");
  expect(story.tries(recalls(hub, county))).toBe("other-office");
  expect(story.tries(recalls(county, county))).toBe("other-office");
  expect(story.tries(recalls(hub, city))).toBe("assignment-moved");
  expect(storyAt("handling").tries(recalls(city, county))).toBe("state-moved");
  expect(storyAt("return-review").tries(recalls(city, county))).toBe("state-moved");
  expect(storyAt("terminated").tries(recalls(city, county))).toBe("order-ended");
});

test("[AS-51] with a turn above, that turn handles it again", () => {
  const story = storyAt("awaiting-acceptance");
  const { completeBy } = story.turn(city);
  story.does(recalls(city, county));
  expect(story.now).toMatchObject({ state: "handling", holder: city });
  expect(activeAssignment(story.now)).toMatchObject({ office: city, completeBy, passedOnAt: null });
  story.does(forwards(city, otherCounty));
  expect(story.now.holder).toBe(otherCounty);
});

test("[AS-51] without one it waits for dispatch, with a new limit", () => {
  const story = atCity().on("2026-02-13 10:00").does(recalls(hub, city));
  expect(story.now).toMatchObject({ state: "awaiting-dispatch", holder: hub });
  expect(toDueText(story.now.dispatchBy ?? 0)).toBe("2026-02-14 24:00");
});

test("[AS-52] the turn keeps its times and gives no right any more", () => {
  const story = storyAt("awaiting-acceptance");
  const { acceptBy } = story.turn(county);
  story.does(recalls(city, county));
  expect(story.turn(county)).toMatchObject({ stage: "returned", acceptBy, acceptedAt: null, doneAt: story.last.at });
  expect(officesWithRight(story.now)).not.toContain(county);
});

test("[AS-53] taking back is no return", () => {
  const story = storyAt("awaiting-acceptance").does(recalls(city, county), forwards(city, otherCounty));
  expect(story.does(returns(otherCounty)).now.holder).toBe(city);
});
