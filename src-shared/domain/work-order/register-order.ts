import { Type, type Static } from "typebox";

import { canonicalJson } from "../../kernel/canonical-json.ts";
import { requiredText } from "../../kernel/text.ts";
import { clocksFrom } from "../assignment/clocks.ts";
import { contactSchema } from "../contact/contact.ts";
import { openingByNumber } from "../incident/flag-incident.ts";
import type { IncidentOpening } from "../incident/incident.ts";
import { incidentOpenAt, openIncident } from "../incident/incidents-of.ts";
import { applied, notMyTurn, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { isConfidential, mayKnowWorker } from "../permission/withhold-worker.ts";
import { claimSchema, classificationSchema, dictionaryCode, employerSchema, workerSchema } from "./classification.ts";
import { definedParts, type Amendment } from "./order-event.ts";
import { isEnded } from "./order-state.ts";
import type { WorkOrder } from "./work-order.ts";

export const registerPayload = Type.Object(
  {
    provisionalNumber: requiredText(40),
    classification: classificationSchema,
    worker: workerSchema,
    employer: employerSchema,
    claim: claimSchema,
    contact: contactSchema,
  },
  { additionalProperties: false },
);

export const answerPayload = Type.Object(
  { answer: requiredText(8000), article: dictionaryCode },
  { additionalProperties: false },
);

export const amendPayload = Type.Object(
  {
    reason: requiredText(500),
    amendment: Type.Object(
      {
        classification: Type.Optional(classificationSchema),
        worker: Type.Optional(workerSchema),
        employer: Type.Optional(employerSchema),
        claim: Type.Optional(claimSchema),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

/**
 * Decides a registration (登记): any office registers what reaches it, offline too. The number comes from the province;
 * until then the provisional one stands. Refusal: `order-exists`.
 * @see docs/spec/life-cycle.md LC-1, LC-2
 */
export function registerOrder(
  order: WorkOrder | undefined,
  payload: Readonly<Static<typeof registerPayload>>,
  context: DecisionContext,
): Decision {
  if (order) return rejected("order-exists");
  const incident = openingByNumber(payload.worker.persons, 0, context);
  return applied(context, 1, {
    type: "registered",
    number: context.orderNumber,
    intake: payload,
    dispatchBy: clocksFrom(context, payload.classification).dispatchBy,
    policyVersion: context.rules.policy.version,
    calendarVersion: context.rules.calendar.version,
    ...(incident ? { incident } : {}),
  });
}

/**
 * Decides an answer at once (直接答复): the order ends as settled online.
 * Refusals: `order-ended`, `state-moved`, `other-office`, `incident-open`.
 * @see docs/spec/life-cycle.md LC-3
 */
export function answerDirectly(
  order: WorkOrder,
  payload: Readonly<Static<typeof answerPayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, "answered-directly") ?? incidentOpenAt(order);
  if (refusal) return rejected(refusal);
  const next = { state: "closed", holder: order.holder } as const;
  return applied(context, order.round, {
    type: "answered-directly",
    answer: payload.answer,
    article: payload.article,
    next,
  });
}

/**
 * Decides a correction (补正) of what was registered, by the holder or the hub, with a reason; the old words stay on the
 * timeline's earlier event, and no limit that runs already moves.
 * Refusals: `order-ended`, `other-office`, `nothing-changed`, `worker-withheld` (the office may not know the worker of a
 * confidential order, so it can neither correct who it is nor lift the mark).
 * @see docs/spec/life-cycle.md LC-4, docs/spec/privacy.md PR-6
 */
export function amendOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof amendPayload>>,
  context: DecisionContext,
): Decision {
  if (order.state === "archived" || order.state === "merged") return rejected("order-ended");
  const mayAmend = order.holder === context.actor.office || context.actor.office === context.rules.offices.hub;
  if (!mayAmend) return rejected("other-office");
  if (!changesSomething(order, payload.amendment)) return rejected("nothing-changed");
  if (touchesSecret(order, payload.amendment, context)) return rejected("worker-withheld");
  const { reason, amendment } = payload;
  const incident = incidentByAmendment(order, amendment, context);
  return applied(context, order.round, { type: "amended", reason, amendment, ...(incident ? { incident } : {}) });
}

function incidentByAmendment(order: WorkOrder, amendment: Amendment, context: DecisionContext): IncidentOpening | null {
  if (!amendment.worker || openIncident(order) || isEnded(order.state)) return null;
  return openingByNumber(amendment.worker.persons, order.worker.persons, context);
}

function touchesSecret(order: WorkOrder, amendment: Amendment, { actor, rules }: DecisionContext): boolean {
  if (mayKnowWorker(order, actor.office, rules.offices.hub)) return false;
  const { worker, classification } = amendment;
  return worker !== undefined || (classification !== undefined && !isConfidential({ classification }));
}

function changesSomething(order: WorkOrder, amendment: Amendment): boolean {
  const { classification, worker, employer, claim } = order;
  const asItWas = canonicalJson({ classification, worker, employer, claim });
  return canonicalJson({ classification, worker, employer, claim, ...definedParts(amendment) }) !== asItWas;
}
