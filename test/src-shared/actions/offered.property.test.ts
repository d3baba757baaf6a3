import fc from "fast-check";
import { expect, test } from "vitest";
import { isActionType, payloadSchemas, type ActionType } from "../../../src-shared/actions/action.ts";
import { lapsedOffer } from "../../../src-shared/actions/lapsed-offer.ts";
import { availableActions, type OfferedAction } from "../../../src-shared/actions/available-actions.ts";
import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import { objectionable, openObjection } from "../../../src-shared/domain/objection/objectionable.ts";
import { roles } from "../../../src-shared/domain/permission/role.ts";
import { noticesToAnswer, officesToSupervise, openNotices } from "../../../src-shared/domain/supervision/ladder.ts";
import { orderStates } from "../../../src-shared/domain/work-order/order-state.ts";
import { officeId, type OfficeId } from "../../../src-shared/kernel/ids.ts";
import {
  accepts,
  answersNotice,
  issues,
  amends,
  answersHelp,
  asksHelp,
  archives,
  asksForTime,
  attaches,
  decidesReturn,
  decidesTime,
  dispatches,
  forwards,
  objects,
  recalls,
  registers,
  releasesHelp,
  returns,
  rulesOn,
  storyAt,
  wagesCase,
} from "../../support/order-steps.ts";
import {
  anActor,
  city,
  county,
  department,
  hub,
  otherCity,
  otherCounty,
  shippedRules,
  step,
  Story,
  type Step,
} from "../../support/orders.ts";
import { everyStep } from "../../support/every-step.ts";
import { cardsToRule, liveCards, objectionableCards } from "../../../src-shared/domain/supervision/card-rights.ts";
import { aHistory, later, stepOf } from "../../support/random-steps.ts";

const offices = [hub, city, county, otherCounty, otherCity, department];
/** An office that no throw of the dice names, so that it is always free to help. */
const outsider = officeId("c3701");
const below = new Map([
  [hub, city],
  [city, county],
]);

/** A fair try at each step; what it says beyond role, office and state is good where the order stands just then. */
const tries: Readonly<Record<ActionType, (by: OfficeId, story: Story) => Step>> = {
  ...everyStep,
  dispatch: (by) => dispatches(by, by),
  "decide-return": (by, { now }) => {
    const turn = now.assignments.find((one) => one.stage === "returning");
    return decidesReturn(by, turn?.office ?? by, true);
  },
  archive: (by) => archives(by, 30),
  forward: (by) => forwards(by, below.get(by) ?? by),
  attach: (by) => attaches(by, "f"),
  amend: (by, { at }) => amends(by, { employer: { ...wagesCase.employer, contact: `经理${at}` } }),
  "issue-notice": (by, { now }) =>
    issues(by, officesToSupervise(now, by, shippedRules.offices)[0] ?? county, { reason: "unresolved" }),
  "answer-notice": (by, { now }) => {
    const asked = noticesToAnswer(now, by)[0];
    return answersNotice(by, asked ? { notice: asked.id } : {});
  },
  "settle-notice": (by, { now }) => {
    const asking = openNotices(now).find((one) => one.issuer === by);
    if (!asking) throw new Error("none is open");
    return step(by, "settle-notice", { notice: asking.id, outcome: "withdrawn", words: "情况有变" });
  },
  "ask-help": (by) => asksHelp(by, outsider),
  "answer-help": (by) => answersHelp(by),
  "release-help": (by, { now }) => {
    const help = now.helps.find(
      (one) => (one.stage === "open" || one.stage === "answered") && (one.askedBy === by || by === hub),
    );
    return releasesHelp(by, help?.office ?? by);
  },
  "request-extension": (by) => asksForTime(by, 1),
  "decide-extension": (by) => decidesTime(by, true, 1),
  recall: (by, { now }) => recalls(by, activeAssignment(now)?.office ?? by),
  object: (by, { now }) => objects(by, objectionable(now, by)[0]),
  "rule-objection": (by, { now }) => rulesOn(by, true, openObjection(now)?.id),
  "rule-on-card": (by, { now }) => {
    const [card] = cardsToRule(now);
    if (!card) throw new Error("no objection waits");
    return step(by, "rule-on-card", { card: card.id, upheld: false, reason: "经核实" });
  },
  "object-to-card": (by, { now }) => {
    const [card] = objectionableCards(now, by);
    if (!card) throw new Error("no card of this office");
    return step(by, "object-to-card", { card: card.id, reason: "当日停电" });
  },
  "revoke-card": (by, { now }) => {
    const [card] = liveCards(now);
    if (!card) throw new Error("no card counts");
    return step(by, "revoke-card", { card: card.id, reason: "误发" });
  },
};
/** What is no next step of a person: the province's own, what an office's administrator does, what a list offers. */
const beside: readonly ActionType[] = [
  ...["register", "disclose", "set-aside", "join-contacts", "move-turns"].filter(isActionType),
  ...["store-evidence", "issue-card", "confirm-card", "withdraw-card", "remind", "recount"].filter(isActionType),
  ...["note", "attach", "amend", "answer-notice"].filter(isActionType), // a second reply is no next step
];
const moving = Object.keys(tries)
  .filter(isActionType)
  .filter((type) => !beside.includes(type));

