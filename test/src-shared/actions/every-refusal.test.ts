import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { isActionType, payloadSchemas, type ActionType, type Intent } from "../../../src-shared/actions/action.ts";
import { mayAct, rolesFor } from "../../../src-shared/actions/authorise.ts";
import { decide } from "../../../src-shared/actions/decide.ts";
import { officesWithRight } from "../../../src-shared/domain/assignment/custody.ts";
import type { Decision } from "../../../src-shared/domain/decision.ts";
import { provinceItself, roles } from "../../../src-shared/domain/permission/role.ts";
import { refusals } from "../../../src-shared/domain/refusal.ts";
import { evolve } from "../../../src-shared/domain/work-order/evolve.ts";
import { isAllowedMove } from "../../../src-shared/domain/work-order/life-cycle-edges.ts";
import { orderStates } from "../../../src-shared/domain/work-order/order-state.ts";
import { actionId, orderId, type OfficeId } from "../../../src-shared/kernel/ids.ts";
import { dayMs } from "../../../src-shared/kernel/instant.ts";
import { problemKinds } from "../../../src-shared/protocol/problem-code.ts";
import { startI18n } from "../../../src-renderer/text/start-i18n.ts";
import { issuesCard } from "../../support/card-steps.ts";
import { aPayload } from "../../support/every-step.ts";
import {
  asksForTime,
  asksHelp,
  asksToReopen,
  assigns,
  flagsIncident,
  issues,
  notes,
  recuses,
  stepsTo,
  storyAt,
} from "../../support/order-steps.ts";
import {
  aColleague,
  aContext,
  anActor,
  city,
  county,
  department,
  hub,
  idOf,
  otherCity,
  otherCounty,
  Story,
} from "../../support/orders.ts";

const types = Object.keys(payloadSchemas).filter(isActionType);
const everyRole = [...roles, provinceItself] as const;
/** Of an order in the county's hands: its own, those above it, its sibling, and two of other branches. */
const offices = [county, city, hub, otherCounty, otherCity, department];

/** How an order can stand: none, each state, and what may run beside the state. */
const standings: Readonly<Record<string, () => Story>> = {
  "no order": () => new Story(),
  ...Object.fromEntries(orderStates.map((state) => [state, () => storyAt(state)])),
  "with a helper": () => storyAt("handling").does(asksHelp(county, otherCity)),
  "with an incident": () => storyAt("handling").does(flagsIncident(county)),
  "with a notice": () => storyAt("handling").does(issues(hub, county)),
  "with a request for time": () => storyAt("handling").does(asksForTime(county)),
  "with a handler in charge": () => storyAt("handling").does(assigns(county, aColleague(county).id)),
  "with somebody who withdrew": () => storyAt("handling").does(recuses(county, aColleague(county).id)),
  "with a card": () =>
    storyAt("handling")
      .on("2026-03-12 09:00")
      .does(issuesCard("red", { clock: "complete" })),
  "with a request to reopen": () => storyAt("closed").does(asksToReopen(hub)),
};

/** The order as somebody may have seen it who writes a step: a step earlier, as it is, and as it will be. */
function seen(story: Story): readonly Story[] {
  const { order } = story;
  if (!order) return [story, storyAt("handling")];
  const steps = stepsTo[order.state];
  const before = new Story().does(...steps.slice(0, -1));
  const after = new Story().does(...steps.slice(0, 1), notes(hub), notes(hub), ...steps.slice(1, 4));
  return [before, story, after];
}

type Cell = Readonly<{ type: ActionType; office: OfficeId; story: Story; payload: unknown; at: number }>;

function cells(story: Story): readonly Cell[] {
  const views = seen(story).flatMap((as) => [0, 60].map((days) => ({ as, at: story.at + days * dayMs })));
  const pairs = types.flatMap((type) => offices.map((office) => ({ type, office })));
  return pairs.flatMap(({ type, office }) =>
    views.map(({ as, at }) => ({ type, office, story, payload: aPayload(type, office, as), at })),
  );
}

