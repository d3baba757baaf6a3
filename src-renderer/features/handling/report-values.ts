import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { amount, chosen, optional, problemsOf, required, wholeNumber, type Checked } from "../../ui/form/checks.ts";
import { parseAmount } from "../../ui/format.ts";

const text = Type.String();

export const reportValues = Type.Object({
  result: text,
  opinion: text,
  wages: text,
  compensation: text,
  socialInsurance: text,
  workInjury: text,
  workers: text,
  promised: Type.Boolean(),
  promisedBy: text,
  legalBasis: text,
  reply: text,
});
export type ReportValues = Static<typeof reportValues>;

export const emptyReport: ReportValues = {
  result: "",
  opinion: "",
  wages: "",
  compensation: "",
  socialInsurance: "",
  workInjury: "",
  workers: "",
  promised: false,
  promisedBy: "",
  legalBasis: "",
  reply: "",
};

/** The amounts as typed, in cents; what is no amount counts as nothing until it is mended. */
export function centsOf(values: ReportValues): PayloadOf<"report-result">["recoveredCents"] {
  return {
    wages: parseAmount(values.wages) ?? 0,
    compensation: parseAmount(values.compensation) ?? 0,
    socialInsurance: parseAmount(values.socialInsurance) ?? 0,
    workInjury: parseAmount(values.workInjury) ?? 0,
  };
}

export function checkReport(values: ReportValues): Checked<Omit<PayloadOf<"report-result">, "assignment">> {
  const problems = problemsOf({
    result: chosen(values.result),
    opinion: required(values.opinion, 8000),
    wages: amount(values.wages),
    compensation: amount(values.compensation),
    socialInsurance: amount(values.socialInsurance),
    workInjury: amount(values.workInjury),
    workers: wholeNumber(values.workers.trim() === "" ? "0" : values.workers, 0),
    promisedBy: optional(values.promisedBy, 100),
    legalBasis: optional(values.legalBasis, 2000),
    reply: optional(values.reply, 4000),
  });
  if (problems) return { ok: false, problems };
  const payload = {
    result: values.result,
    opinion: tidyText(values.opinion),
    legalBasis: tidyText(values.legalBasis),
    replyToWorker: tidyText(values.reply),
    recoveredCents: centsOf(values),
    promised: values.promised,
    promisedBy: values.promised ? tidyText(values.promisedBy) : "",
    workersBenefited: Number(values.workers.normalize("NFKC").trim()),
  };
  return { ok: true, payload };
}
