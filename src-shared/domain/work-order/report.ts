import { Type, type Static } from "typebox";

import { assignmentIdSchema } from "../../kernel/ids.ts";
import { optionalText, requiredText } from "../../kernel/text.ts";
import { cents, dictionaryCode } from "./classification.ts";

/** What was recovered is counted by these kinds (追回金额). */
export const amountKinds = ["wages", "compensation", "socialInsurance", "workInjury"] as const;

/** A handler's answer, upward (办结反馈). Amounts in cents by kind; `promised` money is counted apart from paid money. */
export const reportFactsSchema = Type.Object(
  {
    assignment: assignmentIdSchema,
    result: dictionaryCode,
    opinion: requiredText(8000),
    legalBasis: optionalText(2000),
    replyToWorker: optionalText(4000),
    recoveredCents: Type.Object(
      { wages: cents, compensation: cents, socialInsurance: cents, workInjury: cents },
      { additionalProperties: false },
    ),
    promised: Type.Boolean(),
    promisedBy: optionalText(100),
    workersBenefited: Type.Integer({ minimum: 0, maximum: 100_000 }),
  },
  { additionalProperties: false },
);
export type ReportFacts = Readonly<Static<typeof reportFactsSchema>>;

/** A report as filed. A second report of the same turn is `supplementary` (补充反馈). */
export type Report = ReportFacts &
  Readonly<{ at: number; by: string; office: string; round: number; supplementary: boolean }>;

/** All money a report says was recovered, in cents. */
export function totalRecoveredCents(report: Pick<ReportFacts, "recoveredCents">): number {
  return amountKinds.reduce((sum, kind) => sum + report.recoveredCents[kind], 0);
}
