import { pino } from "pino";

import { makeOrders } from "../../../scripts/demo/make-orders.ts";
import { putOrders } from "../../../scripts/demo/put-orders.ts";
import { openStore } from "../../../src-server/store/open-store.ts";
import { readResources } from "../../../src-server/store/read-resources.ts";
import { openProvince } from "../../../src-server/sync/open-province.ts";
import { replay } from "../../../src-shared/domain/work-order/evolve.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { officeId, type OrderId } from "../../../src-shared/kernel/ids.ts";

/** 泰山区总工会, the county of the demo account `taishan`. */
const county = officeId("x370902");

/** About one made order in seven never comes to the county or still waits there. */
const madePerWanted = 1.3;

export type Fill = Readonly<{
  folder: string;
  /** Orders that the county sees, none of them waiting for acceptance. */
  count: number;
  /** Orders that the city has and can forward to the county. */
  forwardable: number;
}>;

/** Fills a new data folder with orders before the province starts on it. Returns the ids of the forwardable ones. */
export async function fillProvince({ folder, count, forwardable }: Fill): Promise<readonly OrderId[]> {
  const log = pino({ level: "silent" });
  const store = await openStore({ databaseUrl: null, folder }, log);
  const now = Date.now();
  const resources = readResources();
  const province = await openProvince({ store, resources, now: () => Date.now(), log });
  const made = makeOrders({ count: Math.ceil(count * madePerWanted), seed: 4711, now, counties: [county] });
  const waiting = made.filter((order) => order.state === "awaiting-acceptance");
  const atCity = waiting.slice(0, forwardable).map(beforeForwarding);
  const atCounty = made.filter((order) => order.state !== "awaiting-acceptance" && wasAtCounty(order)).slice(0, count);
  if (atCounty.length < count || atCity.length < forwardable) throw new Error("too few orders were made");
  await putOrders(province, [...atCounty, ...atCity]);
  await store.close();
  return atCity.map(({ id }) => id);
}

function wasAtCounty(order: WorkOrder): boolean {
  return order.assignments.some((turn) => turn.office === county);
}

/** An order as it was when the hub had dispatched it and the city had not yet forwarded it. */
function beforeForwarding(order: WorkOrder): WorkOrder {
  const at = order.timeline.findIndex((event) => event.type === "forwarded");
  const earlier = replay(order.timeline.slice(0, at));
  if (at === -1 || !earlier) throw new Error(`order ${order.id} was not forwarded`);
  return earlier;
}
