import { assignmentId, officeId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { App } from "../../../src-server/http/services.ts";
import { Desk } from "../../src-server/support/desk.ts";
import { dispatchTo, forwardTo, newTurn, wagesCase } from "../../src-server/support/payloads.ts";

/** Somebody elsewhere who is always online: acts on the province directly, while a real desk is under test. */
export async function colleague(url: string, username: string): Promise<Desk> {
  return new Desk(overFetch(url), username, () => Date.now()).signIn();
}

type Injected = Readonly<{ method: string; url: string; headers: Record<string, string>; payload?: string }>;

/** The one function of the server that the test desk calls, over a real line. */
function overFetch(base: string): App {
  const inject = async ({ method, url, headers, payload }: Injected) => {
    const answer = await fetch(base + url, { method, headers, ...(payload === undefined ? {} : { body: payload }) });
    return { statusCode: answer.status, body: await answer.text(), headers: Object.fromEntries(answer.headers) };
  };
  return { inject } as unknown as App;
}

export async function orderSeenBy(desk: Desk, id: OrderId): Promise<WorkOrder | undefined> {
  await desk.pull();
  return desk.mirror.get(id);
}

/** The hub registers and dispatches, the city forwards to the county 泰山区. */
export async function forwardedToCounty(hub: Desk, city: Desk): Promise<OrderId> {
  const order = (await hub.act("register", null, wagesCase())).orderId;
  const turn = newTurn();
  await hub.act("dispatch", order, dispatchTo("c3709", turn));
  await city.act("forward", order, forwardTo("x370902", turn, newTurn()));
  return order;
}

/** Whose turn an office's is. */
export function turnOf(order: WorkOrder, office: string): ReturnType<typeof assignmentId> {
  return order.assignments.findLast((one) => one.office === officeId(office))?.id ?? assignmentId("");
}
