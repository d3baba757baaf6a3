import fc from "fast-check";
import { expect, test } from "vitest";
import { cardAgenda } from "../../../../src-shared/domain/supervision/card-agenda.ts";
import { cardDuties } from "../../../../src-shared/domain/supervision/card-duties.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import { province } from "../../../support/card-steps.ts";
import { Story, type Step } from "../../../support/orders.ts";
import { aHistory, later, stepOf } from "../../../support/random-steps.ts";

const lineOf = () => ({ isOutOfReach: false, emptiedAt: null });

/** What the province's job would do now, as steps. */
function duties(story: Story): readonly Step[] {
  const found = cardDuties(story.now, { rules: story.rules, now: story.at, lineOf });
  return found.map(({ type, payload }) => () => ({ actor: province, type, payload }));
}

function kindsOf(order: WorkOrder): readonly string[] {
  return order.cards
    .filter((card) => card.state !== "withdrawn")
    .map(({ assignment, clock, colour, round }) => `${assignment} ${clock} ${colour} ${round}`);
}

test("[CD-4] [CD-5] whatever happens, one card of a colour for each clock and round, and none while an order rests", () => {
  fc.assert(
    fc.property(aHistory, (history) => {
      const story = new Story("2026-02-12 08:00");
      for (const dice of history) {
        story.at = later(story.at, dice);
        story.tries(stepOf(story, dice));
        for (const one of duties(story)) expect(["applied", "merged"]).toContain(story.tries(one));
        const { now } = story;
        const kinds = kindsOf(now);
        expect(new Set(kinds).size).toBe(kinds.length);
        if (now.state === "suspended" || now.closedAt !== null)
          expect(cardAgenda(now, story.rules, Number.MAX_SAFE_INTEGER / 4)).toEqual([]);
      }
    }),
    { numRuns: 250 },
  );
});
