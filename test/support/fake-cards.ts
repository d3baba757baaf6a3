import type { Actor } from "../../src-shared/domain/decision.ts";
import { provinceItself } from "../../src-shared/domain/permission/role.ts";
import { cardAgenda, keyOf } from "../../src-shared/domain/supervision/card-agenda.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { actionId } from "../../src-shared/kernel/ids.ts";
import { dayMs, hourMs } from "../../src-shared/kernel/instant.ts";
import { acceptIt, dispatchTo, fakeNow, OrderMaker, someWages } from "./fake-orders.ts";
import { fakeRules, people } from "./fake-reference.ts";

const province: Actor = { ...people.hub, name: "省级平台", roles: [provinceItself] };

/** An order that the county let run out, with the red card that the province issued for it. */
export function cardedOrder(provisional = false): OrderMaker {
  const maker = new OrderMaker(someWages, fakeNow - 40 * dayMs, "37-2026-000301")
    .by(people.hub, 1, dispatchTo("x370902"))
    .by(people.county, 1, acceptIt);
  const hours = (fakeNow - 2 * hourMs - maker.at) / hourMs;
  return maker.by(province, hours, (order) => {
    const item = cardAgenda(order, fakeRules, fakeNow).find((one) => one.kind === "red");
    if (!item) throw new Error("no red card is due");
    return { type: "issue-card", orderId: order.id, payload: { ...keyOf(item.run), colour: "red", provisional } };
  });
}

/** The same order with an acceptance of which nothing but the computer's own clock tells the time. */
export function doubtedOrder(): WorkOrder {
  const { order } = new OrderMaker(someWages, fakeNow - 12 * dayMs, "37-2026-000302")
    .by(people.hub, 1, dispatchTo("x370902"))
    .by(people.county, 1, acceptIt);
  const turn = order.assignments[0];
  if (!turn) throw new Error("the county has a turn");
  const doubt = {
    assignment: turn.id,
    clock: "accept",
    round: 1,
    due: turn.acceptBy,
    action: actionId("00000000-0000-7000-8000-0000000000cc"),
    office: turn.office,
    byName: "赵敏",
    effectiveAt: turn.acceptBy - 8 * hourMs,
    deviceAt: turn.acceptBy - 30 * dayMs,
    receivedAt: turn.acceptBy + 34 * hourMs,
    lastContactAt: turn.acceptBy - 90 * hourMs,
    grade: "C",
    ruling: null,
  } as const;
  return { ...order, doubts: [doubt] };
}
