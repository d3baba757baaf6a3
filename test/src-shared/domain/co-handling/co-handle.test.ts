import { expect, test } from "vitest";
import { officesWithRight } from "../../../../src-shared/domain/assignment/custody.ts";
import { helpingOffices } from "../../../../src-shared/domain/co-handling/helpers.ts";
import { orderStates } from "../../../../src-shared/domain/work-order/order-state.ts";
import { actionId, officeId } from "../../../../src-shared/kernel/ids.ts";
import { dayMs } from "../../../../src-shared/kernel/instant.ts";
import {
  answersHelp,
  asksHelp,
  attaches,
  callsBack,
  discloses,
  dispatches,
  forwards,
  accepts,
  inspects,
  approves,
  notes,
  registers,
  releasesHelp,
  reports,
  storyAt,
  terminates,
} from "../../../support/order-steps.ts";
import { city, county, department, hub, idOf, otherCity, otherCounty, step, Story } from "../../../support/orders.ts";

const asked = (): Story => storyAt("handling").does(asksHelp(county, otherCounty));

test.each([hub, city, county])("[CH-1] %s may ask: an office with an open turn, or the hub", (by) => {
  expect(storyAt("handling").tries(asksHelp(by, otherCity))).toBe("applied");
});

test.each([otherCity, otherCounty, department])("[CH-1] %s has no turn and may not ask", (by) => {
  expect(storyAt("handling").tries(asksHelp(by, officeId("c3701")))).toBe("other-office");
});

test.each(orderStates)("[CH-1] when help may be asked for: %s", (state) => {
  const working = ["awaiting-acceptance", "handling", "suspended", "awaiting-review"].includes(state);
  const ended = ["closed", "archived", "merged", "refused", "terminated"].includes(state);
  expect(storyAt(state).tries(asksHelp(hub, otherCity))).toBe(
    working ? "applied" : ended ? "order-ended" : "state-moved",
  );
});

test("[CH-2] any office of the tree, once at a time, and none that works on the order", () => {
  expect(storyAt("handling").tries(asksHelp(county, department))).toBe("applied");
  expect(storyAt("handling").tries(asksHelp(county, officeId("nowhere")))).toBe("unknown-office");
  expect(storyAt("handling").tries(asksHelp(county, county))).toBe("helps-already");
  expect(storyAt("handling").tries(asksHelp(hub, hub))).toBe("helps-already");
  expect(storyAt("handling").tries(asksHelp(county, city))).toBe("helps-already");
  expect(asked().tries(asksHelp(hub, otherCounty))).toBe("helps-already");
  expect(asked().does(answersHelp(otherCounty)).tries(asksHelp(hub, otherCounty))).toBe("applied");
});

test("[CH-3] the date for the answer lies ahead", () => {
  const story = storyAt("handling");
  expect(story.tries(asksHelp(county, otherCity, { answerBy: story.at }))).toBe("answer-date-past");
  expect(story.tries(asksHelp(county, otherCity, { answerBy: story.at + 1 }))).toBe("applied");
});

test("[CH-4] nothing moves, and the lead reports while help is open", () => {
  const story = storyAt("handling");
  const { state, holder, assignments, round } = story.now;
  story.does(asksHelp(county, otherCounty), answersHelp(otherCounty), releasesHelp(county, otherCounty));
  expect(story.now).toMatchObject({ state, holder, assignments, round });
  expect(asked().tries(reports(county))).toBe("applied");
});

test("[CH-5] the helper answers, once", () => {
  const story = asked();
  const [help] = story.now.helps;
  const by = (office: typeof county): ReturnType<typeof step> =>
    step(office, "answer-help", { help: help?.id ?? actionId(""), answer: "已核" });
  expect(story.tries(by(county))).toBe("other-office");
  expect(story.tries(by(otherCounty))).toBe("applied");
  expect(story.now.helps[0]).toMatchObject({ stage: "answered", answer: "已核", answeredByName: `某${otherCounty}` });
  expect(story.tries(by(otherCounty))).toBe("help-over");
  const never = step(otherCounty, "answer-help", { help: actionId(idOf("action", 700)), answer: "已核" });
  expect(story.tries(never)).toBe("help-over");
  expect(asked().does(releasesHelp(county, otherCounty)).tries(answersHelp(otherCounty))).toBe("help-over");
});

test.each([
  [0, false],
  [1, true],
])("[CH-6] %i ms past the date the answer is kept; late: %s", (past, late) => {
  const story = storyAt("handling");
  const answerBy = story.at + dayMs;
  story.does(asksHelp(county, otherCounty, { answerBy }));
  story.at = answerBy + past;
  story.does(answersHelp(otherCounty));
  expect(story.now.helps[0]?.late).toBe(late);
});

test("[CH-7] whoever asked, or the hub, releases", () => {
  expect(asked().tries(releasesHelp(city, otherCounty))).toBe("other-office");
  expect(asked().tries(releasesHelp(otherCounty, otherCounty))).toBe("other-office");
  expect(asked().tries(releasesHelp(hub, otherCounty))).toBe("applied");
  const story = asked().does(answersHelp(otherCounty), releasesHelp(county, otherCounty));
  expect(story.now.helps[0]).toMatchObject({ stage: "released", releaseReason: "已查清,不再需要" });
  expect(story.tries(releasesHelp(county, otherCounty))).toBe("help-over");
  const never = step(hub, "release-help", { help: actionId(idOf("action", 700)), reason: "误" });
  expect(story.tries(never)).toBe("help-over");
});

test("[CH-8] a helper adds notes and files while its request is open", () => {
  expect(storyAt("handling").tries(notes(otherCounty))).toBe("other-office");
  const story = asked().does(notes(otherCounty), attaches(otherCounty, "b"));
  story.does(answersHelp(otherCounty));
  expect(story.tries(notes(otherCounty))).toBe("help-over");
  expect(story.tries(attaches(otherCounty, "c"))).toBe("help-over");
});

test("[CH-9] what is open lapses with the order", () => {
  const story = asked().does(terminates(hub));
  expect(story.now.helps[0]?.stage).toBe("lapsed");
  expect(story.tries(answersHelp(otherCounty))).toBe("order-ended");
  expect(story.tries(releasesHelp(county, otherCounty))).toBe("order-ended");
});

test("[CH-10] a helper has a right to just that order until it is released or the order ends", () => {
  expect(officesWithRight(asked().now)).toContain(otherCounty);
  const answered = asked().does(answersHelp(otherCounty));
  expect(officesWithRight(answered.now)).toContain(otherCounty);
  expect(officesWithRight(answered.does(releasesHelp(county, otherCounty)).now)).not.toContain(otherCounty);
  const closed = asked().does(answersHelp(otherCounty), reports(county), approves(city), callsBack(hub), inspects(hub));
  expect(helpingOffices(closed.now)).toEqual([]);
});

test("[CH-11] a helper may look at masked data, at a confidential order not", () => {
  expect(asked().tries(discloses(otherCounty))).toBe("applied");
  const secret = new Story().does(
    registers(hub, { flags: ["confidential"] }),
    dispatches(hub, city),
    forwards(city, county),
    accepts(county),
    asksHelp(county, otherCounty),
  );
  expect(secret.tries(discloses(otherCounty))).toBe("other-office");
  expect(secret.tries(discloses(county))).toBe("applied");
});
