import type { Claim, Classification, Employer, Worker } from "../../../src-shared/domain/work-order/classification.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import {
  amount,
  chosen,
  creditCode,
  idNumber,
  optional,
  phone,
  plainPhone,
  required,
  wholeNumber,
  type FieldProblem,
} from "../../ui/form/checks.ts";
import { parseAmount } from "../../ui/format.ts";
import type { CaseValues } from "./intake-values.ts";

type Checks = Readonly<Record<string, FieldProblem | undefined>>;

/** What is wrong with the case's fields, by field. */
export function checkCase(values: CaseValues): Checks {
  return { ...checkWorker(values), ...checkEmployer(values), ...checkClaim(values) };
}

function checkWorker(values: CaseValues): Checks {
  const names = lines(values.coClaimants);
  return {
    name: values.flags.includes("anonymous") ? optional(values.name, 100) : required(values.name, 100),
    phone: phones(values.phone).map(phone).find(Boolean),
    idNumber: idNumber(values.idNumber),
    address: optional(values.address, 200),
    persons: wholeNumber(values.persons, 1),
    coClaimants:
      names.length > 500 ? { is: "too-long", max: 500 } : names.map((name) => optional(name, 100)).find(Boolean),
  };
}

function checkEmployer(values: CaseValues): Checks {
  return {
    employerName: optional(values.employerName, 200),
    creditCode: creditCode(values.creditCode),
    employerAddress: optional(values.employerAddress, 200),
    employerContact: optional(values.employerContact, 100),
    project: optional(values.project, 200),
    generalContractor: optional(values.generalContractor, 200),
    subcontractor: optional(values.subcontractor, 200),
  };
}

function checkClaim(values: CaseValues): Checks {
  return {
    facts: required(values.facts, 8000),
    period: optional(values.period, 100),
    claimed: amount(values.claimed),
    evidence: optional(values.evidence, 2000),
    title: required(values.title, 120),
    problem: chosen(values.problem),
  };
}

export type CaseFacts = Readonly<{
  worker: Worker;
  employer: Employer;
  claim: Claim;
  classification: Classification;
}>;

/** The case's facts out of checked values, made storable. */
export function caseOf(values: CaseValues): CaseFacts {
  return {
    worker: workerOf(values),
    employer: employerOf(values),
    claim: {
      facts: tidyText(values.facts),
      period: tidyText(values.period),
      claimedCents: parseAmount(values.claimed) ?? 0,
      evidence: tidyText(values.evidence),
      legalRoute: values.legalRoute,
    },
    classification: {
      title: tidyText(values.title),
      class: values.class,
      problem: values.problem,
      urgency: values.urgency,
      difficulty: values.difficulty,
      flags: values.flags,
    },
  };
}

function workerOf(values: CaseValues): Worker {
  return {
    name: tidyText(values.name),
    gender: values.gender,
    idNumber: values.idNumber.normalize("NFKC").trim().toUpperCase(),
    phones: phones(values.phone).map(plainPhone),
    identity: values.identity,
    unionMember: values.unionMember,
    address: tidyText(values.address),
    persons: Number(values.persons.normalize("NFKC").trim()),
    coClaimants: lines(values.coClaimants),
  };
}

function employerOf(values: CaseValues): Employer {
  return {
    name: tidyText(values.employerName),
    creditCode: values.creditCode.normalize("NFKC").trim().toUpperCase(),
    nature: values.nature,
    industry: values.industry,
    size: values.size,
    region: values.region,
    address: tidyText(values.employerAddress),
    contact: tidyText(values.employerContact),
    hasUnion: values.hasUnion,
    project: tidyText(values.project),
    generalContractor: tidyText(values.generalContractor),
    subcontractor: tidyText(values.subcontractor),
  };
}

function lines(text: string): string[] {
  return text.split("\n").map(tidyText).filter(Boolean);
}

/** Several numbers stand in one field, apart by a comma, slash or semicolon. */
function phones(text: string): string[] {
  return text
    .split(/[,,、;;/]/)
    .map(tidyText)
    .filter(Boolean)
    .slice(0, 5);
}
