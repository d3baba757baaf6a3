import { useTranslation } from "react-i18next";

import type { DictionaryName } from "../../src-shared/domain/reference/dictionary.ts";
import type { OrderEvent } from "../../src-shared/domain/work-order/order-event.ts";
import { totalRecoveredCents } from "../../src-shared/domain/work-order/report.ts";
import { assertNever } from "../../src-shared/kernel/invariant.ts";
import { chinaDay, toDueText } from "../../src-shared/kernel/instant.ts";
import { formatMoney } from "./format.ts";
import { useLabel, useOfficeName, useSurroundings } from "./surroundings.tsx";

/** An event as an officer would tell it: what happened, and the words that belong to it, a line each. */
export type EventWords = Readonly<{ title: string; lines: readonly string[] }>;

/** Tells events in the language of the screen; the same words stand on the timeline and on paper. */
export function useEventWords(): (event: OrderEvent) => EventWords {
  const tell = useTeller();
  return (event) => {
    const [title, ...lines] = tell(event);
    return { title: title ?? event.type, lines: lines.filter((line) => line.trim() !== "") };
  };
}

type Teller<Event extends OrderEvent = OrderEvent> = (event: Event) => readonly string[];

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
const checkTypes = [
  "called-back",
  "inspected",
  "suspended",
  "resumed",
  "refused",
  "terminated",
  "merged",
  "archived",
] as const;
type TurnEvent = Extract<OrderEvent, { type: (typeof turnTypes)[number] }>;
type CheckEvent = Extract<OrderEvent, { type: (typeof checkTypes)[number] }>;
type RecordEvent = Exclude<OrderEvent, TurnEvent | CheckEvent>;

const isTurnEvent = (event: OrderEvent): event is TurnEvent => turnTypes.some((type) => type === event.type);
const isCheckEvent = (event: OrderEvent): event is CheckEvent => checkTypes.some((type) => type === event.type);

function useTeller(): Teller {
  const tellTurn = useTurnTeller();
  const tellCheck = useCheckTeller();
  const tellRecord = useRecordTeller();
  return (event) => {
    if (isTurnEvent(event)) return tellTurn(event);
    return isCheckEvent(event) ? tellCheck(event) : tellRecord(event);
  };
}

function useTurnTeller(): Teller<TurnEvent> {
  const { t } = useTranslation("timeline");
  const office = useOfficeName();
  const label = useLabel();
  const { language } = useSurroundings();
  return (event) => {
    switch (event.type) {
      case "dispatched":
      case "forwarded": {
        const { acceptBy, completeBy } = event.assignment;
        const due = t("due", { accept: toDueText(acceptBy), complete: toDueText(completeBy) });
        return [t(event.type, { office: office(event.assignment.office) }), event.instruction, due];
      }
      case "accepted":
        return [t("accepted")];
      case "reported": {
        const { report, supplementary } = event;
        const title = t(supplementary ? "supplementary" : "reported", { result: label("result", report.result) });
        const cents = totalRecoveredCents(report);
        const workers = report.workersBenefited;
        const money = cents > 0 ? t("recovered", { amount: formatMoney(cents, language), workers }) : "";
        return [title, report.opinion, money, report.promised ? t("promised") : ""];
      }
      case "approved":
        return [t("approved"), event.opinion];
      case "sent-back":
        return [t("sent-back"), event.reason];
      case "return-asked":
        return [t("return-asked", { reason: label("return-reason", event.reasonCode) }), event.reason];
      case "return-decided":
        return [t(event.approved ? "return-approved" : "return-refused"), event.reason];
      default:
        return assertNever(event);
    }
  };
}

function useCheckTeller(): Teller<CheckEvent> {
  const { t } = useTranslation("timeline");
  const label = useLabel();
  const again = (event: Extract<CheckEvent, { type: "called-back" | "inspected" }>): string =>
    event.rework === null ? "" : t("rework", { n: event.round + 1 });
  return (event) => {
    switch (event.type) {
      case "called-back": {
        const { callback, attempt } = event;
        if (!callback.reached) return [t("unreached", { n: attempt }), callback.words];
        const solved = label("solved", callback.solved);
        const rating = label("satisfaction", String(callback.resultRating));
        const ruling = callback.ruling === "unreasonable" ? `${t("unreasonable")} ${callback.rulingReason}` : "";
        return [t("called-back", { n: attempt, solved, rating }), callback.words, ruling, again(event)];
      }
      case "inspected": {
        const { verdict, passed, remarks } = event.inspection;
        const points = passed.map((point) => label("inspection-point", point)).join("、");
        const title = t("inspected", { verdict: label("inspection-verdict", verdict) });
        return [title, t("points", { points }), remarks, again(event)];
      }
      case "suspended": {
        const reviewBy = t("reviewBy", { at: chinaDay(event.reviewBy) });
        return [t("suspended", { reason: label("suspension-reason", event.reasonCode) }), event.reason, reviewBy];
      }
      case "resumed":
        return [t("resumed"), event.reason];
      case "refused":
      case "terminated": {
        const list: DictionaryName = event.type === "refused" ? "refusal-reason" : "termination-reason";
        return [t(event.type, { reason: label(list, event.reasonCode) }), event.reason];
      }
      case "merged":
        return [t("merged"), event.reason];
      case "archived":
        return [t("archived", { years: event.retentionYears })];
      default:
        return assertNever(event);
    }
  };
}

function useRecordTeller(): Teller<RecordEvent> {
  const { t } = useTranslation("timeline");
  const label = useLabel();
  return (event) => {
    switch (event.type) {
      case "registered": {
        const channel = label("channel", event.intake.contact.channel);
        const number = event.number === null ? "" : t("registeredNumber", { number: event.number });
        return [t("registered", { channel }), number];
      }
      case "answered-directly":
        return [t("answered-directly"), event.answer];
      case "amended":
        return [t("amended", { reason: event.reason })];
      case "noted": {
        const { note } = event;
        const title = t("noted", { kind: label("note-kind", note.kind) });
        return [title, note.text, note.contactedWorker ? t("contactedWorker") : ""];
      }
      case "attached":
        return [t("attached", { name: event.attachment.name }), event.attachment.caption];
      case "evidence-stored":
        return [t("evidence-stored", { name: "" }).trim()];
      case "disclosed":
        return [t("disclosed", { field: t(`fields.${event.field}`) }), event.reason];
      case "set-aside":
        return [t("set-aside"), event.reason];
      default:
        return assertNever(event);
    }
  };
}
