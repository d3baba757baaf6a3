import { planDemo } from "../../src-server/jobs/demo-plan.ts";
import { demoUserId } from "../../src-server/jobs/demo-users.ts";
import { readResources } from "../../src-server/store/read-resources.ts";
import type { Actor } from "../../src-shared/domain/decision.ts";
import { provinceItself, roles } from "../../src-shared/domain/permission/role.ts";
import { knownCodes } from "../../src-shared/domain/reference/known-codes.ts";
import type { Office } from "../../src-shared/domain/reference/office.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { userId, type OfficeId } from "../../src-shared/kernel/ids.ts";
import { chinaDay, type Instant } from "../../src-shared/kernel/instant.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { makeHistories } from "./make-histories.ts";

/** How many orders, from which seed, as seen from when; for these counties, or for every county of the province. */
export type OrdersWish = Readonly<{ count: number; seed: number; now: Instant; counties?: readonly OfficeId[] }>;

/**
 * Makes believable orders by the province's own decisions, without a province: about one in four is open. The same wish
 * gives the same orders. Each office has one person who does everything, known by the office's id.
 * @see docs/spec/demo.md DM-20
 */
export function makeOrders(wish: OrdersWish): readonly WorkOrder[] {
  const { calendar, policy, officeList, dictionaries } = readResources();
  const offices = new Map(officeList.offices.map((office) => [office.id, office]));
  const hub = officeList.offices.find((office) => office.parentId === null);
  invariant(hub, "the office tree has a root");
  const places = { hub: hub.id, counties: countiesOf(officeList.offices, wish.counties) };
  const rules = {
    calendar,
    policy,
    offices: { find: (id: OfficeId) => offices.get(id), hub: hub.id },
    colleagues: { find: () => undefined },
    codes: knownCodes(dictionaries),
  };
  const stage = {
    rules,
    now: wish.now,
    actorNamed: (name: string) => personOf(officeList.offices, name),
    province: { id: userId(""), name: "省平台", office: hub.id, roles: [provinceItself] as const },
    fileNamed: () => {
      throw new Error("made orders have no files");
    },
    nextNumber: numbering(),
  };
  return [...planDemo(makeHistories({ ...wish, places }), stage).orders.values()];
}

function countiesOf(
  offices: readonly Office[],
  wished: OrdersWish["counties"],
): readonly Readonly<{ city: string; county: string }>[] {
  const counties = offices.filter(({ id, kind }) => kind === "county" && (wished?.includes(id) ?? true));
  return counties.map(({ id, parentId }) => ({ city: parentId ?? "", county: id }));
}

function personOf(offices: readonly Office[], name: string): Actor {
  const office = offices.find(({ id }) => String(id) === name);
  invariant(office, `${name} is an office`);
  return { id: demoUserId(name), name: `${office.shortName}经办人`, office: office.id, roles };
}

function numbering(): (at: Instant) => string {
  const last = new Map<string, number>();
  return (at) => {
    const year = chinaDay(at).slice(0, 4);
    const next = (last.get(year) ?? 0) + 1;
    last.set(year, next);
    return `37-${year}-${String(next).padStart(6, "0")}`;
  };
}