function judged({ type, office, story, payload, at }: Cell, held: readonly (typeof everyRole)[number][]): Decision {
  const id = actionId(idOf("action", 500));
  const context = aContext({ actionId: id, actor: anActor(office, held), at });
  return decide(story.order, { type, orderId: story.order?.id ?? orderId(id), payload } as Intent, context);
}

/** What is applied must be somebody's right, along the table of the life cycle. */
function expectLawful(cell: Cell, { event }: Extract<Decision, { verdict: "applied" }>): void {
  const { order } = cell.story;
  const after = evolve(order, event);
  if (!order) return expect([cell.type, after.holder]).toEqual(["register", cell.office]);
  const supplement = event.type === "reported" && event.supplementary;
  expect(supplement || isAllowedMove(event.type, order.state, after.state)).toBe(true);
  const isProvince = rolesFor[cell.type].length === 0;
  expect(
    isProvince ||
      [hub, ...officesWithRight(order), ...order.assignments.map((one) => one.office)].includes(cell.office),
    `${cell.type} by ${cell.office}`,
  ).toBe(true);
}

/** The roles with which a step was not refused as nobody's right, and what was said to each of them. */
function answersTo(cell: Cell): readonly Readonly<{ role: (typeof everyRole)[number]; decision: Decision }>[] {
  const said = everyRole.map((role) => ({ role, decision: judged(cell, [role]) }));
  return said.filter(({ decision }) => decision.verdict !== "rejected" || decision.refusal !== "no-right");
}

test.each(Object.keys(standings))(
  "[AC-7] every step by every role of every office, seen earlier, now or later: %s",
  (name) => {
    const story = standings[name]?.() ?? new Story();
    for (const cell of cells(story)) {
      const said = answersTo(cell);
      const [first] = said;
      expect(said.map(({ role }) => role)).toEqual(everyRole.filter((role) => mayAct([role], cell.type)));
      expect(said.every(({ decision }) => isDeepStrictEqual(decision, first?.decision))).toBe(true);
      if (first?.decision.verdict === "applied") expectLawful(cell, first.decision);
    }
  },
);

test("[AC-7] the table is not idle: it brings out every refusal of who, where and when", () => {
  const all = Object.values(standings).flatMap((make) => cells(make()));
  const said = all.map((cell) => judged(cell, [rolesFor[cell.type][0] ?? provinceItself]));
  const given = new Set<string>(said.map((one) => (one.verdict === "rejected" ? one.refusal : one.verdict)));
  const expected: readonly string[] = [
    "applied",
    "merged",
    "no-such-order",
    "order-exists",
    "other-office",
    "state-moved",
    "order-ended",
    "assignment-moved",
    "not-below",
    "no-open-turn",
    "recused",
    "not-the-handler",
    "helps-already",
    "help-over",
    "incident-already",
    "no-incident",
    "notice-unknown",
    "reply-missing",
    "request-settled",
    "return-too-late",
    "extension-too-late",
    "reply-date-past",
    "review-too-far",
    "no-such-card",
    "card-not-due",
    "card-stands",
    "nothing-to-rule",
    "not-objectionable",
    "nothing-changed",
  ];
  expect(expected.filter((one) => !given.has(one))).toEqual([]);
});

test.each(["zh-CN", "en"] as const)("[AC-7] every refusal has a number and a whole sentence in %s", (language) => {
  const { t } = startI18n(language);
  const sentences = refusals.map((name) => t(name, { ns: "problems" }));
  for (const [at, name] of refusals.entries()) {
    expect(problemKinds[name].number).toBeGreaterThan(1000);
    expect(sentences[at]).not.toMatch(/\{\{|undefined|null|\[object/);
    expect(sentences[at]).toMatch(language === "en" ? /^[A-Z][^\u4e00-\u9fff]+[.!?]$/ : /[\u4e00-\u9fff].*[。！？]$/);
  }
  expect(new Set(sentences).size).toBe(refusals.length);
});
