import type { PayloadOf } from "../../src-shared/actions/action.ts";
import type { Actor } from "../../src-shared/domain/decision.ts";
import { inspectionPoints } from "../../src-shared/domain/inspection/inspection.ts";
import type { ObjectionTarget } from "../../src-shared/domain/objection/objection.ts";
import type { AttachmentFacts } from "../../src-shared/domain/work-order/attachment.ts";
import type { Classification } from "../../src-shared/domain/work-order/classification.ts";
import type { OrderState } from "../../src-shared/domain/work-order/order-state.ts";
import { provinceItself } from "../../src-shared/domain/permission/role.ts";
import {
  actionId,
  assignmentId,
  contactId,
  orderId,
  sha256,
  type ActionId,
  type OfficeId,
  type UserId,
} from "../../src-shared/kernel/ids.ts";
import { dayMs } from "../../src-shared/kernel/instant.ts";
import { anActor, city, county, hub, idOf, step, Story, type Step } from "./orders.ts";

type Who = Actor | OfficeId;
const officeOf = (who: Who): OfficeId => (typeof who === "string" ? who : who.office);

/** The registration of the migrant worker's wages: 14,660 yuan agreed, 4,000 paid, 10,660 owed. */
export const wagesCase: PayloadOf<"register"> = {
  provisionalNumber: "临-A1B2-0001",
  classification: {
    title: "拖欠农民工工资",
    class: "request",
    problem: "pay.arrears-other",
    urgency: "normal",
    difficulty: "ordinary",
    flags: [],
  },
  worker: {
    name: "张建国",
    gender: "male",
    idNumber: "11010519491231002X",
    phones: ["13812341234"],
    identity: "migrant",
    unionMember: "no",
    address: "泰安市泰山区",
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
    address: "",
    contact: "刘经理",
    hasUnion: "yes",
    project: "",
    generalContractor: "",
    subcontractor: "",
  },
  claim: {
    facts: "约定报酬 14660 元，已付 4000 元，余 10660 元多次催要未果。",
    period: "2025-09 至 2025-12",
    claimedCents: 1_066_000,
    evidence: "工资条、聊天记录",
    legalRoute: "none",
  },
  contact: {
    id: contactId(idOf("contact", 1)),
    channel: "phone",
    receivedAt: Date.parse("2026-02-12T09:50:00+08:00"),
    caller: "张建国",
    callerNumber: "13812341234",
    line: "3 号席",
    callSatisfaction: 5,
  },
};

export const registers = (who: Who, classified: Partial<Classification> = {}): Step =>
  step(who, "register", {
    ...wagesCase,
    classification: { ...wagesCase.classification, ...classified },
  });
export const answers = (who: Who): Step => step(who, "answer-directly", { answer: "可向劳动监察投诉。", article: "" });
export const amends = (who: Who, amendment: PayloadOf<"amend">["amendment"]): Step =>
  step(who, "amend", { reason: "补正", amendment });
export const dispatches = (who: Who, to: OfficeId): Step =>
  step(who, "dispatch", (story) => ({ assignment: assignmentId(idOf("turn", story.next)), to, instruction: "" }));
export const forwards = (who: Who, to: OfficeId): Step =>
  step(who, "forward", (story) => ({
    from: story.turn(officeOf(who)).id,
    assignment: assignmentId(idOf("turn", story.next)),
    to,
    instruction: "",
  }));
export const accepts = (who: Who): Step =>
  step(who, "accept", (story) => ({ assignment: story.turn(officeOf(who)).id }));
export const notes = (who: Who, contactedWorker = false): Step =>
  step(who, "note", { kind: "contact", text: "已电话联系职工。", contactedWorker });

export const aFile = (digit: string): AttachmentFacts => ({
  sha256: sha256(digit.repeat(64)),
  name: "工资条.jpg",
  type: "image/jpeg",
  size: 120_000,
  evidence: "wage-slip",
  caption: "",
});
export const attaches = (who: Who, digit = "a"): Step => step(who, "attach", { attachment: aFile(digit) });

export const reports = (who: Who, told: Partial<PayloadOf<"report-result">> = {}): Step =>
  step(who, "report-result", (story) => ({
    assignment: told.assignment ?? story.turn(officeOf(who)).id,
    result: "solved",
    opinion: "经协调，拖欠工资已全部付清。",
    legalBasis: "",
    replyToWorker: "",
    recoveredCents: { wages: 1_066_000, compensation: 0, socialInsurance: 0, workInjury: 0 },
    promised: false,
    promisedBy: "",
    workersBenefited: 1,
    ...told,
  }));
export const approves = (who: Who): Step =>
  step(who, "approve-result", (story) => ({ assignment: story.turn(officeOf(who)).id, opinion: "同意" }));
export const sendsBack = (who: Who): Step =>
  step(who, "send-back", (story) => ({ assignment: story.turn(officeOf(who)).id, reason: "请补充付款凭证" }));
