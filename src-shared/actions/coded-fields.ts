import type { KnownCodes } from "../domain/reference/known-codes.ts";
import type { DictionaryName, Term } from "../domain/reference/dictionary.ts";
import type { Classification, Employer, Worker } from "../domain/work-order/classification.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import type { Intent } from "./action.ts";

type CaseParts = Readonly<{ classification?: Classification; worker?: Worker; employer?: Employer }>;

/**
 * The codes of dictionaries that an intent carries, empty ones included. Fields with a fixed list of words (urgency,
 * kind of note) are not among them: their shape is checked as the intent is read.
 * @see docs/spec/actions.md AC-8
 */
export function codedFields(intent: Intent): readonly Term[] {
  if (intent.type === "register") return termsOfCase(intent.payload);
  if (intent.type === "amend") return termsOfCase(intent.payload.amendment);
  return termsOfStep(intent);
}

function termsOfStep(intent: Intent): readonly Term[] {
  if (isReasoned(intent)) return [{ name: reasonLists[intent.type], code: intent.payload.reasonCode }];
  if (intent.type === "attach") return [{ name: "evidence-kind", code: intent.payload.attachment.evidence }];
  if (intent.type === "report-result") return [{ name: "result", code: intent.payload.result }];
  if (intent.type === "flag-incident") return [{ name: "incident-sign", code: intent.payload.sign }];
  if (intent.type !== "call-back") return [];
  const { reached, reason } = intent.payload;
  return [{ name: reached ? "dissatisfaction-reason" : "unreached-reason", code: reason }];
}

const reasonLists = {
  "return-order": "return-reason",
  suspend: "suspension-reason",
  "refuse-order": "refusal-reason",
  "terminate-order": "termination-reason",
} as const satisfies Readonly<Record<string, DictionaryName>>;

type ReasonedIntent = Extract<Intent, { type: keyof typeof reasonLists }>;

function isReasoned(intent: Intent): intent is ReasonedIntent {
  return Object.hasOwn(reasonLists, intent.type);
}

function termsOfCase({ classification, worker, employer }: CaseParts): readonly Term[] {
  return [
    ...(classification ? [{ name: "problem-type", code: classification.problem } as const] : []),
    ...(worker ? [{ name: "worker-identity", code: worker.identity } as const] : []),
    ...(employer
      ? ([
          { name: "enterprise-nature", code: employer.nature },
          { name: "industry", code: employer.industry },
          { name: "enterprise-size", code: employer.size },
        ] as const)
      : []),
  ];
}

/**
 * Whether an intent names a code that no list has. What the order itself carries already is no news: who corrects one
 * word of it is not asked about the others.
 */
export function namesUnknownCode(order: WorkOrder | undefined, intent: Intent, codes: KnownCodes): boolean {
  const unknown = codedFields(intent).filter((term) => term.code !== "" && !codes.has(term));
  if (unknown.length === 0) return false;
  const carried = order && intent.type === "amend" ? termsOfCase(order) : [];
  return unknown.some(({ name, code }) => !carried.some((one) => one.name === name && one.code === code));
}
