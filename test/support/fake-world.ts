import { activeAssignment } from "../../src-shared/domain/assignment/custody.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { assignmentId, officeId } from "../../src-shared/kernel/ids.ts";
import { dayMs, hourMs } from "../../src-shared/kernel/instant.ts";
import type { NewOrder } from "../../src-renderer/data/desk-api.ts";
import {
  OrderMaker,
  acceptIt,
  approveIt,
  attachIt,
  callIt,
  dispatchTo,
  fakeNow,
  forwardTo,
  inspectIt,
  noteIt,
  reportIt,
  returnIt,
  someWages,
} from "./fake-orders.ts";
import { people } from "./fake-reference.ts";

const subjects: readonly (readonly [
  title: string,
  problem: string,
  employer: string,
  worker: string,
  identity: string,
])[] = [
  ["未缴纳社会保险", "insurance.none", "山东某机械制造有限公司", "李秀英", "contract"],
  ["外卖平台扣罚过重", "pay.deduction", "某网络科技（泰安）有限公司", "王磊", "new-form.food-delivery"],
  ["工伤认定材料被拒收", "injury.recognition", "泰安某建筑工程有限公司", "赵铁柱", "migrant"],
  ["哺乳期被调岗降薪", "contract.transfer", "泰安某商贸有限公司", "孙晓梅", "contract"],
  ["加班费未按规定支付", "pay.overtime", "某电子（泰安）有限公司", "周明", "agency"],
  ["单位不开具离职证明", "contract.certificate", "泰安某物业服务有限公司", "吴·买买提江", "contract"],
  ["年休假未休也未补偿", "hours.annual-leave", "泰山区某酒店管理有限公司", "郑海", "contract"],
];

function facts(index: number, more: Partial<NewOrder["classification"]> = {}): NewOrder {
  const [title, problem, employer, worker, identity] = subjects[index % subjects.length] ??
    subjects[0] ?? ["", "", "", "", ""];
  return {
    ...someWages,
    classification: { ...someWages.classification, title, problem, flags: [], ...more },
    employer: { ...someWages.employer, name: employer },
    worker: { ...someWages.worker, name: worker, identity },
  };
}

const number = (index: number): string => `37-2026-${String(index).padStart(6, "0")}`;
const begun = (index: number, hoursAgo: number, more?: Partial<NewOrder["classification"]>): OrderMaker =>
  new OrderMaker(facts(index, more), fakeNow - hoursAgo * hourMs, number(100 + index));

/** The wages case as it stands when the county has it in hand. */
export function wagesInHandling(): OrderMaker {
  return new OrderMaker(someWages, fakeNow - 5 * dayMs, number(123))
    .by(people.hub, 1, dispatchTo("c3709"))
    .by(people.city, 3, forwardTo("x370902"))
    .by(people.county, 20, acceptIt)
    .by(people.county, 1, noteIt("已电话联系职工本人，核实诉求及事实经过，告知办理时限和下一步安排，职工表示知晓。"))
    .by(people.county, 2, attachIt);
}

/** The same case with help, more time and an incident asked for and reported: most of what has a paper of its own. */
export function busyWages(): OrderMaker {
  return wagesInHandling()
    .by(people.county, 1, (order) => ({
      type: "ask-help",
      orderId: order.id,
      payload: { office: officeId("c3701"), task: "核查该企业在贵市的项目", answerBy: null },
    }))
    .by(people.county, 1, (order) => ({
      type: "request-extension",
      orderId: order.id,
      payload: { assignment: activeAssignment(order)?.id ?? assignmentId(""), days: 5, reason: "账目需要审计" },
    }))
    .by(people.county, 1, (order) => ({
      type: "flag-incident",
      orderId: order.id,
      payload: { sign: "stoppage", reason: "车间停工" },
    }))
    .by(people.county, 1, (order) => ({
      type: "report-incident",
      orderId: order.id,
      payload: { kind: "first", text: "二十六人聚集厂门口", workersPresent: 26, measures: "已派人到场" },
    }));
}

/** Orders in every state, as the hub, the city and the county see them. */
export function fakeWorld(): readonly WorkOrder[] {
  const county = (index: number, hoursAgo: number, more?: Partial<NewOrder["classification"]>): OrderMaker =>
    begun(index, hoursAgo, more).by(people.hub, 1, dispatchTo("c3709")).by(people.city, 2, forwardTo("x370902"));
  const makers = [
    wagesInHandling(),
    begun(0, 5),
    begun(1, 3, { urgency: "urgent" }),
    county(2, 20, { urgency: "critical", flags: ["collective"] }),
    county(3, 96),
    county(4, 9 * 24),
    county(5, 30, { flags: ["confidential"] }),
    county(6, 50).by(people.county, 1, acceptIt),
    county(0, 16 * 24)
      .by(people.county, 20, acceptIt)
      .by(people.county, 2, noteIt("已联系，双方同意调解。")),
    county(1, 70).by(people.county, 2, acceptIt).by(people.county, 20, reportIt),
    county(2, 48).by(people.county, 1, returnIt),
    county(3, 10 * 24)
      .by(people.county, 2, acceptIt)
      .by(people.county, 20, reportIt)
      .by(people.city, 5, approveIt),
    county(4, 12 * 24)
      .by(people.county, 2, acceptIt)
      .by(people.county, 20, reportIt)
      .by(people.city, 5, approveIt)
      .by(people.hub, 10, callIt(4)),
    closed(5),
    county(6, 20 * 24)
      .by(people.county, 2, acceptIt)
      .by(people.county, 20, reportIt)
      .by(people.city, 5, approveIt)
      .by(people.hub, 10, callIt(1)),
  ];
  return makers.map((maker) => maker.order);
}

/** The whole way of an order, from the call to the passed inspection. */
export function closed(index: number): OrderMaker {
  return begun(index, 15 * 24)
    .by(people.hub, 1, dispatchTo("c3709"))
    .by(people.city, 2, forwardTo("x370902"))
    .by(people.county, 2, acceptIt)
    .by(people.county, 2, attachIt)
    .by(people.county, 20, reportIt)
    .by(people.city, 5, approveIt)
    .by(people.hub, 10, callIt(5))
    .by(people.hub, 3, inspectIt);
}
