import type { Intent } from "../../src-shared/actions/action.ts";
import { decide } from "../../src-shared/actions/decide.ts";
import { activeAssignment } from "../../src-shared/domain/assignment/custody.ts";
import type { Actor } from "../../src-shared/domain/decision.ts";
import { evolve } from "../../src-shared/domain/work-order/evolve.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { actionId, assignmentId, contactId, officeId, orderId, sha256 } from "../../src-shared/kernel/ids.ts";
import { hourMs, type Instant } from "../../src-shared/kernel/instant.ts";
import type { NewOrder } from "../../src-renderer/data/desk-api.ts";
import { fakeRules, people } from "./fake-reference.ts";

/** 2026-03-02 10:00 China time, a Monday: now, in the world of the fake desk. */
export const fakeNow = Date.parse("2026-03-02T02:00:00Z");

let count = 0;
/** A UUID that is new each time and sorts in order of making. */
export function fakeId(): string {
  count += 1;
  return `00000000-0000-7000-9000-${count.toString(16).padStart(12, "0")}`;
}

let registered = 0;
/** A provisional number that is new each time. */
export function newProvisional(): string {
  registered += 1;
  return `临-A1B2-${String(registered).padStart(4, "0")}`;
}

export const someWages: NewOrder = {
  classification: {
    title: "焦化厂拖欠农民工工资",
    class: "request",
    problem: "pay.arrears-other",
    urgency: "normal",
    difficulty: "ordinary",
    flags: ["reply-wanted"],
  },
  worker: {
    name: "张建国",
    gender: "male",
    idNumber: "11010519491231002X",
    phones: ["13812341234"],
    identity: "migrant",
    unionMember: "no",
    address: "泰安市泰山区某街道",
    persons: 1,
    coClaimants: [],
  },
  employer: {
    name: "泰安某焦化有限公司",
    creditCode: "",
    nature: "private.112",
    industry: "C25",
    size: "medium",
    region: "370902",
    address: "泰安市泰山区工业园 12 号",
    contact: "刘经理",
    hasUnion: "yes",
    project: "",
    generalContractor: "",
    subcontractor: "",
  },
  claim: {
    facts:
      "本人 2025 年 9 月起在该厂从事检修工作，口头约定报酬 14,660 元。工程结束后仅支付 4,000 元，剩余 10,660 元多次催要未果。",
    period: "2025 年 9 月至 12 月",
    claimedCents: 1_066_000,
    evidence: "考勤照片、微信聊天记录",
    legalRoute: "none",
  },
  contact: {
    id: contactId("00000000-0000-7000-8000-0000000000aa"),
    channel: "phone",
    receivedAt: fakeNow - 30 * hourMs,
    caller: "张建国",
    callerNumber: "13812341234",
    line: "3 号席",
    callSatisfaction: 5,
  },
};

/** Grows an order by real decisions, as the province would: one clock, one number, one action after another. */
export class OrderMaker {
  order: WorkOrder;
  at: Instant;

  constructor(facts: NewOrder, at: Instant, number: string | null) {
    this.at = at;
    const id = fakeId();
    const payload = { ...facts, provisionalNumber: newProvisional() };
    this.order = this.#apply(undefined, people.hub, { type: "register", orderId: orderId(id), payload }, number);
  }

  by(actor: Actor, hoursLater: number, make: (order: WorkOrder) => Intent): this {
    this.at += hoursLater * hourMs;
    this.order = this.#apply(this.order, actor, make(this.order), null);
    return this;
  }

  #apply(order: WorkOrder | undefined, actor: Actor, intent: Intent, number: string | null): WorkOrder {
    const decision = decide(order, intent, {
      actionId: actionId(intent.type === "register" ? intent.orderId : fakeId()),
      actor,
      at: this.at,
      deviceAt: this.at,
      receivedAt: this.at + 2_000,
      grade: "A",
      orderNumber: number,
      rules: fakeRules,
    });
    if (decision.verdict !== "applied") throw new Error(`${intent.type}: ${JSON.stringify(decision)}`);
    return evolve(order, decision.event);
  }
}

function turn(order: WorkOrder): ReturnType<typeof assignmentId> {
  const active = activeAssignment(order);
  if (!active) throw new Error("no turn");
  return active.id;
}

export const dispatchTo =
  (to: string) =>
  (order: WorkOrder): Intent => ({
    type: "dispatch",
    orderId: order.id,
    payload: { assignment: assignmentId(fakeId()), to: officeId(to), instruction: "请依法核实处理，及时答复职工。" },
  });
export const forwardTo =
  (to: string) =>
  (order: WorkOrder): Intent => ({
    type: "forward",
    orderId: order.id,
    payload: { from: turn(order), assignment: assignmentId(fakeId()), to: officeId(to), instruction: "" },
  });
export const acceptIt = (order: WorkOrder): Intent => ({
  type: "accept",
  orderId: order.id,
  payload: { assignment: turn(order) },
});
export const noteIt =
  (text: string) =>
  (order: WorkOrder): Intent => ({
    type: "note",
    orderId: order.id,
    payload: { kind: "contact", text, contactedWorker: true },
  });
export const attachIt = (order: WorkOrder): Intent => ({
  type: "attach",
  orderId: order.id,
  payload: {
    attachment: {
      sha256: sha256("ab".repeat(32)),
      name: "工资条.png",
      type: "image/png",
      size: 245_760,
      evidence: "wage-slip",
      caption: "工资条照片",
    },
  },
});
export const reportIt = (order: WorkOrder): Intent => ({
  type: "report-result",
  orderId: order.id,
  payload: {
    assignment: turn(order),
    result: "solved",
    opinion: "经与用人单位协调，10,660 元已当场付清，职工确认收到。",
    legalBasis: "《中华人民共和国劳动法》第五十条",
    replyToWorker: "您反映的问题已解决。",
    recoveredCents: { wages: 1_066_000, compensation: 0, socialInsurance: 0, workInjury: 0 },
    promised: false,
    promisedBy: "",
    workersBenefited: 1,
  },
});
export const approveIt = (order: WorkOrder): Intent => ({
  type: "approve-result",
  orderId: order.id,
  payload: { assignment: turn(order), opinion: "属实，同意。" },
});
export const callIt =
  (rating: number) =>
  (order: WorkOrder): Intent => ({
    type: "call-back",
    orderId: order.id,
    payload: {
      reached: true,
      person: "张建国",
      solved: rating > 2 ? "yes" : "no",
      resultRating: rating,
      attitudeRating: 5,
      reason: "",
      words: "钱已经拿到，谢谢。",
      ruling: "none",
      rulingReason: "",
    },
  });
export const inspectIt = (order: WorkOrder): Intent => ({
  type: "inspect",
  orderId: order.id,
  payload: {
    passed: ["contact", "facts", "legal-basis", "documents", "amounts", "callback-matches"],
    verdict: "pass",
    remarks: "",
  },
});
export const returnIt = (order: WorkOrder): Intent => ({
  type: "return-order",
  orderId: order.id,
  payload: { assignment: turn(order), reasonCode: "not-our-area", reason: "用人单位注册地在新泰市。" },
});
