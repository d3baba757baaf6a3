import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";

import { openMirror, type Mirror } from "../../../src-renderer/data/mirror.ts";
import { mainListNames } from "../../../src-renderer/data/list-names.ts";
import { orderStates, type OrderState } from "../../../src-shared/domain/work-order/order-state.ts";
import { orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { city, county, shippedRules } from "../../support/orders.ts";
import { storyAt } from "../../support/order-steps.ts";
import { goneRow, newAccount, newId, row } from "./desk-parts.ts";

const standpoint = (office: typeof county) => ({
  user: newAccount(),
  office,
  offices: shippedRules.offices,
});

/** Some changes of a copy, each of a few orders out of ten; `page` is large enough to be put like a first sync's. */
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom("store", "page", "replace", "gone", "forget", "pass", "relist", "revisions", "reopen"),
    orders: fc.uniqueArray(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }),
    state: fc.constantFrom(...orderStates),
    older: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

type Step = Readonly<{ kind: string; orders: readonly number[]; state: OrderState; older: boolean }>;

async function change(mirror: Mirror, ids: readonly OrderId[], step: Step): Promise<unknown> {
  const { now } = storyAt(step.state);
  const chosen = (step.kind === "page" ? ids.map((_, at) => at) : step.orders).flatMap((at) => ids[at] ?? []);
  const rows = chosen.map((id) => row({ ...now, id, version: step.older ? 1 : now.version }));
  const desk = standpoint(county);
  switch (step.kind) {
    case "replace":
      return mirror.replace(rows, desk, 1);
    case "gone":
      return mirror.store(chosen.map(goneRow), desk, 1);
    case "forget":
      return mirror.forget(chosen, 1);
    case "pass":
      await mirror.beginPass();
      await mirror.store(rows, desk, 1);
      return mirror.sweep(1);
    case "relist":
      return mirror.relist(standpoint(step.older ? city : county));
    case "revisions":
      return mirror.revisions("thorough");
    default:
      return mirror.store(rows, desk, 1);
  }
}

/** What a person sees, and what is there line by line. */
async function lengths(mirror: Mirror): Promise<Readonly<{ told: readonly number[]; counted: readonly number[] }>> {
  const lines = await mirror.allLines();
  const told = await Promise.all(mainListNames.map((list) => mirror.count(list)));
  const counted = mainListNames.map((list) => {
    return lines.filter(({ place }) => place.list === list || (list === "ended" && place.list === "to-archive")).length;
  });
  return { told: [...told, await mirror.count("all")], counted: [...counted, lines.length] };
}

test("[LS-62] the lengths of lists are what is on them, whatever happens to a copy", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const account = newAccount();
      const ids = Array.from({ length: 10 }, () => orderId(newId()));
      let mirror = await openMirror(account, standpoint(county));
      // Whoever asks first lets them be counted; from here on they follow.
      await mirror.count("all");
      try {
        for (const step of all) {
          if (step.kind === "reopen") {
            await mirror.close();
            mirror = await openMirror(account, standpoint(county));
          } else {
            await change(mirror, ids, step);
          }
          const { told, counted } = await lengths(mirror);
          expect(told).toEqual(counted);
        }
      } finally {
        await mirror.close();
      }
    }),
    { numRuns: 20 },
  );
});

test("[LS-62] a very first sync knows them from its beginning", async () => {
  const mirror = await openMirror(newAccount(), standpoint(county));
  await mirror.beginPass();
  const order = { ...storyAt("handling").now, id: orderId(newId()) };
  await mirror.store([row(order)], standpoint(county), 1);
  expect(await mirror.readFact("tally")).toBe('{"in-handling":1}');
  await mirror.close();
});
