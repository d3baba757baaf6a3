import { expect, test } from "vitest";
import { redFrom, yellowFrom } from "../../../../src-shared/calendar/card-moments.ts";
import { pressingDue } from "../../../../src-shared/domain/assignment/custody.ts";
import { replay } from "../../../../src-shared/domain/work-order/evolve.ts";
import { totalRecoveredCents } from "../../../../src-shared/domain/work-order/report.ts";
import { toChinaText, toDueText } from "../../../../src-shared/kernel/instant.ts";
import {
  accepts,
  approves,
  archives,
  attaches,
  callsBack,
  dispatches,
  forwards,
  inspects,
  notes,
  registers,
  reports,
  storyAt,
} from "../../../support/order-steps.ts";
import { anActor, city, county, hub, shippedRules, Story } from "../../../support/orders.ts";

const operator = anActor(hub, ["operator"]);
const dispatcher = anActor(hub, ["dispatcher"]);
const cityLeader = anActor(city, ["leader"]);
const officer = anActor(county, ["handler"]);
const agent = anActor(hub, ["callback-agent"]);
const inspector = anActor(hub, ["inspector"]);
const archivist = anActor(hub, ["archivist"]);

/** The migrant worker of the news: 14,660 yuan agreed, 4,000 paid; each step by somebody with just the role for it. */
function wagesStory(): Story {
  const story = new Story("2026-02-12 09:50").does(registers(operator));
  story.on("2026-02-12 10:00").does(notes(operator), dispatches(dispatcher, city));
  story.on("2026-02-12 15:30").does(forwards(cityLeader, county));
  story.on("2026-02-13 09:00").does(accepts(officer)).on("2026-02-13 09:20").does(notes(officer, true));
  story.does(attaches(officer)).on("2026-03-05 16:00").does(reports(officer));
  story.on("2026-03-06 09:00").does(approves(cityLeader)).on("2026-03-09 10:00").does(callsBack(agent));
  return story.on("2026-03-10 10:00").does(inspects(inspector)).on("2026-03-10 11:00").does(archives(archivist));
}

test("[LC-72] from registration to the archive", () => {
  const { now } = wagesStory();
  expect(now.timeline.map((event) => `${toChinaText(event.at)} ${event.office} ${event.type}`)).toEqual([
    "2026-02-12 09:50 p37 registered",
    "2026-02-12 10:00 p37 noted",
    "2026-02-12 10:01 p37 dispatched",
    "2026-02-12 15:30 c3709 forwarded",
    "2026-02-13 09:00 x370902 accepted",
    "2026-02-13 09:20 x370902 noted",
    "2026-02-13 09:21 x370902 attached",
    "2026-03-05 16:00 x370902 reported",
    "2026-03-06 09:00 c3709 approved",
    "2026-03-09 10:00 p37 called-back",
    "2026-03-10 10:00 p37 inspected",
    "2026-03-10 11:00 p37 archived",
  ]);
  expect(now).toMatchObject({ state: "archived", holder: hub, round: 1, version: 12, retentionYears: 10 });
  expect(now.timeline.some((event) => "late" in event && event.late)).toBe(false);
  expect(now.reports.map(totalRecoveredCents)).toEqual([1_066_000]);
  expect(now.reports[0]?.workersBenefited).toBe(1);
  expect(replay(now.timeline)).toEqual(now);
});

test("[LC-72] its due dates", () => {
  const story = wagesStory();
  const turns = [city, county].map((office) => story.turn(office));
  for (const { acceptBy, firstContactBy, completeBy } of turns)
    expect([acceptBy, firstContactBy ?? 0, completeBy].map(toDueText)).toEqual([
      "2026-02-24 24:00",
      "2026-02-24 24:00",
      "2026-03-11 24:00",
    ]);
  const { calendar } = shippedRules;
  const { dispatchedAt, completeBy } = story.turn(city);
  expect(toDueText(yellowFrom(calendar, dispatchedAt, completeBy) ?? 0)).toBe("2026-03-10 24:00");
  expect(toChinaText(redFrom(calendar, completeBy))).toBe("2026-03-12 00:00");
  expect(new Set(turns.map((turn) => turn.firstContactAt)).size).toBe(1);
});

test("[LC-71] what presses on the way", () => {
  const story = new Story("2026-02-12 10:00").does(registers(hub));
  const due = (): string | null => {
    const at = pressingDue(story.now);
    return at === null ? null : toDueText(at);
  };
  const seen = [due()];
  const later = [
    dispatches(hub, city),
    forwards(city, county),
    accepts(county),
    reports(county),
    approves(city),
    callsBack(hub),
    inspects(hub),
    archives(hub),
  ];
  for (const one of later) {
    story.does(one);
    seen.push(due());
  }
  expect(seen).toEqual([
    "2026-02-13 24:00",
    "2026-02-24 24:00",
    "2026-02-24 24:00",
    "2026-03-11 24:00",
    "2026-03-11 24:00",
    ...Array<null>(4).fill(null),
  ]);
});

test("[LC-71] the other states", () => {
  const returned = storyAt("return-review");
  expect(pressingDue(returned.now)).toBe(returned.turn(county).acceptBy);
  expect(pressingDue(storyAt("suspended").now)).toBeNull();
  const again = storyAt("awaiting-dispatch").now;
  expect(pressingDue(again)).toBe(again.dispatchBy);
  const rework = storyAt("awaiting-callback").does(callsBack(hub, { solved: "no" }));
  expect(pressingDue(rework.now)).toBe(rework.turn(county).completeBy);
});
