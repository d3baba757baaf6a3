import { parseIntent, type Intent } from "../../src-shared/actions/action.ts";
import { activeAssignment } from "../../src-shared/domain/assignment/custody.ts";
import type { AttachmentFacts } from "../../src-shared/domain/work-order/attachment.ts";
import { openExtension } from "../../src-shared/domain/extension/extensions-of.ts";
import { openReopening } from "../../src-shared/domain/reopening/open-reopening.ts";
import { isLive } from "../../src-shared/domain/supervision/card.ts";
import { isAnswered } from "../../src-shared/domain/supervision/notice.ts";
import { inspectionPoints } from "../../src-shared/domain/inspection/inspection.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId, OrderId } from "../../src-shared/kernel/ids.ts";
import { minuteMs, type Instant } from "../../src-shared/kernel/instant.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { DemoClock } from "./demo-clock.ts";
import type { DemoStep } from "./demo-history.ts";
import { demoUserId } from "./demo-users.ts";

/** What a step stands in when it is filled in. `newId` gives another id for every word it is asked with. */
export type StepScene = Readonly<{
  order: WorkOrder | undefined;
  orderId: OrderId;
  /** what the order is called before it has a number */
  provisionalNumber: string;
  office: OfficeId;
  at: Instant;
  clock: DemoClock;
  newId: (word: string) => string;
  orderNamed: (key: string) => OrderId;
  fileNamed: (name: string) => Pick<AttachmentFacts, "sha256" | "name" | "type" | "size">;
}>;

type Payload = Readonly<Record<string, unknown>>;

/**
 * The whole intent of a demo step: days written out, defaults filled in, and the turn it is about taken from the order.
 * @throws InvariantBroken when that is not an intent
 * @see docs/spec/demo.md DM-3
 */
export function demoIntent(step: DemoStep, scene: StepScene): Intent {
  const payload = { ...turnOf(step, scene), ...filledIn(step.type, writtenOut(step.payload, scene.clock), scene) };
  const intent = parseIntent({ type: step.type, orderId: scene.orderId, payload });
  invariant(intent, `${scene.provisionalNumber} ${step.type} at ${step.at} is an action`);
  return intent;
}

function writtenOut(payload: Payload, clock: DemoClock): Payload {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, wordsIn(value, clock)]));
}

function wordsIn(value: unknown, clock: DemoClock): unknown {
  if (typeof value === "string") return clock.words(value);
  if (Array.isArray(value)) return value.map((item) => wordsIn(item, clock));
  if (!isRecord(value)) return value;
  return writtenOut(value, clock);
}

const aboutActiveTurn = new Set(["accept", "return-order", "decide-return", "approve-result", "send-back"]);

/** Which turn at the order, or what else at it, a step is about: the demo files do not know ids. */
function turnOf({ type }: DemoStep, { order, office, newId }: StepScene): Payload {
  const active = order && activeAssignment(order);
  if (type === "dispatch") return { assignment: newId("turn") };
  if (type === "forward") return { from: active?.id, assignment: newId("turn") };
  if (aboutActiveTurn.has(type)) return { assignment: active?.id };
  return (order && answeredBy[type]?.(order, office)) ?? {};
}

type Answered = (order: WorkOrder, office: OfficeId) => Payload;
const ownTurn: Answered = (order, office) => ({
  assignment: order.assignments.findLast((one) => one.office === office)?.id,
});
const openCard: Answered = (order) => ({
  card: order.cards.findLast((card) => isLive(card) && card.objection === null)?.id,
});

/** Which request, help, card or notice at the order a step answers, by the step's type. */
const answeredBy: Readonly<Record<string, Answered>> = {
  recall: (order, office) => ({ assignment: order.assignments.findLast((one) => one.from === office)?.id }),
  "report-result": ownTurn,
  "request-extension": ownTurn,
  "assign-handler": ownTurn,
  recuse: ownTurn,
  "decide-extension": (order) => ({ extension: openExtension(order)?.id }),
  "decide-reopen": (order) => ({ request: openReopening(order)?.id }),
  object: (order) => ({ target: lastJudgement(order) }),
  "rule-objection": (order) => ({ objection: order.objections.find((one) => one.ruling === null)?.id }),
  "object-to-card": openCard,
  "revoke-card": openCard,
  "rule-on-card": (order) => ({ card: order.cards.find((card) => card.objection?.ruling === null)?.id }),
  "answer-help": (order, office) => ({
    help: order.helps.find((one) => one.stage === "open" && one.office === office)?.id,
  }),
  "release-help": (order) => ({ help: order.helps.find((one) => one.stage === "open")?.id }),
  "answer-notice": (order, office) => ({
    notice: order.notices.find((one) => one.outcome === null && one.office === office)?.id,
  }),
  "settle-notice": (order) => ({ notice: order.notices.find((one) => one.outcome === null && isAnswered(one))?.id }),
};

