import { expect, test } from "vitest";
import type { Incident } from "../../../../src-shared/domain/incident/incident.ts";
import { openIncident } from "../../../../src-shared/domain/incident/incidents-of.ts";
import { orderStates } from "../../../../src-shared/domain/work-order/order-state.ts";
import { hourMs } from "../../../../src-shared/kernel/instant.ts";
import {
  amends,
  answers,
  archives,
  callsBack,
  closesIncident,
  flagsIncident,
  inspects,
  merges,
  registers,
  reports,
  reportsIncident,
  approves,
  refuses,
  storyAt,
  terminates,
  unflagsIncident,
  wagesCase,
} from "../../../support/order-steps.ts";
import { city, county, hub, otherCity, otherCounty, step, Story, type Step } from "../../../support/orders.ts";

const workers = (persons: number): { worker: typeof wagesCase.worker } => ({
  worker: { ...wagesCase.worker, persons },
});
const registersWith = (persons: number): Step => step(hub, "register", { ...wagesCase, ...workers(persons) });
const flagged = (): Story => storyAt("handling").does(flagsIncident(county));

/** The last incident of a story, which must have one. */
function incidentOf(story: Story): Incident {
  const incident = story.now.incidents.at(-1);
  if (!incident) throw new Error("there is no incident");
  return incident;
}

test("[IN-1] ten workers flag an order at registration, nine do not", () => {
  const story = new Story().does(registersWith(10));
  expect(incidentOf(story)).toMatchObject({ stage: "open", sign: "many-workers", automatic: true });
  expect(new Story().does(registersWith(9)).now.incidents).toEqual([]);
});

test("[IN-1] a correction flags when it reaches the number, and not again once the hub withdrew the flag", () => {
  const story = new Story().does(registersWith(9), amends(hub, workers(10)));
  expect(incidentOf(story)).toMatchObject({ stage: "open", automatic: true });
  story.does(unflagsIncident(hub), amends(hub, workers(12)));
  expect(openIncident(story.now)).toBeUndefined();
  const byHand = new Story().does(registersWith(9), flagsIncident(hub), amends(hub, workers(10)));
  expect(byHand.now.incidents).toHaveLength(1);
});

test("[IN-2] an office with a right, or above one, flags by hand", () => {
  for (const by of [hub, city, county]) expect(storyAt("handling").tries(flagsIncident(by))).toBe("applied");
  for (const by of [otherCity, otherCounty]) expect(storyAt("handling").tries(flagsIncident(by))).toBe("other-office");
  expect(new Story().does(registers(county)).tries(flagsIncident(city))).toBe("applied");
  expect(flagged().tries(flagsIncident(hub))).toBe("incident-already");
  expect(flagged().does(unflagsIncident(hub)).tries(flagsIncident(county))).toBe("applied");
});

test.each(orderStates)("[IN-2] an order that has ended is not flagged: %s", (state) => {
  const ended = ["closed", "archived", "merged", "refused", "terminated"].includes(state);
  expect(storyAt(state).tries(flagsIncident(hub))).toBe(ended ? "order-ended" : "applied");
});

test("[IN-3] first report within 2 h of the flag, then every 24 h, none after the final one", () => {
  const story = storyAt("handling");
  const at = story.at;
  story.does(flagsIncident(county));
  expect(incidentOf(story).reportBy).toBe(at + 2 * hourMs);
  const first = story.at;
  story.does(reportsIncident(county));
  expect(incidentOf(story).reportBy).toBe(first + 24 * hourMs);
  story.at += 5 * hourMs;
  const second = story.at;
  story.does(reportsIncident(city, "follow-up"));
  expect(incidentOf(story).reportBy).toBe(second + 24 * hourMs);
  expect(incidentOf(story.does(reportsIncident(hub, "final"))).reportBy).toBeNull();
});

test("[IN-4] holder, turns and hub write on one board", () => {
  const story = flagged().does(
    reportsIncident(county),
    reportsIncident(city, "follow-up"),
    reportsIncident(hub, "follow-up"),
  );
  expect(incidentOf(story).reports.map((one) => one.office)).toEqual([county, city, hub]);
  expect(story.tries(reportsIncident(otherCity, "follow-up"))).toBe("other-office");
  expect(new Story().does(registers(county), flagsIncident(county)).tries(reportsIncident(county))).toBe("applied");
  expect(storyAt("handling").tries(reportsIncident(county))).toBe("no-incident");
});

