import type { ActionType } from "../../src-shared/actions/action.ts";
import { activeAssignment } from "../../src-shared/domain/assignment/custody.ts";
import { openExtension } from "../../src-shared/domain/extension/extensions-of.ts";
import { openIncident } from "../../src-shared/domain/incident/incidents-of.ts";
import { isAnswered } from "../../src-shared/domain/supervision/notice.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { ActionId, OfficeId } from "../../src-shared/kernel/ids.ts";
import { dayMs, type Instant } from "../../src-shared/kernel/instant.ts";
import { matters } from "../demo/matters.ts";
import type { SeededRandom } from "../demo/seeded-random.ts";

/** What a person looks at before doing something. */
export type Moment = Readonly<{
  order: WorkOrder;
  office: OfficeId;
  at: Instant;
  random: SeededRandom;
  /** the office of this order's employer, to which it belongs */
  county: OfficeId;
  city: OfficeId;
  hub: OfficeId;
  /** another open order of the hub's, for repeated contacts */
  twin: WorkOrder | undefined;
  /** when steps were really made: what a duty log would tell the supervisor */
  truth: ReadonlyMap<ActionId, Instant>;
}>;

/** `weight` out of all that can be done now; 0 for never. `payload` is what `demoIntent` does not fill in by itself. */
export type Habit = Readonly<{
  weight: (moment: Moment) => number;
  payload: (moment: Moment) => Readonly<Record<string, unknown>>;
}>;

const always = (weight: number) => (): number => weight;
const reason = (text: string) => (): Readonly<Record<string, unknown>> => ({ reason: text });
const matterOf = ({ random }: Moment) => random.pick(matters);

/** Days since this turn was accepted: a case takes its time. */
function daysInHand({ order, at }: Moment): number {
  const turn = activeAssignment(order);
  return turn?.acceptedAt ? (at - turn.acceptedAt) / dayMs : 0;
}

/** A limit that ends within three days: the time to ask for more. */
function isNearItsEnd(order: WorkOrder, at: Instant): boolean {
  const due = activeAssignment(order)?.completeBy ?? 0;
  return due > at && due - at < 3 * dayMs;
}

function isIncidentDue(order: WorkOrder): boolean {
  const incident = openIncident(order);
  return incident !== undefined && incident.reports.at(-1)?.kind !== "final";
}

function isCountyOffice({ office, city, hub }: Moment): boolean {
  return office !== city && office !== hub;
}

function poorOrGood({ random, order }: Moment): Readonly<Record<string, unknown>> {
  const throwOf = random.below(100);
  if (throwOf < 12) return { reached: false, person: "" };
  const isPoor = throwOf < 24 && order.round < 3;
  return {
    solved: isPoor ? "no" : random.pick(["yes", "yes", "partly"]),
    resultRating: isPoor ? 1 + random.below(2) : 3 + random.below(3),
    attitudeRating: 3 + random.below(3),
    words: isPoor ? "钱还没有拿到。" : "已经解决，谢谢。",
  };
}

function verdictOf({ random, order }: Moment): Readonly<Record<string, unknown>> {
  const throwOf = random.below(100);
  if (order.round >= 3 || throwOf >= 10) return {};
  return throwOf < 5 ? { verdict: "mend", remarks: "缺少支付凭证。" } : { verdict: "rework", remarks: "事实未查清。" };
}

