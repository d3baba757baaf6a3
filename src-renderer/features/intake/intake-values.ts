import { Type, type Static } from "typebox";

import { channels } from "../../../src-shared/domain/contact/contact.ts";
import {
  claimSchema,
  classificationSchema,
  employerSchema,
  workerSchema,
} from "../../../src-shared/domain/work-order/classification.ts";
import type { Claim, Classification, Employer, Worker } from "../../../src-shared/domain/work-order/classification.ts";
import type { NewOrder } from "../../data/desk-api.ts";
import { endings } from "./ending.ts";
import { formatAmount } from "../../ui/format.ts";

const text = Type.String();

/** What the registration form holds while one types: the words as typed, checked only when they are sent. */
export const workerValues = Type.Object({
  name: text,
  gender: workerSchema.properties.gender,
  idNumber: text,
  phone: text,
  identity: text,
  unionMember: workerSchema.properties.unionMember,
  address: text,
  persons: text,
  coClaimants: text,
});
export const employerValues = Type.Object({
  employerName: text,
  creditCode: text,
  nature: text,
  industry: text,
  size: text,
  region: text,
  employerAddress: text,
  employerContact: text,
  hasUnion: employerSchema.properties.hasUnion,
  project: text,
  generalContractor: text,
  subcontractor: text,
});
export const claimValues = Type.Object({
  facts: text,
  period: text,
  claimed: text,
  evidence: text,
  legalRoute: claimSchema.properties.legalRoute,
});
export const classValues = Type.Object({
  title: text,
  class: classificationSchema.properties.class,
  problem: text,
  urgency: classificationSchema.properties.urgency,
  difficulty: classificationSchema.properties.difficulty,
  flags: classificationSchema.properties.flags,
});
export const contactValues = Type.Object({
  channel: Type.Enum([...channels]),
  caller: text,
  callerNumber: text,
  line: text,
  callSatisfaction: text,
});

export const caseValues = Type.Object({
  ...workerValues.properties,
  ...employerValues.properties,
  ...claimValues.properties,
  ...classValues.properties,
});
export type CaseValues = Static<typeof caseValues>;

/** How the call ends; drafts of before there was a choice lack these. */
const endingValues = Type.Object({
  ending: Type.Optional(Type.Enum([...endings])),
  answer: Type.Optional(text),
  article: Type.Optional(text),
  refusalCode: Type.Optional(text),
  refusalReason: Type.Optional(text),
});

export const intakeValues = Type.Object({
  ...contactValues.properties,
  ...caseValues.properties,
  ...endingValues.properties,
});
export type IntakeValues = Static<typeof intakeValues>;

export const emptyCase: CaseValues = {
  name: "",
  gender: "unknown",
  idNumber: "",
  phone: "",
  identity: "unknown",
  unionMember: "unknown",
  address: "",
  persons: "1",
  coClaimants: "",
  employerName: "",
  creditCode: "",
  nature: "",
  industry: "",
  size: "unknown",
  region: "",
  employerAddress: "",
  employerContact: "",
  hasUnion: "unknown",
  project: "",
  generalContractor: "",
  subcontractor: "",
  facts: "",
  period: "",
  claimed: "",
  evidence: "",
  legalRoute: "none",
  title: "",
  class: "request",
  problem: "",
  urgency: "normal",
  difficulty: "ordinary",
  flags: [],
};

export const emptyIntake: IntakeValues = {
  channel: "phone",
  caller: "",
  callerNumber: "",
  line: "",
  callSatisfaction: "0",
  ...emptyCase,
};

/** What an earlier order says about an employer, as the form shows it; its project is not carried over. */
export function employerParts(employer: Employer): Partial<CaseValues> {
  const { creditCode, nature, industry, size, region, hasUnion } = employer;
  const { name: employerName, address: employerAddress, contact: employerContact } = employer;
  return { employerName, creditCode, nature, industry, size, region, hasUnion, employerAddress, employerContact };
}

/** A registration as the form shows it again: what was refused is corrected, not typed anew. */
export function valuesOfRegistration({ contact, ...facts }: NewOrder): IntakeValues {
  const { channel, caller, callerNumber, line, callSatisfaction } = contact;
  return {
    ...emptyIntake,
    ...valuesOf(facts),
    ...{ channel, caller, callerNumber, line, callSatisfaction: String(callSatisfaction) },
  };
}

type Registered = Readonly<{ worker: Worker; employer: Employer; claim: Claim; classification: Classification }>;

/** An order's facts as the form shows them, for a correction. */
export function valuesOf({ worker, employer, claim, classification }: Registered): CaseValues {
  return {
    ...classification,
    flags: [...classification.flags],
    name: worker.name,
    gender: worker.gender,
    idNumber: worker.idNumber,
    phone: worker.phones.join(" / "),
    identity: worker.identity,
    unionMember: worker.unionMember,
    address: worker.address,
    persons: String(worker.persons),
    coClaimants: worker.coClaimants.join("\n"),
    employerName: employer.name,
    creditCode: employer.creditCode,
    nature: employer.nature,
    industry: employer.industry,
    size: employer.size,
    region: employer.region,
    employerAddress: employer.address,
    employerContact: employer.contact,
    hasUnion: employer.hasUnion,
    project: employer.project,
    generalContractor: employer.generalContractor,
    subcontractor: employer.subcontractor,
    facts: claim.facts,
    period: claim.period,
    claimed: claim.claimedCents > 0 ? formatAmount(claim.claimedCents) : "",
    evidence: claim.evidence,
    legalRoute: claim.legalRoute,
  };
}
