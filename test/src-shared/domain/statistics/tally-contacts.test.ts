import fc from "fast-check";
import { expect, test } from "vitest";

import { outcomeOf, tallyContacts } from "../../../../src-shared/domain/statistics/tally-contacts.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import { accepts, answers, dispatches, merges, refuses, registers } from "../../../support/order-steps.ts";
import { city, hub, Story, type Step } from "../../../support/orders.ts";
import { aHistory, later, stepOf } from "../../../support/random-steps.ts";

function after(...steps: readonly Step[]): WorkOrder {
  return new Story().does(registers(hub), ...steps).now;
}

test("[ST-1] a contact is answered, dispatched, merged, refused, or not looked at yet", () => {
  expect(outcomeOf(after())).toBe("undecided");
  expect(outcomeOf(after(answers(hub)))).toBe("direct");
  expect(outcomeOf(after(refuses(hub)))).toBe("refused");
  expect(outcomeOf(after(dispatches(hub, city)))).toBe("orders");
  expect(outcomeOf(after(dispatches(hub, city), accepts(city)))).toBe("orders");
  expect(outcomeOf(after(merges(hub)))).toBe("merged");
  expect(outcomeOf(after(dispatches(hub, city), merges(hub)))).toBe("merged");
});

test.each([
  [{ class: "invalid" }, "refused"],
  [{ class: "harassment" }, "refused"],
  [{ outcome: "emergency" }, "refused"],
  [{ class: "thanks" }, "direct"],
  [{}, "direct"],
] as const)("[ST-3] a contact marked %o and ended at once counts as %s", (mark, outcome) => {
  const order = after(answers(hub));
  const marked = { ...order, contacts: order.contacts.map((contact) => ({ ...contact, ...mark })) };
  expect(outcomeOf(marked)).toBe(outcome);
  expect(tallyContacts([marked])).toMatchObject({ contacts: 1, [outcome]: 1 });
  const waiting = { ...after(), contacts: marked.contacts };
  expect(outcomeOf(waiting)).toBe("undecided");
});

test("[ST-2] whatever happens to orders, the outcomes of their contacts add up", () => {
  fc.assert(
    fc.property(fc.array(aHistory, { maxLength: 6 }), (histories) => {
      const orders = histories.flatMap((history) => {
        const story = new Story();
        for (const dice of history) {
          story.at = later(story.at, dice);
          story.tries(stepOf(story, dice));
        }
        return story.order ?? [];
      });
      const { contacts, direct, orders: dispatched, merged, refused, undecided } = tallyContacts(orders);
      expect(contacts).toBe(orders.length);
      expect(direct + dispatched + merged + refused + undecided).toBe(contacts);
    }),
    { numRuns: 100 },
  );
});