export const returns = (who: Who): Step =>
  step(who, "return-order", (story) => ({
    assignment: story.turn(officeOf(who)).id,
    reasonCode: "not-our-duty",
    reason: "不属本单位管辖",
  }));
/** The judge's answer to the return of an office's turn. */
export const decidesReturn = (who: Who, of: OfficeId, approved: boolean): Step =>
  step(who, "decide-return", (story) => ({ assignment: story.turn(of).id, approved, reason: "已核" }));
export const suspends = (who: Who, days = 7): Step =>
  step(who, "suspend", (story) => ({
    reasonCode: "arbitration",
    reason: "等待仲裁裁决",
    reviewBy: story.at + days * dayMs,
  }));
export const resumes = (who: Who): Step => step(who, "resume", { reason: "裁决已出" });

const reachedWell: PayloadOf<"call-back"> = {
  reached: true,
  person: "本人",
  solved: "yes",
  resultRating: 5,
  attitudeRating: 5,
  reason: "",
  words: "",
  ruling: "none",
  rulingReason: "",
};
const unanswered = { reached: false, person: "", solved: "unasked", resultRating: 0, attitudeRating: 0 } as const;
export const callsBack = (who: Who, told: Partial<PayloadOf<"call-back">> = {}): Step =>
  step(who, "call-back", { ...reachedWell, ...told });
export const callsInVain = (who: Who): Step => callsBack(who, unanswered);
export const inspects = (who: Who, told: Partial<PayloadOf<"inspect">> = {}): Step =>
  step(who, "inspect", { passed: [...inspectionPoints], verdict: "pass", remarks: "", ...told });
export const archives = (who: Who, retentionYears = 10): Step => step(who, "archive", { retentionYears });
export const merges = (who: Who, into = idOf("action", 999)): Step =>
  step(who, "merge-order", { into: orderId(into), reason: "同一人同一事项" });
export const refuses = (who: Who): Step =>
  step(who, "refuse-order", { reasonCode: "litigation", reason: "已进入诉讼程序" });
export const terminates = (who: Who): Step =>
  step(who, "terminate-order", { reasonCode: "no-cooperation", reason: "职工拒绝配合" });
/** A notice to an office; a supervision order for a matter long unresolved, with a week for the reply, unless told. */
export const issues = (who: Who, office: OfficeId, told: Partial<PayloadOf<"issue-notice">> = {}): Step =>
  step(who, "issue-notice", (story) => ({
    kind: "supervision-order" as const,
    office,
    reason: "unresolved" as const,
    demand: "请说明办理情况，限期办结。",
    replyBy: story.at + 7 * dayMs,
    ...told,
  }));
/** The id of the last notice on the order, or of none. */
const lastNotice = (story: Story): ActionId => story.order?.notices.at(-1)?.id ?? actionId(idOf("action", 997));
export const answersNotice = (who: Who, told: Partial<PayloadOf<"answer-notice">> = {}): Step =>
  step(who, "answer-notice", (story) => ({
    notice: lastNotice(story),
    reply: "已约谈用人单位，本周内付清。",
    attachments: [],
    ...told,
  }));
export const settlesNotice = (who: Who, outcome: "accepted" | "withdrawn" = "accepted"): Step =>
  step(who, "settle-notice", (story) => ({ notice: lastNotice(story), outcome, words: "情况属实。" }));
export const asksAgain = (who: Who, days = 3): Step =>
  step(who, "settle-notice", (story) => ({
    notice: lastNotice(story),
    outcome: "insufficient" as const,
    words: "未说明付款日期。",
    replyBy: story.at + days * dayMs,
  }));
export const discloses = (who: Who): Step => step(who, "disclose", { field: "phone", reason: "联系职工" });
export const setsAside = (who: Who, action = idOf("action", 998)): Step =>
  step(who, "set-aside", { action: actionId(action), reason: "" });

export const asksHelp = (who: Who, office: OfficeId, told: Partial<PayloadOf<"ask-help">> = {}): Step =>
  step(who, "ask-help", { office, task: "请协助核查用工台账。", answerBy: null, ...told });
/** The last request to an office, which must have had one. */
function helpOf(story: Story, office: OfficeId): ActionId {
  const help = story.now.helps.findLast((one) => one.office === office);
  if (!help) throw new Error(`${office} was not asked to help`);
  return help.id;
}
export const answersHelp = (who: Who): Step =>
  step(who, "answer-help", (story) => ({ help: helpOf(story, officeOf(who)), answer: "台账已核,随附说明。" }));
export const releasesHelp = (who: Who, of: OfficeId): Step =>
  step(who, "release-help", (story) => ({ help: helpOf(story, of), reason: "已查清,不再需要" }));
export const flagsIncident = (who: Who, sign = "stoppage"): Step =>
  step(who, "flag-incident", { sign, reason: "车间停工,职工聚集厂门" });
