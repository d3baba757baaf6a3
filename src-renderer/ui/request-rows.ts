import { useTranslation } from "react-i18next";

import type { Extension } from "../../src-shared/domain/extension/extension.ts";
import type { Objection } from "../../src-shared/domain/objection/objection.ts";
import type { Reopening } from "../../src-shared/domain/reopening/reopening.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { toChinaText, type Instant } from "../../src-shared/kernel/instant.ts";
import { useOfficeName, useSurroundings } from "./surroundings.tsx";

/** A request beside an order's course, in words: what, by whom and when, why, and what became of it. */
export type RequestRow = Readonly<{
  key: string;
  at: Instant;
  what: string;
  who: string;
  reason: string;
  outcome: string;
}>;

/** Every request of an order, oldest first: more time, objections, withdrawals, reopening. */
export function useRequestRows(order: WorkOrder): readonly RequestRow[] {
  const { t } = useTranslation("requests");
  const office = useOfficeName();
  const extensionOutcome = useExtensionOutcome();
  const ruling = useRulingWords();
  const reopeningOutcome = useReopeningOutcome();
  const who = (name: string, at: Instant): string => `${name}，${toChinaText(at)}`;
  const rows = [
    ...order.extensions.map((one) => ({
      ...{ key: one.id, at: one.askedAt, what: t("list.extension", { days: one.days }), reason: one.reason },
      who: who(`${office(one.office)} ${one.askedBy}`, one.askedAt),
      outcome: extensionOutcome(one),
    })),
    ...order.objections.map((one) => ({
      ...{ key: one.id, at: one.at, reason: one.statement },
      what: t(one.target.kind === "callback" ? "list.callbackObjection" : "list.inspectionObjection"),
      who: who(`${office(one.office)} ${one.by}`, one.at),
      outcome: ruling(one),
    })),
    ...order.recusals.map((one) => ({
      ...{ key: `${one.user} ${one.at}`, at: one.at, what: t("list.recusal"), reason: one.reason, outcome: "" },
      who: who(one.name, one.at),
    })),
    ...order.reopenings.map((one) => ({
      ...{ key: one.id, at: one.at, what: t("list.reopening"), reason: one.reason },
      who: who(`${office(one.office)} ${one.by}`, one.at),
      outcome: reopeningOutcome(one),
    })),
  ];
  return rows.toSorted((left, right) => left.at - right.at);
}

function useExtensionOutcome(): (one: Extension) => string {
  const { t } = useTranslation("requests");
  const office = useOfficeName();
  return ({ decision, lapsedAt, judge }) => {
    if (lapsedAt !== null) return t("list.lapsed", { at: toChinaText(lapsedAt) });
    if (!decision) return t("list.waits", { office: office(judge) });
    const by = { who: decision.by, at: toChinaText(decision.at) };
    const verdict = decision.granted ? t("list.granted", { days: decision.days, ...by }) : t("list.refused", by);
    return `${verdict} ${decision.reason}`;
  };
}

/** What the hub ruled on an objection, or that it has to. */
export function useRulingWords(): (one: Objection) => string {
  const { t } = useTranslation("requests");
  const hub = useHubName();
  return ({ ruling }) => {
    if (!ruling) return t("list.waits", { office: hub });
    const by = { who: ruling.by, at: toChinaText(ruling.at) };
    return `${t(ruling.upheld ? "list.upheld" : "list.notUpheld", by)} ${ruling.reason}`;
  };
}

function useReopeningOutcome(): (one: Reopening) => string {
  const { t } = useTranslation("requests");
  const hub = useHubName();
  return ({ decision }) => {
    if (!decision) return t("list.waits", { office: hub });
    const by = { who: decision.by, at: toChinaText(decision.at) };
    return `${t(decision.granted ? "list.reopened" : "list.refused", by)} ${decision.reason}`;
  };
}

/** The hub is the root of the office tree. */
function useHubName(): string {
  const office = useOfficeName();
  const { offices } = useSurroundings();
  return office(offices.find((one) => one.parentId === null)?.id ?? "");
}