/** How the people of the simulated province work. A kind of step that is not here is not taken. */
export const habits: Readonly<Partial<Record<ActionType, Habit>>> = {
  "answer-directly": {
    weight: ({ order, office, hub }) => (office === hub && order.classification.class === "consultation" ? 80 : 8),
    payload: (moment) => ({ answer: `您好，${matterOf(moment).advice}`, article: "" }),
  },
  "refuse-order": { weight: always(2), payload: () => ({ reasonCode: "litigation", reason: "已由人民法院受理。" }) },
  "merge-order": {
    weight: ({ twin, order }) => (twin && order.state === "registered" ? 2 : 0),
    payload: ({ twin }) => ({ into: twin?.id, reason: "同一职工就同一事项重复来电。" }),
  },
  dispatch: {
    weight: always(60),
    payload: ({ office, hub, city, county }) => ({ to: office === hub ? city : county, instruction: "请按时办理。" }),
  },
  forward: {
    weight: (moment) => (moment.office === moment.city && moment.order.state === "awaiting-acceptance" ? 90 : 0),
    payload: ({ county }) => ({ to: county, instruction: "请核实后依法处理。" }),
  },
  accept: { weight: (moment) => (isCountyOffice(moment) ? 90 : 8), payload: () => ({}) },
  "return-order": {
    weight: (moment) => (isCountyOffice(moment) ? 6 : 0),
    payload: () => ({ reasonCode: "not-our-area", reason: "用人单位不在本辖区。" }),
  },
  "decide-return": {
    weight: always(90),
    payload: ({ random }) => ({ approved: random.below(2) === 0, reason: "已核对登记地址。" }),
  },
  note: {
    weight: ({ order, office }) => (order.holder === office && order.state === "handling" ? 12 : 0),
    payload: (moment) => ({ kind: "contact", text: `已联系职工，${matterOf(moment).facts.slice(0, 40)}` }),
  },
  "report-result": {
    weight: (moment) => (daysInHand(moment) > 2 ? 30 : 2),
    payload: (moment) => ({
      result: "solved",
      opinion: "经调解，用人单位已履行。",
      legalBasis: matterOf(moment).law,
      recoveredCents: { wages: (600 + moment.random.below(20_000)) * 100 },
      workersBenefited: 1,
    }),
  },
  suspend: {
    weight: ({ random }) => (random.below(40) === 0 ? 20 : 0),
    payload: () => ({ reasonCode: "documents", reason: "等待职工补充材料。", reviewBy: "+8" }),
  },
  resume: {
    weight: ({ order, at }) => (order.suspension && at - order.suspension.since > 6 * dayMs ? 60 : 0),
    payload: reason("材料已补齐。"),
  },
  "approve-result": { weight: always(85), payload: () => ({ opinion: "同意办结。" }) },
  "send-back": {
    weight: ({ order }) => (order.timeline.length < 40 ? 10 : 0),
    payload: reason("请补充支付凭证。"),
  },
  "call-back": { weight: always(90), payload: poorOrGood },
  inspect: { weight: always(90), payload: verdictOf },
  "request-extension": {
    weight: ({ order, at }) => (isNearItsEnd(order, at) && order.extensions.length < 2 ? 25 : 0),
    payload: ({ random }) => ({ days: 2 + random.below(6), reason: "用人单位承诺下周支付，需等待凭证。" }),
  },
  "decide-extension": {
    weight: always(90),
    payload: ({ order, random }) => {
      const days = openExtension(order)?.days ?? 1;
      return random.below(3) > 0
        ? { granted: true, days, reason: "情况属实。" }
        : { granted: false, days: 0, reason: "理由不足。" };
    },
  },
  recall: { weight: ({ random }) => (random.below(60) === 0 ? 30 : 0), payload: reason("派错了地方。") },
  object: {
    weight: ({ order, random }) => (order.round > 1 && order.round < 3 && random.below(8) === 0 ? 20 : 0),
    payload: () => ({ statement: "职工不满意的部分没有法律依据。" }),
  },
  "rule-objection": {
    weight: always(80),
    payload: ({ random }) => ({ upheld: random.below(2) === 0, reason: "已核对案卷。" }),
  },
  "request-reopen": {
    weight: ({ order, random }) => (order.state === "archived" && random.below(200) === 0 ? 5 : 0),
    payload: reason("职工来电称承诺没有履行。"),
  },
  "decide-reopen": {
    weight: always(80),
    payload: ({ random }) => ({ granted: random.below(2) === 0, reason: "已核实。" }),
  },
  "ask-help": {
    weight: ({ order, random, office, city }) =>
      office !== city && order.helps.length === 0 && random.below(30) === 0 ? 10 : 0,
    payload: ({ city }) => ({ office: city, task: "请协助联系用人单位总部。", answerBy: "+4" }),
  },
  "answer-help": { weight: always(40), payload: () => ({ answer: "已联系，资料随附。" }) },
  "report-incident": {
    weight: ({ order }) => (isIncidentDue(order) ? 60 : 0),
    payload: ({ order }) => ({
      kind: (openIncident(order)?.reports.length ?? 0) === 0 ? "first" : "final",
      text: "现场平稳，正在协商。",
      workersPresent: order.worker.persons,
      measures: "",
    }),
  },
  "close-incident": {
    weight: ({ order }) => (openIncident(order)?.reports.at(-1)?.kind === "final" ? 60 : 0),
    payload: () => ({ conclusion: "诉求解决，秩序平稳。" }),
  },
  "issue-notice": {
    weight: ({ order, at }) => {
      const turn = activeAssignment(order);
      return turn && turn.completeBy < at && order.notices.length === 0 ? 10 : 0;
    },
    payload: ({ order }) => ({
      kind: "urging-notice",
      office: order.holder,
      reason: "overdue",
      demand: "请说明超期原因并尽快办结。",
      replyBy: "+3",
    }),
  },
  "answer-notice": { weight: always(50), payload: () => ({ reply: "正在等待用人单位付款。" }) },
  "settle-notice": {
    weight: ({ order }) => (order.notices.some((one) => one.outcome === null && isAnswered(one)) ? 50 : 0),
    payload: () => ({ outcome: "accepted", words: "已说明。" }),
  },
  "adjudicate-time": {
    weight: always(60),
    payload: ({ order, truth }) => {
      const doubt = order.doubts.find((one) => one.ruling === null);
      if (!doubt) return {};
      const inTime = (truth.get(doubt.action) ?? Infinity) <= doubt.due;
      return { action: doubt.action, inTime, reason: "已核对值班记录。" };
    },
  },
  archive: { weight: always(50), payload: () => ({ retentionYears: 30 }) },
};

/** Chooses by weight; null when nothing that can be done now is a habit. */
export function chosen(types: readonly ActionType[], moment: Moment): ActionType | null {
  const weighed = types.flatMap((type) => {
    const weight = habits[type]?.weight(moment) ?? 0;
    return weight > 0 ? [{ type, weight }] : [];
  });
  const sum = weighed.reduce((total, one) => total + one.weight, 0);
  if (sum === 0) return null;
  let left = moment.random.below(sum);
  return weighed.find((one) => (left -= one.weight) < 0)?.type ?? null;
}