export const unflagsIncident = (who: Who): Step => step(who, "unflag-incident", { reason: "核实并非停工" });
export const reportsIncident = (who: Who, kind: PayloadOf<"report-incident">["kind"] = "first"): Step =>
  step(who, "report-incident", { kind, text: "已到现场,情绪稳定。", workersPresent: 26, measures: "约谈企业" });
export const closesIncident = (who: Who): Step => step(who, "close-incident", { conclusion: "工资付清,已复工" });
export const joinsContacts = (n = 7): Step =>
  step(anActor(hub, [provinceItself]), "join-contacts", {
    from: orderId(idOf("action", 999)),
    number: "37-2026-000999",
    contacts: [{ ...wagesCase.contact, id: contactId(idOf("contact", n)), caller: "张建国之妻" }],
  });

export const asksForTime = (who: Who, days = 5): Step =>
  step(who, "request-extension", (story) => ({
    assignment: story.turn(officeOf(who)).id,
    days,
    reason: "用人单位正在筹款,需要时间",
  }));
/** The answer to the last request for more time. */
export const decidesTime = (who: Who, granted: boolean, days = 5): Step =>
  step(who, "decide-extension", (story) => ({
    extension: story.now.extensions.at(-1)?.id ?? actionId(idOf("action", 997)),
    granted,
    days,
    reason: "情况属实",
  }));
/** Takes the last turn of an office back. */
export const recalls = (who: Who, of: OfficeId): Step =>
  step(who, "recall", (story) => ({ assignment: story.turn(of).id, reason: "派错单位" }));
export const assigns = (who: Who, to: UserId): Step =>
  step(who, "assign-handler", (story) => ({ assignment: story.turn(officeOf(who)).id, to }));
export const recuses = (who: Who, to: UserId | null = null): Step =>
  step(who, "recuse", (story) => ({
    assignment: story.turn(officeOf(who)).id,
    reason: "与当事人是亲属",
    ...(to ? { to } : {}),
  }));
/** Objects to the last rating or verdict unless another is named. */
export const objects = (who: Who, target?: ObjectionTarget): Step =>
  step(who, "object", ({ now }) => {
    if (target) return { target, statement: "政策不允许,已说明" };
    const event = now.timeline.findLast((one) => one.type === "called-back" || one.type === "inspected");
    const kind = event?.type === "inspected" ? ("inspection" as const) : ("callback" as const);
    return { target: { kind, event: event?.id ?? actionId(idOf("action", 996)) }, statement: "政策不允许,已说明" };
  });
/** Rules on the last objection unless another is named. */
export const rulesOn = (who: Who, upheld: boolean, objection?: ActionId): Step =>
  step(who, "rule-objection", ({ now }) => ({
    objection: objection ?? now.objections.at(-1)?.id ?? actionId(idOf("action", 995)),
    upheld,
    reason: "已核实",
  }));
export const asksToReopen = (who: Who): Step => step(who, "request-reopen", { reason: "用人单位未按协议付款" });
export const decidesReopening = (who: Who, granted: boolean): Step =>
  step(who, "decide-reopen", ({ now }) => ({
    request: now.reopenings.at(-1)?.id ?? actionId(idOf("action", 994)),
    granted,
    reason: "情况属实",
  }));

const toHandling: readonly Step[] = [registers(hub), dispatches(hub, city), forwards(city, county), accepts(county)];
const toClosing: readonly Step[] = [...toHandling, reports(county), approves(city)];

/** The steps that bring an order into a state: registered by the hub, handled by a county under its city. */
export const stepsTo: Readonly<Record<OrderState, readonly Step[]>> = {
  registered: [registers(hub)],
  "awaiting-dispatch": [registers(hub), dispatches(hub, city), returns(city), decidesReturn(hub, city, true)],
  "awaiting-acceptance": [registers(hub), dispatches(hub, city), forwards(city, county)],
  "return-review": [registers(hub), dispatches(hub, city), forwards(city, county), returns(county)],
  handling: toHandling,
  suspended: [...toHandling, suspends(hub)],
  "awaiting-review": [...toHandling, reports(county)],
  "awaiting-callback": toClosing,
  "awaiting-inspection": [...toClosing, callsBack(hub)],
  closed: [...toClosing, callsBack(hub), inspects(hub)],
  archived: [...toClosing, callsBack(hub), inspects(hub), archives(hub)],
  merged: [...toHandling, merges(hub)],
  refused: [registers(hub), refuses(hub)],
  terminated: [...toHandling, terminates(hub)],
};

/** A story whose order is in a state. */
export function storyAt(state: OrderState): Story {
  const story = new Story().does(...stepsTo[state]);
  if (story.now.state !== state) throw new Error(`the story ended ${story.now.state}, not ${state}`);
  return story;
}
