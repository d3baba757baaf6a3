import { expect, test } from "vitest";
import { joinedFrom } from "../../../../src-shared/domain/contact/joined-from.ts";
import { openTurns } from "../../../../src-shared/domain/assignment/custody.ts";
import { pendingRequests } from "../../../../src-shared/domain/work-order/pending-requests.ts";
import { toDueText } from "../../../../src-shared/kernel/instant.ts";
import {
  accepts,
  approves,
  asksForTime,
  asksToReopen,
  decidesReopening,
  decidesReturn,
  decidesTime,
  dispatches,
  objects,
  callsBack,
  inspects,
  joinsContacts,
  recuses,
  reports,
  returns,
  rulesOn,
  storyAt,
} from "../../../support/order-steps.ts";
import { city, county, hub, otherCity, type Story } from "../../../support/orders.ts";

const endStates = ["closed", "archived", "merged", "refused", "terminated"] as const;
const reopened = (state: (typeof endStates)[number]): Story =>
  storyAt(state).on("2026-05-06 10:00").does(asksToReopen(hub), decidesReopening(hub, true));

test.each(endStates)("[LC-80] a %s order may be asked for by who held it, and by the hub", (state) => {
  expect(storyAt(state).tries(asksToReopen(hub))).toBe("applied");
  expect(storyAt(state).tries(asksToReopen(county))).toBe(state === "refused" ? "other-office" : "applied");
  expect(storyAt(state).tries(asksToReopen(otherCity))).toBe("other-office");
});

test("[LC-80] before the end there is nothing to reopen", () => {
  expect(storyAt("handling").tries(asksToReopen(hub))).toBe("state-moved");
});

test("[LC-81] one request waits, and changes nothing by itself", () => {
  const story = storyAt("archived").does(asksToReopen(county));
  expect(story.tries(asksToReopen(hub))).toBe("merged");
  expect(story.now).toMatchObject({ state: "archived", holder: hub, round: 1 });
});

test("[LC-82] the hub decides; refused, it may be asked for again", () => {
  const story = storyAt("closed").does(asksToReopen(county));
  expect(story.tries(decidesReopening(city, true))).toBe("other-office");
  story.does(decidesReopening(hub, false));
  expect(story.now).toMatchObject({ state: "closed", round: 1 });
  expect(story.tries(decidesReopening(hub, true))).toBe("request-settled");
  expect(story.tries(asksToReopen(county))).toBe("applied");
  expect(storyAt("closed").tries(decidesReopening(hub, true))).toBe("request-settled");
});

test.each(endStates)("[LC-83] a %s order waits for dispatch again, one round on", (state) => {
  const { now } = reopened(state);
  expect(now).toMatchObject({ state: "awaiting-dispatch", holder: hub, round: 2, closedAt: null, mergedInto: null });
  expect(now).toMatchObject({ retentionYears: null, directAnswer: null });
  expect(toDueText(now.dispatchBy ?? 0)).toBe("2026-05-07 24:00");
});

test("[LC-84] earlier turns stay as they ended, and a new chain has limits of its own", () => {
  const earlier = storyAt("closed").now.assignments;
  const story = reopened("closed").does(dispatches(hub, county), accepts(county));
  expect(story.now.assignments.slice(0, earlier.length)).toEqual(earlier);
  expect(openTurns(story.now)).toHaveLength(1);
  expect(toDueText(story.turn(county).completeBy)).toBe("2026-05-26 24:00");
  expect(story.does(reports(county)).now.state).toBe("awaiting-callback");
});

test("[LC-84] returns are counted over the whole life", () => {
  const story = storyAt("awaiting-dispatch").does(dispatches(hub, city), accepts(city), reports(city));
  expect(story.now.assignments).toHaveLength(2);
  const again = reopened("closed").does(dispatches(hub, city), returns(city), decidesReturn(hub, city, false));
  expect(again.turn(city).mayReturn).toBe(false);
});

const kinds = (story: Story): readonly string[] => pendingRequests(story.now, hub).map((one) => one.kind);

test("[LC-85] what waits says who asked, since when and for whom, until it is decided", () => {
  expect(pendingRequests(storyAt("return-review").now, hub)).toMatchObject([
    { kind: "return", from: county, awaits: city },
  ]);
  const time = storyAt("handling").does(asksForTime(county, 3));
  const since = time.last.at;
  expect(pendingRequests(time.now, hub)).toEqual([{ kind: "extension", from: county, since, awaits: city, days: 3 }]);
  expect(kinds(time.does(decidesTime(city, false)))).toEqual([]);
  expect(kinds(storyAt("handling").does(asksForTime(county), recuses(county)))).toEqual([]);
  const rated = storyAt("awaiting-callback").does(callsBack(hub, { resultRating: 1, solved: "no" }), objects(county));
  expect(pendingRequests(rated.now, hub)).toMatchObject([{ kind: "objection", from: county, awaits: hub }]);
  expect(kinds(rated.does(rulesOn(hub, true)))).toEqual([]);
  const asked = storyAt("closed").does(asksToReopen(county));
  expect(pendingRequests(asked.now, hub)).toMatchObject([{ kind: "reopen", from: county, awaits: hub }]);
  expect(kinds(asked.does(decidesReopening(hub, true)))).toEqual([]);
});

test("[EX-12] extensions of the earlier life count no more", () => {
  const story = storyAt("handling");
  story.does(asksForTime(county), decidesTime(city, true), asksForTime(county), decidesTime(hub, true));
  expect(story.tries(asksForTime(county))).toBe("extension-used-up");
  story.does(reports(county), approves(city), callsBack(hub), inspects(hub));
  story.on("2026-05-06 10:00").does(asksToReopen(hub), decidesReopening(hub, true));
  story.does(dispatches(hub, city), accepts(city));
  expect(toDueText(story.turn(city).completeBy)).toBe("2026-05-26 24:00");
  expect(story.tries(asksForTime(city, 8))).toBe("extension-too-long");
  story.does(asksForTime(city, 7));
  expect(story.now.extensions.at(-1)).toMatchObject({ days: 7, judge: hub });
});

test("[LC-86] contacts that a merge brought along stay with the survivor", () => {
  const survivor = storyAt("handling").does(joinsContacts());
  survivor.does(reports(county), approves(city), callsBack(hub), inspects(hub), asksToReopen(hub));
  survivor.does(decidesReopening(hub, true));
  expect(survivor.now.contacts).toHaveLength(2);
  const merged = storyAt("merged").does(asksToReopen(hub), decidesReopening(hub, true));
  expect(merged.now.contacts).toHaveLength(1);
  expect(joinedFrom(survivor.now)).toEqual([{ number: "37-2026-000999", contacts: 1 }]);
  expect(joinedFrom(merged.now)).toEqual([]);
});
