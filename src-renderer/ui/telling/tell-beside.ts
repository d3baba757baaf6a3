import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { assertNever } from "../../../src-shared/kernel/invariant.ts";
import { told, type EventOf, type Say, type Told } from "./told.ts";

const besideTypes = [
  "help-asked",
  "help-answered",
  "help-released",
  "incident-flagged",
  "incident-unflagged",
  "incident-reported",
  "incident-closed",
  "contacts-joined",
] as const;
/** What runs beside the state of an order: co-handling, incidents, joined contacts. */
export type BesideEvent = EventOf<(typeof besideTypes)[number]>;

export function isBeside(event: OrderEvent): event is BesideEvent {
  return besideTypes.some((type) => type === event.type);
}

/** Co-handling, an incident or joined contacts in words. */
export function tellBeside(event: BesideEvent, say: Say): Told {
  const { t, label, office } = say;
  switch (event.type) {
    case "help-asked": {
      const { task, answerBy } = event.help;
      const until = answerBy !== null && t("answerBy", { at: toDueText(answerBy) });
      return told(t("help-asked", { office: office(event.help.office) }), [task, until]);
    }
    case "help-answered":
      return told(t("help-answered"), [event.answer], [event.late && say.late]);
    case "help-released":
      return told(t("help-released", { office: say.helper(event.help) }), [event.reason]);
    case "incident-flagged": {
      const { sign, reason, reportBy } = event.opening;
      const due = t("reportBy", { at: toDueText(reportBy) });
      return told(t("incident-flagged", { sign: label("incident-sign", sign) }), [reason, due]);
    }
    case "incident-unflagged":
      return told(t("incident-unflagged"), [event.reason]);
    case "incident-reported":
      return tellIncidentReport(event, say);
    case "incident-closed":
      return told(t("incident-closed"), [event.conclusion]);
    case "contacts-joined":
      return told(t("contacts-joined", { number: event.number, n: event.contacts.length }));
    default:
      return assertNever(event);
  }
}

function tellIncidentReport(event: EventOf<"incident-reported">, { t, label, late }: Say): Told {
  const { kind, text, workersPresent, measures } = event.report;
  const present = t("workersPresent", { n: workersPresent });
  const done = measures !== "" && t("measures", { text: measures });
  const next = event.nextBy !== null && t("nextReportBy", { at: toDueText(event.nextBy) });
  const title = t("incident-reported", { kind: label("incident-report", kind) });
  return told(title, [text, present, done, next], [event.late && late]);
}
