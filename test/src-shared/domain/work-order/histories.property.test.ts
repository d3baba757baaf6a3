import fc from "fast-check";
import { expect, test } from "vitest";
import { evolve, replay } from "../../../../src-shared/domain/work-order/evolve.ts";
import { orderStates, type OrderState } from "../../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import { officeId } from "../../../../src-shared/kernel/ids.ts";
import { endLaws, stepLaws, type Walked } from "../../../histories/laws.ts";
import { frozen, walkHistory } from "../../../histories/walk-history.ts";
import { approves, reports, storyAt } from "../../../support/order-steps.ts";
import { city, county, otherCity, Story } from "../../../support/orders.ts";
import { aHistory, later, stepOf, type Throw } from "../../../support/random-steps.ts";

// A slice of what `npm run histories` walks by the million; dice by fast-check, so that a broken history shrinks.
const numRuns = 1500;

/** Plays dice as a history; `after` sees the order before and after every step. */
function play(history: readonly Throw[], after: (walked: Walked) => void): Story {
  const story = new Story("2026-02-12 08:00");
  for (const dice of history) {
    story.at = later(story.at, dice);
    const before = frozen(story.order);
    const said = story.tries(stepOf(story, dice));
    after({ before, now: story.now, said });
  }
  return story;
}

test("[AS-7] [LC-5] [LC-6] [LC-7] [LC-8] after any step one office acts and holds the order, and it moved along the table", () => {
  fc.assert(
    fc.property(aHistory, (history) => {
      play(history, (walked) => {
        for (const [law, complaintOf] of Object.entries(stepLaws)) expect(complaintOf(walked), law).toBeNull();
      });
    }),
    { numRuns },
  );
});

test("[AS-2] [AS-7] [AS-25] [LC-5] [SU-23] at the end of any history turns form a chain, returns are two, events and hops add up", () => {
  fc.assert(
    fc.property(aHistory, (history) => {
      const { now: order, at } = play(history, () => undefined);
      for (const [law, complaintOf] of Object.entries(endLaws)) expect(complaintOf({ order, at }), law).toBeNull();
    }),
    { numRuns },
  );
});

test("[LC-9] the same question has the same answer, and nothing given is changed", () => {
  fc.assert(
    fc.property(aHistory, (history) => {
      const story = new Story("2026-02-12 08:00");
      for (const dice of history) {
        story.at = later(story.at, dice);
        frozen(story.order);
        const step = stepOf(story, dice);
        const first = frozen(story.decides(step));
        expect(story.decides(step)).toEqual(first);
        story.tries(step);
        if (first.verdict === "applied") expect(story.last).toEqual(first.event);
      }
    }),
    { numRuns: 300 },
  );
});

test("[LC-5] events may be applied one by one or all at once", () => {
  fc.assert(
    fc.property(aHistory, fc.nat(), (history, cut) => {
      const timeline = play(history, () => undefined).order?.timeline ?? [];
      const at = timeline.length === 0 ? 0 : cut % timeline.length;
      expect(timeline.slice(at).reduce<WorkOrder | undefined>(evolve, replay(timeline.slice(0, at)))).toEqual(
        replay(timeline),
      );
    }),
    { numRuns: 300 },
  );
});

test("[LC-6] the histories are not idle: together they reach every state, and a seed walks the same one again", () => {
  const seeds = Array.from({ length: 1500 }, (_, at) => 12_351 + at);
  const outcomes = seeds.map((seed) => walkHistory(seed));
  expect(outcomes.filter(({ broken }) => broken !== null)).toEqual([]);
  const reached = new Set<OrderState | null>(outcomes.map(({ state }) => state));
  expect([...reached].sort()).toEqual([...orderStates].sort());
  const tellings = [1, 2].map(() => {
    const told: string[] = [];
    walkHistory(12_351, (step) => told.push(step));
    return told;
  });
  expect(tellings[0]?.length).toBeGreaterThan(5);
  expect(tellings[1]).toEqual(tellings[0]);
});

/** An order in a county's hands, as a broken program could leave it. */
const inHand = storyAt("handling").now;
const [above, below] = inHand.assignments;
const left = (change: Partial<WorkOrder>): Walked => ({
  before: inHand,
  now: { ...inHand, ...change },
  said: "applied",
});

test.each([
  ["AS-7", "nobody acts", left({ assignments: [] })],
  ["AS-7", "two act", left({ assignments: inHand.assignments.map((one) => ({ ...one, stage: "handling" as const })) })],
  ["AS-7", "another holds it", left({ holder: city })],
  ["LC-5", "an event too many", left({ timeline: [...inHand.timeline, ...inHand.timeline.slice(-1)] })],
  ["LC-5", "an event is gone", left({ timeline: inHand.timeline.slice(1), version: inHand.version + 1 })],
  ["LC-6", "a step to a state that is none of the table's", left({ state: "archived" })],
  ["LC-5", "refused and changed", { before: inHand, now: { ...inHand }, said: "state-moved" }],
  ["LC-7", "a stranger holds it", left({ holder: otherCity })],
  ["LC-7", "nobody holds it", left({ holder: officeId("") })],
  ["LC-7", "closed and in hand", left({ closedAt: 1 })],
  ["LC-7", "a rest of nothing", left({ suspension: { reason: "x", since: 1, reviewBy: 2, resumeState: "handling" } })],
] as const)("[AS-7] [LC-5] [LC-6] [LC-7] the law %s notices a planted mistake: %s", (law, _, walked) => {
  expect(stepLaws[law](walked)).not.toBeNull();
});

const ended = storyAt("handling").does(reports(county), approves(city)).now;

test.each([
  ["AS-2", "two turns with one id", { ...inHand, assignments: [...inHand.assignments, ...inHand.assignments] }],
  ["AS-2", "a turn waits for nothing", { ...inHand, assignments: above ? [above] : [] }],
  ["AS-2", "two limits", { ...inHand, assignments: above && below ? [above, { ...below, completeBy: 1 }] : [] }],
  ["LC-5", "a state that no event tells", { ...inHand, round: 2 }],
  ["SU-23", "a time before the first hop", { ...ended, registeredAt: ended.registeredAt - 1 }],
] as const)("[AS-2] [LC-5] [SU-23] the law %s notices a planted mistake at the end: %s", (law, _, order) => {
  expect(endLaws[law]({ order, at: Date.parse("2026-03-01") })).not.toBeNull();
});
