import { officesWithRight } from "../../src-shared/domain/assignment/custody.ts";
import { isWithin } from "../../src-shared/domain/reference/office.ts";
import type { Actor } from "../../src-shared/domain/decision.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderList, OrderListQuery, QueuedStep, WorkListName } from "../../src-renderer/data/desk-api.ts";
import { noFilter, passes } from "../../src-renderer/data/list-filter.ts";
import { perList } from "../../src-renderer/data/list-names.ts";
import { placeOf, standsOn } from "../../src-renderer/data/place.ts";
import { lineOf } from "../../src-renderer/data/work-list.ts";
import { fakeRules } from "./fake-reference.ts";
import { fakeNow } from "./fake-orders.ts";

type State = Readonly<{ orders: ReadonlyMap<string, WorkOrder>; queue: readonly QueuedStep[] }>;

function visible(state: State, actor: Actor): readonly WorkOrder[] {
  const own = fakeRules.offices.find(actor.office)?.path ?? "";
  const concerns = (order: WorkOrder): boolean =>
    [...officesWithRight(order), ...order.assignments.map((one) => one.office)].some((id) =>
      isWithin(fakeRules.offices.find(id)?.path ?? "", own),
    );
  return [...state.orders.values()].filter(concerns);
}

const last = Number.MAX_SAFE_INTEGER;

export function pageOf(state: State, query: OrderListQuery, actor: Actor): OrderList {
  const text = (query.text ?? "").trim();
  const desk = { user: actor.id, office: actor.office, offices: fakeRules.offices };
  const moment = { now: fakeNow, calendar: fakeRules.calendar };
  const found = visible(state, actor)
    .map((order) => ({ place: placeOf(order, desk), line: lineOf(order) }))
    .filter((one) => standsOn(one, query.list, moment) && passes(one.line, query.filter ?? noFilter, moment))
    .map(({ line }) => ({ ...line, unsent: state.queue.filter((one) => one.step.orderId === line.id).length }))
    .filter((line) => `${line.number}${line.title}${line.workerName}${line.employerName}`.includes(text));
  found.sort((a, b) => (query.sort === "newest" ? b.registeredAt - a.registeredAt : (a.due ?? last) - (b.due ?? last)));
  return { lines: found.slice(0, query.limit), total: found.length };
}

export function countsOf(state: State, actor: Actor): Readonly<Record<WorkListName, number>> {
  return perList((list) => pageOf(state, { list, limit: 1 }, actor).total);
}
