import { randomUUID } from "node:crypto";
import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { assignmentId, contactId, officeId, type AssignmentId, type Sha256 } from "../../../src-shared/kernel/ids.ts";

export const newTurn = (): AssignmentId => assignmentId(randomUUID());

/** The wages case of the news, as it is registered. */
export function wagesCase(change: Partial<PayloadOf<"register">> = {}): PayloadOf<"register"> {
  return {
    provisionalNumber: "临-test-1",
    classification: {
      title: "拖欠工资",
      class: "request",
      problem: "pay.arrears-construction",
      urgency: "normal",
      difficulty: "ordinary",
      flags: [],
    },
    worker: {
      name: "阿卜杜·热合曼",
      gender: "male",
      idNumber: "",
      phones: ["13800001234"],
      identity: "migrant",
      unionMember: "unknown",
      address: "",
      persons: 1,
      coClaimants: [],
    },
    employer: {
      name: "某建筑劳务有限公司",
      creditCode: "",
      nature: "",
      industry: "",
      size: "",
      region: "370902",
      address: "",
      contact: "",
      hasUnion: "unknown",
      project: "",
      generalContractor: "",
      subcontractor: "",
    },
    claim: {
      facts: "约定工资14660元，已付4000元，尚欠10660元。",
      period: "2020-03",
      claimedCents: 1_066_000,
      evidence: "",
      legalRoute: "none",
    },
    contact: {
      id: contactId(randomUUID()),
      channel: "phone",
      receivedAt: Date.parse("2026-03-02T08:55:00+08:00"),
      caller: "",
      callerNumber: "13800001234",
      line: "12351",
      callSatisfaction: 0,
    },
    ...change,
  };
}

export function dispatchTo(office: string, assignment: AssignmentId): PayloadOf<"dispatch"> {
  return { assignment, to: officeId(office), instruction: "" };
}

export function forwardTo(office: string, from: AssignmentId, assignment: AssignmentId): PayloadOf<"forward"> {
  return { from, assignment, to: officeId(office), instruction: "" };
}

export function note(text: string): PayloadOf<"note"> {
  return { kind: "contact", text, contactedWorker: true };
}

export function report(assignment: AssignmentId): PayloadOf<"report-result"> {
  return {
    assignment,
    result: "solved",
    opinion: "已追回欠薪10660元。",
    legalBasis: "",
    replyToWorker: "",
    recoveredCents: { wages: 1_066_000, compensation: 0, socialInsurance: 0, workInjury: 0 },
    promised: false,
    promisedBy: "",
    workersBenefited: 1,
  };
}

export function calledBack(rating: number): PayloadOf<"call-back"> {
  return {
    reached: true,
    person: "本人",
    solved: rating > 2 ? "yes" : "no",
    resultRating: rating,
    attitudeRating: rating,
    reason: "",
    words: "",
    ruling: "none",
    rulingReason: "",
  };
}

export function photo(sha256: Sha256, size: number): PayloadOf<"attach"> {
  return { attachment: { sha256, name: "工资条.png", type: "image/png", size, evidence: "", caption: "" } };
}