test("[IN-5] the chain begins with a first report; a second first one follows up", () => {
  expect(flagged().tries(reportsIncident(county, "follow-up"))).toBe("first-report-missing");
  expect(flagged().tries(reportsIncident(county, "final"))).toBe("first-report-missing");
  const story = flagged().does(reportsIncident(county), reportsIncident(city));
  expect(incidentOf(story).reports.map((one) => one.kind)).toEqual(["first", "follow-up"]);
  story.does(reportsIncident(county, "final"), reportsIncident(county, "follow-up"));
  expect(incidentOf(story).reportBy).not.toBeNull();
  expect(story.tries(closesIncident(hub))).toBe("final-report-missing");
});

test.each([
  [0, false],
  [1, true],
])("[IN-6] %i ms past its due time a report is kept; late: %s", (past, late) => {
  const story = flagged();
  const dueAt = incidentOf(story).reportBy ?? 0;
  story.at = dueAt + past;
  story.does(reportsIncident(county));
  expect(incidentOf(story).reports[0]).toMatchObject({ late, dueAt });
});

test("[IN-7] the hub alone closes, after a final report", () => {
  expect(storyAt("handling").tries(closesIncident(hub))).toBe("no-incident");
  const story = flagged().does(reportsIncident(county));
  expect(story.tries(closesIncident(hub))).toBe("final-report-missing");
  story.does(reportsIncident(county, "final"));
  expect(story.tries(closesIncident(county))).toBe("other-office");
  expect(story.tries(closesIncident(city))).toBe("other-office");
  story.does(closesIncident(hub));
  expect(incidentOf(story)).toMatchObject({ stage: "closed", conclusion: "工资付清,已复工", endedBy: `某${hub}` });
  expect(story.tries(closesIncident(hub))).toBe("no-incident");
});

test("[IN-8] the hub alone withdraws a flag", () => {
  const story = flagged();
  expect(story.tries(unflagsIncident(county))).toBe("other-office");
  expect(incidentOf(story.does(unflagsIncident(hub)))).toMatchObject({ stage: "unflagged", reportBy: null });
  expect(story.tries(unflagsIncident(hub))).toBe("no-incident");
});

const closing = [reports(county), approves(city), callsBack(hub)];

test("[IN-9] a file flagged for its many workers is kept as a collective case", () => {
  const over = [reportsIncident(hub), reportsIncident(hub, "final"), closesIncident(hub)];
  const filed = (...steps: readonly Step[]): string =>
    storyAt("handling")
      .does(...steps, ...closing, inspects(hub))
      .tries(archives(hub, 10));
  expect(filed(amends(hub, workers(10)), ...over)).toBe("retention-too-short");
  expect(filed(amends(hub, workers(10)), unflagsIncident(hub))).toBe("applied");
  expect(filed(flagsIncident(hub, "media"), ...over)).toBe("applied");
});

test("[IN-10] while an incident is open the order is not closed, but mended and reworked", () => {
  const inspecting = (): Story => flagged().does(...closing);
  expect(inspecting().tries(inspects(hub))).toBe("incident-open");
  expect(inspecting().tries(inspects(hub, { verdict: "mend", remarks: "不符" }))).toBe("applied");
  expect(inspecting().tries(inspects(hub, { verdict: "rework", remarks: "不符" }))).toBe("applied");
  expect(inspecting().does(unflagsIncident(hub)).tries(inspects(hub))).toBe("applied");
  expect(new Story().does(registersWith(10)).tries(answers(hub))).toBe("incident-open");
});

test.each([
  ["merged", flagged, merges(hub)],
  ["terminated", flagged, terminates(hub)],
  ["refused", (): Story => new Story().does(registersWith(10)), refuses(hub)],
] as const)("[IN-10] what the hub ends as %s ends its incident too", (state, begin, ends) => {
  const story = begin().does(ends);
  expect(story.now.state).toBe(state);
  expect(incidentOf(story)).toMatchObject({ stage: "ended", reportBy: null });
  expect(story.tries(reportsIncident(hub))).toBe("no-incident");
});

test("[IN-11] nothing of the order moves", () => {
  const story = storyAt("handling");
  const { state, holder, assignments, round } = story.now;
  story.does(
    flagsIncident(county),
    reportsIncident(county),
    reportsIncident(city, "final"),
    closesIncident(hub),
    flagsIncident(hub),
    unflagsIncident(hub),
  );
  expect(story.now).toMatchObject({ state, holder, assignments, round });
});
