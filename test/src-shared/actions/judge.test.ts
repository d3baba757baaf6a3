import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../../scripts/support/paths.ts";
import { isActionType, payloadSchemas } from "../../../src-shared/actions/action.ts";
import { mayAct, rolesFor } from "../../../src-shared/actions/authorise.ts";
import { decide } from "../../../src-shared/actions/decide.ts";
import { objectionable } from "../../../src-shared/domain/objection/objectionable.ts";
import { provinceItself, roles } from "../../../src-shared/domain/permission/role.ts";
import { refusals, type Refusal } from "../../../src-shared/domain/refusal.ts";
import { assignmentId, officeId, orderId } from "../../../src-shared/kernel/ids.ts";
import {
  answersNotice,
  issues,
  settlesNotice,
  aFile,
  accepts,
  amends,
  answersHelp,
  asksHelp,
  archives,
  asksForTime,
  assigns,
  callsBack,
  closesIncident,
  decidesTime,
  dispatches,
  flagsIncident,
  forwards,
  inspects,
  joinsContacts,
  merges,
  notes,
  objects,
  recuses,
  registers,
  reportsIncident,
  reports,
  returns,
  sendsBack,
  storyAt,
  suspends,
  wagesCase,
} from "../../support/order-steps.ts";
import {
  confirmsCard,
  issuesCard,
  objectsToCard,
  recounts,
  revokesCard,
  rulesOnCard,
  withdrawsCard,
} from "../../support/card-steps.ts";
import {
  aColleague,
  aContext,
  anActor,
  city,
  county,
  department,
  hub,
  idOf,
  otherCounty,
  step,
  Story,
} from "../../support/orders.ts";

const types = Object.keys(payloadSchemas).filter(isActionType);

/** The table of docs/spec/actions.md: roles by action. */
function statedRoles(): Map<string, readonly string[]> {
  const page = readFileSync(inRoot("docs/spec/actions.md"), "utf8");
  const rows = [...page.matchAll(/^\| ([a-z, -]+) \| ([a-z, -]+|–) \|$/gm)];
  return new Map(
    rows.flatMap(([, names = "", held = ""]) =>
      names.split(", ").map((name) => [name, held === "–" ? [] : held.split(", ")] as const),
    ),
  );
}

test("[AC-1] the roles are those of the table", () => {
  const stated = statedRoles();
  expect([...stated.keys()].sort()).toEqual([...types].sort());
  for (const type of types)
    expect([type, [...rolesFor[type]].sort()]).toEqual([type, [...(stated.get(type) ?? [])].sort()]);
});

test.each(types)("[AC-1] %s: one role of the table is enough, any other is not", (type) => {
  for (const role of roles) expect(mayAct([role], type)).toBe(rolesFor[type].includes(role));
  expect(mayAct([], type)).toBe(false);
  expect(mayAct(["analyst", "system-administrator", "office-administrator"], type)).toBe(false);
});

test("[AC-1] the right is looked at before the order", () => {
  const nobody = anActor(hub, ["analyst"]);
  expect(new Story().tries(notes(nobody))).toBe("no-right");
  expect(storyAt("archived").tries(notes(nobody))).toBe("no-right");
});

test("[AC-2] the province itself says that files arrived and contacts joined, issues cards and counts limits anew, and nothing else", () => {
  for (const type of types) expect(mayAct([provinceItself], type)).toBe(rolesFor[type].length === 0);
  const both = anActor(hub, [provinceItself, "operator"]);
  expect(storyAt("handling").tries(notes(both))).toBe("no-right");
  const arrived = step(hub, "store-evidence", { sha256: aFile("a").sha256 });
  expect(storyAt("handling").tries(arrived)).toBe("no-right");
  expect(storyAt("handling").tries(joinsContacts())).toBe("applied");
});

test("[AC-5] a step on an order that is not there", () => {
  for (const one of [notes(hub), amends(hub, {}), suspends(hub), archives(hub)])
    expect(new Story().tries(one)).toBe("no-such-order");
});

/** A county that let its completion limit pass, and the red card for it. */
const carded = (provisional = false): Story =>
  storyAt("handling")
    .on("2026-03-12 09:00")
    .does(issuesCard("red", { clock: "complete", provisional }));

