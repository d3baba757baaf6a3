import { isRequestEvent, type RequestEvent } from "../../../src-shared/domain/work-order/evolve-requests.ts";
import { isKnownEvent } from "../../../src-shared/domain/work-order/known-event.ts";
import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import { totalRecoveredCents } from "../../../src-shared/domain/work-order/report.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { assertNever } from "../../../src-shared/kernel/invariant.ts";
import { formatMoney } from "../format.ts";
import { tellNotice } from "./tell-notice.ts";
import { isBeside, tellBeside, type BesideEvent } from "./tell-beside.ts";
import { isCardEvent, type CardFact } from "../../../src-shared/domain/supervision/card-steps.ts";
import { tellCardEvent } from "./tell-card.ts";
import { tellCallback, tellInspection } from "./tell-outcome.ts";
import { tellRequest } from "./tell-request.ts";
import { told, type EventOf, type Say, type Told } from "./told.ts";

const turnTypes = [
  "dispatched",
  "forwarded",
  "accepted",
  "reported",
  "approved",
  "sent-back",
  "return-asked",
  "return-decided",
] as const;
const recordTypes = [
  "registered",
  "answered-directly",
  "amended",
  "noted",
  "attached",
  "evidence-stored",
  "disclosed",
  "set-aside",
] as const;
type TurnEvent = EventOf<(typeof turnTypes)[number]>;
type RecordEvent = EventOf<(typeof recordTypes)[number]>;
type CourseEvent = Exclude<
  OrderEvent,
  TurnEvent | RecordEvent | BesideEvent | RequestEvent | EventOf<CardFact["type"]>
>;

/**
 * Says an event as a union officer would, with everything that was written in it; one that a newer province sent says
 * that an update will show it.
 * @see docs/spec/versions.md NV-8
 */
export function tellEvent(event: OrderEvent, say: Say): Told {
  if (!isKnownEvent(event)) return told(say.t("stepToSee", { ns: "common", type: event.type }));
  if (isTurn(event)) return tellTurn(event, say);
  if (isBeside(event)) return tellBeside(event, say);
  if (isRequestEvent(event)) return tellRequest(event, say);
  if (isCardEvent(event)) return tellCardEvent(event, say);
  return isRecord(event) ? tellRecord(event, say) : tellCourse(event, say);
}

function isTurn(event: OrderEvent): event is TurnEvent {
  return turnTypes.some((type) => type === event.type);
}

function isRecord(event: OrderEvent): event is RecordEvent {
  return recordTypes.some((type) => type === event.type);
}

function tellTurn(event: TurnEvent, say: Say): Told {
  const { t, label, office } = say;
  switch (event.type) {
    case "dispatched":
    case "forwarded":
      return told(
        t(event.type, { office: office(event.assignment.office) }),
        [event.instruction, dueOf(event, say)],
        [event.type === "dispatched" && event.late && say.late],
      );
    case "accepted":
      return told(t("accepted"), [], [event.late && say.late, event.doubt && t("doubted")]);
    case "reported":
      return tellReport(event, say);
    case "approved":
      return told(t("approved"), [event.opinion]);
    case "sent-back":
      return told(t("sent-back"), [event.reason]);
    case "return-asked":
      return told(t("return-asked", { reason: label("return-reason", event.reasonCode) }), [event.reason]);
    case "return-decided":
      return told(event.approved ? t("return-approved") : t("return-refused"), [event.reason]);
    default:
      return assertNever(event);
  }
}

