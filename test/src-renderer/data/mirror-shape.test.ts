import { createHash } from "node:crypto";
import { expect, test } from "vitest";

import { mirrorShape } from "../../../src-renderer/data/mirror-schema.ts";
import { placeOf } from "../../../src-renderer/data/place.ts";
import { lineOf, sortKeys } from "../../../src-renderer/data/work-list.ts";
import { isKnownEvent, knownEvents } from "../../../src-shared/domain/work-order/known-event.ts";
import { orderStates } from "../../../src-shared/domain/work-order/order-state.ts";
import { canonicalJson } from "../../../src-shared/kernel/canonical-json.ts";
import { storyAt } from "../../support/order-steps.ts";
import { anActor, city, county, hub, otherCounty, shippedRules } from "../../support/orders.ts";

/** What a copy says of orders beyond the orders themselves, as this version writes it. */
function filing(): object {
  const { offices } = shippedRules;
  const orders = orderStates.map((state) => storyAt(state).now);
  const desks = [hub, city, county, otherCounty].map((office) => ({ user: anActor(office).id, office, offices }));
  const lines = orders.map(lineOf);
  return {
    states: orderStates,
    events: knownEvents.toSorted(),
    places: orders.map((order) => desks.map((desk) => placeOf(order, desk))),
    lines: lines.map((line) => [Object.keys(line).toSorted(), Object.keys(sortKeys(line)).toSorted()]),
  };
}

/** The filing of each shape of the copy; one that has been shipped is never changed. */
const filings: Readonly<Record<number, string>> = { 510: "4bc57191e9633bed" };

const whatToDo = `States, events, places of orders in lists or their lines have changed. A copy from before the update would keep
saying what the older version made of them, so raise orderShape (src-shared/domain/work-order/order-shape.ts) where
evolve keeps something new, or linesShape (src-renderer/data/mirror-schema.ts) where it does not, and add the new filing:`;

test("[NV-10] what a copy says of orders changes only with its shape, which has it fetched again", () => {
  const now = createHash("sha256").update(canonicalJson(filing())).digest("hex").slice(0, 16);
  expect(filings[mirrorShape], `${whatToDo} ${mirrorShape}: "${now}"`).toBe(now);
  expect(isKnownEvent({ type: "drone-dispatched" })).toBe(false);
});
