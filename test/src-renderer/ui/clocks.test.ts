import { expect, test } from "vitest";
import { bearsCards, clocksOf, type Clock } from "../../../src-renderer/ui/clocks.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import {
  acceptIt,
  dispatchTo,
  fakeNow,
  forwardTo,
  noteIt,
  OrderMaker,
  reportIt,
  someWages,
} from "../../support/fake-orders.ts";
import { fakeReference, people } from "../../support/fake-reference.ts";

const atCounty = (): OrderMaker =>
  new OrderMaker(someWages, fakeNow, "37-2026-000001")
    .by(people.hub, 1, dispatchTo("c3709"))
    .by(people.city, 1, forwardTo("x370902"))
    .by(people.county, 1, acceptIt);

const clocks = (order: WorkOrder): readonly Clock[] => clocksOf(order, fakeReference.policy, people.county.office);
const names = (order: WorkOrder): readonly string[] => clocks(order).map((clock) => clock.name);

test("[DE-27] the first contact stands between acceptance and completion, runs, and is met by a contact", () => {
  const made = atCounty();
  expect(names(made.order)).toEqual(["accept", "contact", "complete"]);
  expect(clocks(made.order)[1]).toMatchObject({ doneAt: null, late: false, limit: { amount: 3, unit: "working-day" } });
  made.by(people.county, 1, noteIt("已联系职工本人。"));
  expect(clocks(made.order)[1]).toMatchObject({ doneAt: made.at, late: false });
  expect(clocks(made.order).map(bearsCards)).toEqual([true, false, true]);
});

test("[DE-27] there is none where none is asked for, and none that runs on after the report", () => {
  const asked = { ...someWages, classification: { ...someWages.classification, class: "suggestion" } } as const;
  const suggestion = new OrderMaker(asked, fakeNow, "37-2026-000002").by(people.hub, 1, dispatchTo("c3709"));
  expect(clocksOf(suggestion.order, fakeReference.policy, people.city.office).map((clock) => clock.name)).toEqual([
    "accept",
    "complete",
  ]);
  expect(names(atCounty().by(people.county, 1, reportIt).order)).toEqual(["accept", "complete"]);
});