function tellRecord(event: RecordEvent, say: Say): Told {
  const { t, label } = say;
  switch (event.type) {
    case "registered":
      return tellRegistered(event, say);
    case "answered-directly":
      return told(
        t("answered-directly"),
        [event.answer],
        [event.article !== "" && t("article", { title: say.article(event.article) })],
      );
    case "amended":
      return tellAmended(event, say);
    case "noted": {
      const tags = [event.note.contactedWorker && t("contactedWorker"), event.afterMove && say.lateNote(event.office)];
      const { kind, text } = event.note;
      return told(kind === "other" ? t("noted") : label("note-kind", kind), [text], tags);
    }
    case "attached": {
      const { name, caption, sha256 } = event.attachment;
      const bytes = say.hasArrived(sha256) ? null : t("fileNotThere");
      return told(t("attached", { name }), [caption, bytes], [event.afterMove && say.lateNote(event.office)]);
    }
    case "evidence-stored":
      return told(t("evidence-stored", { name: say.fileName(event.sha256) }));
    case "disclosed":
      return told(t("disclosed", { field: t(`fields.${event.field}`) }), [event.reason]);
    case "set-aside":
      return told(t("set-aside"), [event.reason]);
    default:
      return assertNever(event);
  }
}

function tellCourse(event: CourseEvent, say: Say): Told {
  const { t, label } = say;
  switch (event.type) {
    case "suspended": {
      const reason = label("suspension-reason", event.reasonCode);
      return told(t("suspended", { reason }), [event.reason, t("reviewBy", { at: toDueText(event.reviewBy) })]);
    }
    case "resumed":
      return told(t("resumed"), [event.reason]);
    case "called-back":
      return tellCallback(event, say);
    case "inspected":
      return tellInspection(event, say);
    case "notice-issued":
    case "notice-answered":
    case "notice-settled":
      return tellNotice(event, say);
    case "archived":
      return told(t("archived", { years: event.retentionYears }));
    case "merged":
      return told(t("merged"), [event.reason]);
    case "refused":
      return told(t("refused", { reason: label("refusal-reason", event.reasonCode) }), [event.reason]);
    case "terminated":
      return told(t("terminated", { reason: label("termination-reason", event.reasonCode) }), [event.reason]);
    default:
      return assertNever(event);
  }
}

function tellAmended(event: EventOf<"amended">, say: Say): Told {
  const { t } = say;
  const parts = amendedParts(event, say).join(say.separator);
  const flagged = event.incident && t("incidentByNumber", { n: event.amendment.worker?.persons ?? 0 });
  return told(t("amended", { reason: event.reason }), [t("amendedParts", { parts }), flagged ?? false]);
}

function tellRegistered(event: EventOf<"registered">, { t, label }: Say): Told {
  const { contact, worker } = event.intake;
  const number = event.number === null ? null : t("registeredNumber", { number: event.number });
  return told(t("registered", { channel: label("channel", contact.channel) }), [
    number,
    event.incident ? t("incidentByNumber", { n: worker.persons }) : null,
  ]);
}

function dueOf(event: EventOf<"dispatched" | "forwarded">, { t }: Say): string {
  const { acceptBy, completeBy } = event.assignment;
  return t("due", { accept: toDueText(acceptBy), complete: toDueText(completeBy) });
}

function tellReport(event: EventOf<"reported">, say: Say): Told {
  const { t } = say;
  const { report } = event;
  const result = say.label("result", report.result);
  const cents = totalRecoveredCents(report);
  const money =
    cents > 0 && t("recovered", { amount: formatMoney(cents, say.language), workers: report.workersBenefited });
  const title = event.supplementary ? t("supplementary", { result }) : t("reported", { result });
  return told(
    title,
    [report.opinion, money, report.promised && t("promised"), report.legalBasis, report.replyToWorker],
    [event.late && say.late, event.doubt && t("doubted")],
  );
}

function amendedParts(event: EventOf<"amended">, { label, t }: Say): readonly string[] {
  const { amendment } = event;
  const parts: string[] = [];
  if (amendment.classification) parts.push(amendment.classification.title);
  if (amendment.worker) parts.push(t("parts.worker"));
  if (amendment.employer) parts.push(amendment.employer.name || t("parts.employer"));
  if (amendment.claim) parts.push(t("parts.claim"));
  const urgency = amendment.classification?.urgency;
  return urgency === undefined ? parts : [...parts, label("urgency", urgency)];
}