/** What the judge may still say to a step that was offered: matters of content and of time, not of who and where. */
const beyondTheOffer = ["applied", "merged", "not-below", "incident-open", "recused"];

function saidTo(story: Story, by: OfficeId, type: ActionType): string {
  try {
    const decision = story.decides(tries[type](by, story));
    return decision.verdict === "rejected" ? decision.refusal : decision.verdict;
  } catch {
    return "no turn"; // the office has none, so no screen could make the step
  }
}

const offered = (story: Story, by: OfficeId): readonly OfferedAction[] =>
  availableActions(story.now, anActor(by), shippedRules.offices);

test("[LC-70] what is offered the judge takes, and the next step it takes is offered", () => {
  fc.assert(
    fc.property(aHistory, (history) => {
      const story = new Story("2026-02-12 08:00");
      for (const dice of history) {
        story.at = later(story.at, dice);
        story.tries(stepOf(story, dice));
        const by = offices[dice.by % offices.length] ?? hub;
        const list = offered(story, by);
        for (const { type, refusal } of list) {
          const lapsed = lapsedOffer(story.now, type, { ...story.rules, at: story.at });
          const allowed = refusal !== null ? [refusal] : lapsed !== null ? [lapsed, "merged"] : beyondTheOffer;
          expect(allowed, `${type} by ${by}`).toContain(saidTo(story, by, type));
        }
        const open = new Set(list.map(({ type }) => type));
        const isHandling = story.now.state === "handling" && story.now.holder === by;
        if (!isHandling) open.add("report-result"); // a supplement is no next step
        for (const type of moving.filter((one) => !open.has(one)))
          expect(saidTo(story, by, type), `${type} by ${by}, not offered`).not.toBe("applied");
      }
    }),
    { numRuns: 150 },
  );
});

test.each([
  ["registered", hub, "dispatch"],
  ["awaiting-dispatch", hub, "dispatch"],
  ["awaiting-acceptance", county, "accept"],
  ["return-review", city, "decide-return"],
  ["handling", county, "report-result"],
  ["suspended", hub, "resume"],
  ["awaiting-review", city, "approve-result"],
  ["awaiting-callback", hub, "call-back"],
  ["awaiting-inspection", hub, "inspect"],
  ["closed", hub, "archive"],
] as const)("[LC-70] while %s, %s is offered to %s first", (state, office, type) => {
  const [first] = offered(storyAt(state), office).filter((one) => !["note", "attach"].includes(one.type));
  expect(first).toEqual({ type, refusal: null });
});

test.each(orderStates)(
  "[LC-70] nothing is offered without a role, and to strangers nothing at all, while %s",
  (state) => {
    const story = storyAt(state);
    expect(availableActions(story.now, anActor(hub, ["analyst"]), shippedRules.offices)).toEqual([]);
    expect(offered(story, otherCity)).toEqual([]);
  },
);

test("[LC-10] [LC-70] a note is offered to whoever may write one, offices above included, and to nobody else", () => {
  const straight = new Story().does(registers(hub), dispatches(hub, county), accepts(county));
  for (const story of [straight, ...orderStates.map(storyAt)])
    for (const by of offices) {
      const isOffered = offered(story, by).some(({ type }) => type === "note");
      expect([story.now.state, by, isOffered]).toEqual([story.now.state, by, saidTo(story, by, "note") === "applied"]);
    }
  expect(offered(straight, city)).toContainEqual({ type: "note", refusal: null });
});

test("[LC-70] a return that was used up is shown with its reason", () => {
  const story = new Story().does(registers(hub), dispatches(hub, city), returns(city), decidesReturn(hub, city, false));
  expect(offered(story, city)).toContainEqual({ type: "return-order", refusal: "return-not-allowed" });
});

test("[LC-70] each role sees its own step", () => {
  const story = storyAt("awaiting-review");
  for (const role of roles) {
    const types = availableActions(story.now, anActor(city, [role]), shippedRules.offices).map((one) => one.type);
    expect(types.includes("approve-result")).toBe(role === "leader");
  }
  expect(Object.keys(payloadSchemas)).toEqual(expect.arrayContaining(Object.keys(tries)));
});