/** One way to each refusal of the judge. */
const ways: Readonly<Record<Exclude<Refusal, "unknown-action" | "file-known">, () => string>> = {
  "no-such-order": () => new Story().tries(notes(hub)),
  "order-exists": () => storyAt("registered").tries(registers(hub)),
  "no-right": () => storyAt("handling").tries(notes(anActor(hub, []))),
  "other-office": () => storyAt("registered").tries(dispatches(city, county)),
  "state-moved": () => storyAt("handling").tries(inspects(hub)),
  "order-ended": () => storyAt("closed").tries(merges(hub)),
  "unknown-office": () => storyAt("registered").tries(dispatches(hub, officeId("nowhere"))),
  "not-below": () => new Story().does(registers(city)).tries(dispatches(city, hub)),
  "assignment-moved": () =>
    storyAt("handling").tries(step(county, "accept", { assignment: assignmentId(idOf("turn", 900)) })),
  "return-not-allowed": () => new Story().does(registers(city), dispatches(city, city)).tries(returns(city)),
  "return-too-late": () => storyAt("awaiting-acceptance").on("2026-03-30 10:00").tries(returns(county)),
  "reason-missing": () => storyAt("awaiting-inspection").tries(inspects(hub, { verdict: "mend" })),
  "rating-missing": () => storyAt("awaiting-callback").tries(callsBack(hub, { resultRating: 0 })),
  "ruling-missing": () => storyAt("awaiting-callback").tries(callsBack(hub, { ruling: "unreasonable" })),
  "nothing-changed": () => storyAt("handling").tries(amends(hub, {})),
  "merge-with-itself": () => storyAt("handling").tries(merges(hub, idOf("action", 1))),
  "review-too-far": () => storyAt("handling").tries(suspends(hub, 60)),
  "retention-too-short": () => storyAt("closed").tries(archives(hub, 1)),
  "no-open-turn": () => storyAt("handling").tries(issues(hub, department)),
  "ladder-skipped": () => storyAt("handling").tries(issues(hub, county, { kind: "summons" })),
  "notice-without-ground": () => storyAt("handling").tries(issues(hub, county, { reason: "overdue" })),
  "reply-date-past": () => storyAt("handling").tries(issues(hub, county, { replyBy: 0 })),
  "notice-unknown": () => storyAt("handling").tries(answersNotice(county)),
  "notice-settled": () =>
    storyAt("handling").does(issues(hub, county), settlesNotice(hub, "withdrawn")).tries(answersNotice(county)),
  "reply-missing": () => storyAt("handling").does(issues(hub, county)).tries(settlesNotice(hub)),
  "helps-already": () => storyAt("handling").tries(asksHelp(county, city)),
  "help-over": () =>
    storyAt("handling").does(asksHelp(county, otherCounty), answersHelp(otherCounty)).tries(answersHelp(otherCounty)),
  "answer-date-past": () => storyAt("handling").tries(asksHelp(county, otherCounty, { answerBy: 0 })),
  "incident-already": () => storyAt("handling").does(flagsIncident(county)).tries(flagsIncident(hub)),
  "no-incident": () => storyAt("handling").tries(reportsIncident(county)),
  "incident-open": () => storyAt("awaiting-inspection").does(flagsIncident(hub)).tries(inspects(hub)),
  "first-report-missing": () => storyAt("handling").does(flagsIncident(county)).tries(reportsIncident(county, "final")),
  "final-report-missing": () =>
    storyAt("handling").does(flagsIncident(county), reportsIncident(county)).tries(closesIncident(hub)),
  "extension-too-late": () => storyAt("handling").on("2026-03-30 10:00").tries(asksForTime(county)),
  "extension-too-long": () => storyAt("handling").tries(asksForTime(county, 8)),
  "extension-used-up": () =>
    storyAt("handling")
      .does(asksForTime(county), decidesTime(city, true), asksForTime(county), decidesTime(hub, true))
      .tries(asksForTime(county)),
  "request-settled": () => storyAt("handling").tries(decidesTime(city, true)),
  "not-a-colleague": () => storyAt("handling").tries(assigns(county, aColleague(city).id)),
  "not-the-handler": () =>
    storyAt("handling")
      .does(assigns(county, aColleague(county).id))
      .tries(recuses(county)),
  recused: () =>
    storyAt("handling")
      .does(recuses(county, aColleague(county).id))
      .tries(reports(county)),
  "not-objectionable": () => storyAt("handling").tries(objects(county)),
  "objection-pending": () => {
    const story = storyAt("closed");
    return story.does(objects(county, objectionable(story.now, county)[0])).tries(archives(hub));
  },
  "no-such-card": () => storyAt("handling").tries(revokesCard(hub)),
  "card-settled": () => carded().does(revokesCard(hub)).tries(revokesCard(hub)),
  "card-not-due": () => storyAt("handling").tries(issuesCard("red")),
  "card-stands": () => carded().tries(withdrawsCard()),
  "card-wrong": () => carded(true).does(recounts(30)).tries(confirmsCard()),
  "objected-before": () => carded().does(objectsToCard(county)).tries(objectsToCard(county)),
  "nothing-to-rule": () => carded().tries(rulesOnCard(hub)),
  "worker-withheld": () => {
    const secret = new Story().does(registers(hub, { flags: ["confidential"] }), dispatches(hub, city));
    secret.does(forwards(city, county), accepts(county), reports(county));
    return secret.tries(amends(city, { worker: { ...wagesCase.worker, name: "别人" } }));
  },
  "unknown-code": () => new Story().tries(registers(hub, { problem: "pay.unheard-of" })),
  malformed: () => storyAt("awaiting-callback").tries(callsBack(hub, { reached: false })),
};

test.each(Object.entries(ways))("[AC-6] %s can happen", (refusal, way) => {
  expect(way()).toBe(refusal);
});

test("[AC-6] no refusal is left over", () => {
  const given = new Set<string>([...Object.keys(ways), "unknown-action", "file-known"]);
  expect([...given].sort()).toEqual([...refusals].sort());
});

test("[AC-5] decide judges an order under another id like any other question", () => {
  const intent = { type: "resume", orderId: orderId(idOf("action", 77)), payload: { reason: "x" } } as const;
  expect(decide(undefined, intent, aContext())).toEqual({ verdict: "rejected", refusal: "no-such-order" });
  expect(storyAt("handling").tries(sendsBack(city))).toBe("state-moved");
});
