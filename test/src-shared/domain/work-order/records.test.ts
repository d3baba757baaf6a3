import { expect, test } from "vitest";
import { provinceItself } from "../../../../src-shared/domain/permission/role.ts";
import { orderStates } from "../../../../src-shared/domain/work-order/order-state.ts";
import {
  accepts,
  aFile,
  amends,
  approves,
  archives,
  attaches,
  decidesReturn,
  discloses,
  dispatches,
  forwards,
  notes,
  registers,
  reports,
  returns,
  setsAside,
  storyAt,
  wagesCase,
} from "../../../support/order-steps.ts";
import {
  anActor,
  city,
  county,
  department,
  hub,
  idOf,
  otherCity,
  otherCounty,
  step,
  Story,
} from "../../../support/orders.ts";

const itself = anActor(hub, [provinceItself]);
const arrives = (digit = "a") => step(itself, "store-evidence", { sha256: aFile(digit).sha256 });

test.each(orderStates)("[LC-10] a note while %s", (state) => {
  expect(storyAt(state).tries(notes(hub))).toBe(state === "archived" ? "order-ended" : "applied");
});

test("[LC-10] who may add one: whoever has or had a part, and the offices above them", () => {
  const story = storyAt("handling");
  for (const office of [hub, city, county]) expect(story.tries(notes(office))).toBe("applied");
  for (const office of [otherCity, otherCounty, department]) expect(story.tries(notes(office))).toBe("other-office");
  const own = new Story().does(registers(otherCounty));
  expect(own.tries(notes(city))).toBe("applied");
  expect(own.tries(notes(county))).toBe("other-office");
});

const afterMove = (story: Story): boolean => story.lastAs("noted").afterMove;

test("[LC-11] a note is late once the office's part is over, and moves nothing", () => {
  const story = storyAt("handling").does(notes(county));
  expect(afterMove(story)).toBe(false);
  expect(afterMove(story.does(notes(city)))).toBe(false);
  expect(afterMove(story.does(notes(hub)))).toBe(false);
  story.does(reports(county), notes(county));
  expect(afterMove(story)).toBe(true);
  expect(story.now).toMatchObject({ state: "awaiting-review", holder: city });
  expect(afterMove(story.does(notes(city)))).toBe(false);
  expect(afterMove(story.does(approves(city), notes(city)))).toBe(true);
});

test("[LC-11] a note after the order was given back, and its file", () => {
  const story = new Story().does(registers(hub), dispatches(hub, city), returns(city), decidesReturn(hub, city, true));
  story.does(dispatches(hub, otherCity), notes(city));
  expect(afterMove(story)).toBe(true);
  story.does(attaches(city));
  expect(story.lastAs("attached").afterMove).toBe(true);
  expect(story.now).toMatchObject({ state: "awaiting-acceptance", holder: otherCity });
});

test("[LC-11] an office that got the order again writes notes of the present", () => {
  const story = new Story().does(registers(hub), dispatches(hub, city), returns(city), decidesReturn(hub, city, true));
  story.does(dispatches(hub, city), notes(city));
  expect(afterMove(story)).toBe(false);
});

test("[LC-12] the same file twice is one", () => {
  const story = storyAt("handling").does(attaches(county, "a"));
  const before = story.now;
  expect(story.tries(attaches(county, "a"))).toBe("merged");
  expect(story.tries(attaches(city, "a"))).toBe("merged");
  expect(story.now).toBe(before);
  expect(story.tries(attaches(city, "b"))).toBe("applied");
  expect(story.now.attachments.map((one) => [one.sha256.at(0), one.stored])).toEqual([
    ["a", false],
    ["b", false],
  ]);
  expect(story.tries(attaches(otherCity, "c"))).toBe("other-office");
  expect(storyAt("archived").tries(attaches(hub, "c"))).toBe("order-ended");
});

test("[LC-13] a file has arrived once, whatever became of the order", () => {
  const story = storyAt("closed").does(attaches(county, "a"), attaches(county, "b"), archives(hub));
  expect(story.tries(arrives("a"))).toBe("applied");
  expect(story.now.attachments.map((one) => one.stored)).toEqual([true, false]);
  expect(story.tries(arrives("a"))).toBe("merged");
  expect(story.tries(arrives("c"))).toBe("merged");
  expect(story.now.state).toBe("archived");
});

test("[LC-14] a refused step is set aside once, an applied one never", () => {
  const story = storyAt("archived");
  const refused = idOf("action", 500);
  expect(story.tries(setsAside(county, refused))).toBe("applied");
  expect(story.tries(setsAside(county, refused))).toBe("merged");
  expect(story.tries(setsAside(county, idOf("action", 1)))).toBe("state-moved");
});

test("[LC-14] an office without part in the order writes nothing on it", () => {
  const story = storyAt("handling");
  const before = story.now;
  expect(story.tries(setsAside(otherCity))).toBe("merged");
  expect(story.now).toBe(before);
});

test("[PR-1] a look is on record with its reason, and changes nothing else", () => {
  const story = storyAt("handling");
  const { version, timeline, lastActionId, ...rest } = story.now;
  story.does(discloses(county));
  expect(story.now).toMatchObject(rest);
  expect(story.now.version).toBe(version + 1);
  expect(story.now.timeline.slice(0, -1)).toEqual(timeline);
  expect(story.now.lastActionId).not.toBe(lastActionId);
  expect(story.last).toMatchObject({ type: "disclosed", field: "phone", reason: "联系职工", office: county });
  expect(story.last).toMatchObject({ byName: `某${county}`, by: anActor(county).id });
});

test("[PR-2] offices with a right to the order look, and those above them", () => {
  const story = storyAt("handling");
  for (const office of [hub, city, county]) expect(story.tries(discloses(office))).toBe("applied");
  for (const office of [otherCity, otherCounty, department])
    expect(story.tries(discloses(office))).toBe("other-office");
  for (const state of orderStates) expect(storyAt(state).tries(discloses(hub))).toBe("applied");
});

test("[PR-2] an office that gave the order back looks no more, its successor does", () => {
  const story = new Story().does(registers(hub), dispatches(hub, city), forwards(city, county), returns(county));
  expect(story.tries(discloses(county))).toBe("applied");
  story.does(decidesReturn(city, county, true), forwards(city, otherCounty));
  expect(story.tries(discloses(county))).toBe("other-office");
  expect(story.tries(discloses(otherCounty))).toBe("applied");
  expect(story.tries(discloses(city))).toBe("applied");
});

test("[PR-3] at a confidential order only the handler and the hub look", () => {
  const secret = new Story().does(registers(hub, { flags: ["confidential"] }), dispatches(hub, city));
  secret.does(forwards(city, county), accepts(county));
  expect([hub, city, county].map((office) => secret.tries(discloses(office)))).toEqual([
    "applied",
    "other-office",
    "applied",
  ]);
  secret.does(reports(county), approves(city));
  expect(secret.tries(discloses(county))).toBe("applied");
  expect(secret.tries(discloses(city))).toBe("other-office");
});

test("[PR-3] before anybody handles a confidential order its holder looks", () => {
  const secret = new Story().does(registers(county, { flags: ["confidential"] }));
  expect([hub, city, county].map((office) => secret.tries(discloses(office)))).toEqual([
    "applied",
    "other-office",
    "applied",
  ]);
});

test("[PR-3] an order becomes confidential by correction", () => {
  const story = storyAt("handling");
  story.does(amends(hub, { classification: { ...wagesCase.classification, flags: ["confidential"] } }));
  expect(story.tries(discloses(city))).toBe("other-office");
});
