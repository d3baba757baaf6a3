import fc from "fast-check";
import { expect, test } from "vitest";
import type { Assignment } from "../../../../src-shared/domain/assignment/assignment.ts";
import { activeAssignment, openTurns, officesWithRight } from "../../../../src-shared/domain/assignment/custody.ts";
import { evolve, replay } from "../../../../src-shared/domain/work-order/evolve.ts";
import { isAllowedMove } from "../../../../src-shared/domain/work-order/life-cycle-edges.ts";
import { isEnded, orderStates, type OrderState } from "../../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import { Story } from "../../../support/orders.ts";
import { aHistory, later, stepOf } from "../../../support/random-steps.ts";
import { walk } from "../../../support/walk.ts";

const numRuns = 1500;

/** Freezes a value and all below it, so that a decision that changed what it was given would throw. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
  return value;
}

/** Plays dice as a history; `after` sees the order before and after every step. */
function play(
  history: readonly Parameters<typeof stepOf>[1][],
  after: (before: WorkOrder | undefined, story: Story, said: string) => void,
): Story {
  const story = new Story("2026-02-12 08:00");
  for (const dice of history) {
    story.at = later(story.at, dice);
    const before = frozen(story.order);
    after(before, story, story.tries(stepOf(story, dice)));
  }
  return story;
}

const expectedStages: Readonly<Partial<Record<OrderState, readonly Assignment["stage"][]>>> = {
  "awaiting-acceptance": ["awaiting-acceptance"],
  "return-review": ["returning"],
  handling: ["handling"],
  suspended: ["handling"],
  "awaiting-review": ["reviewing"],
};

test("[AS-7] one turn acts exactly while the state needs one, and its office holds the order", () => {
  fc.assert(
    fc.property(aHistory, (history) => {
      play(history, (_, { now }) => {
        const acting = now.assignments.filter((one) =>
          ["awaiting-acceptance", "handling", "returning", "reviewing"].includes(one.stage),
        );
        expect(acting.map((one) => one.stage)).toEqual(expectedStages[now.state] ?? []);
        const [turn] = acting;
        if (turn && now.state !== "return-review") expect(now.holder).toBe(turn.office);
        expect(activeAssignment(now)).toBe(turn);
      });
    }),
    walk(numRuns),
  );
});

test("[AS-7] [AS-2] turns form a chain: one below at most, each waiting for the one below, one limit for all", () => {
  fc.assert(
    fc.property(aHistory, (history) => {
      const { order } = play(history, () => undefined);
      if (!order) return;
      const standing = order.assignments.filter((one) => one.stage !== "returned");
      const parents = standing.map((one) => one.parent).filter((parent) => parent !== null);
      expect(new Set(parents).size).toBe(parents.length);
      expect(new Set(order.assignments.map((one) => one.id)).size).toBe(order.assignments.length);
      const begun = order.timeline.findLast((event) => event.type === "reopen-decided" && event.granted)?.at ?? 0;
      const current = standing.filter((one) => one.dispatchedAt >= begun);
      expect(new Set(current.map((one) => one.completeBy)).size).toBeLessThanOrEqual(1);
      for (const one of openTurns(order)) {
        const below = standing.find((other) => other.parent === one.id);
        expect(one.stage === "passed-on", `${one.stage} above ${below?.stage}`).toBe(isAtWork(below?.stage));
      }
    }),
    walk(numRuns),
  );
});

function isAtWork(stage: Assignment["stage"] | undefined): boolean {
  return stage !== undefined && stage !== "reported" && stage !== "done";
}

test("[LC-5] [LC-6] [LC-9] every step moves along the table, counts once, or leaves the order alone", () => {
  fc.assert(
    fc.property(aHistory, (history) => {
      const story = play(history, (before, { now, last }, said) => {
        if (said !== "applied") return expect(now).toBe(before);
        expect(now.version).toBe((before?.version ?? 0) + 1);
        expect(now.timeline).toHaveLength(now.version);
        expect(now.timeline.slice(0, -1)).toEqual(before?.timeline ?? []);
        expect(now.lastActionId).toBe(last.id);
        if (before) expect(isAllowedMove(last.type, before.state, now.state) || isSupplement(last)).toBe(true);
        if (before && isSupplement(last)) expect(now.state).toBe(before.state);
      });
      if (story.order) expect(replay(story.order.timeline)).toEqual(story.order);
    }),
    walk(numRuns),
  );
});

const isSupplement = (event: WorkOrder["timeline"][number]): boolean =>
  event.type === "reported" && event.supplementary;

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
    walk(300),
  );
});

test("[LC-7] [LC-8] always one holder with a right, and nobody waits once it has ended", () => {
  fc.assert(
    fc.property(aHistory, (history) => {
      play(history, (_, { now }) => {
        expect(now.holder).not.toBe("");
        expect(officesWithRight(now)).toContain(now.holder);
        expect(new Set(officesWithRight(now)).size).toBe(officesWithRight(now).length);
        expect(now.closedAt !== null).toBe(isEnded(now.state));
        expect(now.suspension !== null).toBe(now.state === "suspended");
        expect(now.dispatchBy !== null).toBe(now.state === "registered" || now.state === "awaiting-dispatch");
        if (isEnded(now.state)) expect(openTurns(now)).toEqual([]);
      });
    }),
    walk(numRuns),
  );
});

test("[AS-25] no history has a third return", () => {
  fc.assert(
    fc.property(aHistory, (history) => {
      const asked = play(history, () => undefined).order?.timeline.filter((event) => event.type === "return-asked");
      expect(asked?.length ?? 0).toBeLessThanOrEqual(2);
    }),
    walk(numRuns),
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
    walk(300),
  );
});

test("[LC-6] the histories are not idle: together they reach every state", () => {
  const reached = new Set<OrderState>();
  fc.assert(
    fc.property(aHistory, (history) => {
      play(history, (_, { now }) => void reached.add(now.state));
    }),
    { numRuns, seed: 12351 },
  );
  expect([...reached].sort()).toEqual([...orderStates].sort());
});