function lastJudgement(order: WorkOrder): Payload {
  const event = order.timeline.findLast((one) => one.type === "called-back" || one.type === "inspected");
  return { kind: event?.type === "inspected" ? "inspection" : "callback", event: event?.id };
}

function filledIn(type: string, payload: Payload, scene: StepScene): Payload {
  switch (type) {
    case "register":
      return registration(payload, scene);
    case "note":
      return { contactedWorker: payload["kind"] === "contact", ...payload };
    case "attach":
      return attachment(payload, scene);
    case "report-result":
      return { ...quietReport, ...payload, recoveredCents: { ...nothing, ...record(payload["recoveredCents"]) } };
    case "call-back":
      return { ...quietCallback, ...payload };
    case "inspect":
      return { passed: [...inspectionPoints], verdict: "pass", remarks: "", ...payload };
    case "suspend":
      return { ...payload, reviewBy: scene.clock.endOf(text(payload["reviewBy"])) };
    case "ask-help":
      return { ...payload, answerBy: scene.clock.endOf(text(payload["answerBy"])) };
    case "issue-notice":
      return { ...payload, replyBy: scene.clock.endOf(text(payload["replyBy"])) };
    case "answer-notice":
      return { attachments: [], ...payload };
    case "assign-handler":
    case "recuse":
      return { ...payload, to: demoUserId(text(payload["to"])) };
    case "merge-order":
      return { ...payload, into: scene.orderNamed(text(payload["into"])) };
    case "dispatch":
    case "forward":
      return { instruction: "", ...payload };
    default:
      return payload;
  }
}

const nothing = { wages: 0, compensation: 0, socialInsurance: 0, workInjury: 0 };
const quietReport = { legalBasis: "", replyToWorker: "", promised: false, promisedBy: "", workersBenefited: 0 };
const quietCallback = {
  reached: true,
  person: "本人",
  solved: "unasked",
  resultRating: 0,
  attitudeRating: 0,
  reason: "",
  words: "",
  ruling: "none",
  rulingReason: "",
};
const someWorker = {
  gender: "unknown",
  idNumber: "",
  phones: [],
  identity: "contract",
  unionMember: "unknown",
  address: "",
  persons: 1,
  coClaimants: [],
};
const someEmployer = {
  creditCode: "",
  nature: "private.112",
  industry: "",
  size: "unknown",
  region: "",
  address: "",
  contact: "",
  hasUnion: "unknown",
  project: "",
  generalContractor: "",
  subcontractor: "",
};

function registration(payload: Payload, scene: StepScene): Payload {
  const worker = { ...someWorker, ...record(payload["worker"]) };
  const { minutesBefore = 6, ...contact } = record(payload["contact"]);
  return {
    provisionalNumber: scene.provisionalNumber,
    classification: {
      class: "request",
      urgency: "normal",
      difficulty: "ordinary",
      flags: [],
      ...record(payload["classification"]),
    },
    worker,
    employer: { ...someEmployer, ...record(payload["employer"]) },
    claim: { period: "", claimedCents: 0, evidence: "", legalRoute: "none", ...record(payload["claim"]) },
    contact: {
      id: scene.newId("contact"),
      channel: "phone",
      receivedAt: scene.at - Number(minutesBefore) * minuteMs,
      caller: text(record(worker)["name"]),
      callerNumber: worker.phones[0] ?? "",
      line: "",
      callSatisfaction: 0,
      ...contact,
    },
  };
}

function attachment(payload: Payload, scene: StepScene): Payload {
  const { file, ...said } = payload;
  return { attachment: { evidence: "other", caption: "", ...scene.fileNamed(text(file)), ...said } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
