import { isWithin } from "../../src-shared/domain/reference/office.ts";
import type { Actor } from "../../src-shared/domain/decision.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderList, OrderListQuery, QueuedStep, WorkListName } from "../../src-renderer/data/desk-api.ts";
import { belongsTo, lineOf, listOf } from "../../src-renderer/data/work-list.ts";
import { fakeRules } from "./fake-reference.ts";

type State = Readonly<{ orders: ReadonlyMap<string, WorkOrder>; queue: readonly QueuedStep[] }>;

function visible(state: State, actor: Actor): readonly WorkOrder[] {
  const own = fakeRules.offices.find(actor.office)?.path ?? "";
  const concerns = (order: WorkOrder): boolean =>
    [order.holder, order.registeredBy, ...order.assignments.map((one) => one.office)].some((id) =>
      isWithin(fakeRules.offices.find(id)?.path ?? "", own),
    );
  return [...state.orders.values()].filter(concerns);
}

const last = Number.MAX_SAFE_INTEGER;

export function pageOf(state: State, query: OrderListQuery, actor: Actor): OrderList {
  const text = (query.text ?? "").trim();
  const found = visible(state, actor)
    .filter((order) => belongsTo(listOf(order, { office: actor.office, offices: fakeRules.offices }), query.list))
    .map((order) => ({ ...lineOf(order), unsent: state.queue.filter((one) => one.step.orderId === order.id).length }))
    .filter((line) => `${line.number}${line.title}${line.workerName}${line.employerName}`.includes(text));
  found.sort((a, b) => (query.sort === "newest" ? b.registeredAt - a.registeredAt : (a.due ?? last) - (b.due ?? last)));
  return { lines: found.slice(0, query.limit), total: found.length };
}

export function countsOf(state: State, actor: Actor): Readonly<Record<WorkListName, number>> {
  const count = (list: WorkListName): number => pageOf(state, { list, limit: 1 }, actor).total;
  return {
    "to-dispatch": count("to-dispatch"),
    "to-accept": count("to-accept"),
    "in-handling": count("in-handling"),
    "to-review": count("to-review"),
    "to-call-back": count("to-call-back"),
    "to-inspect": count("to-inspect"),
    "to-archive": count("to-archive"),
    below: count("below"),
    suspended: count("suspended"),
    ended: count("ended"),
    all: count("all"),
  };
}
