import { useTranslation } from "react-i18next";

import { hasFinalReport, openIncident } from "../../../src-shared/domain/incident/incidents-of.ts";
import { incidentHints, isOfSameEmployer } from "../../../src-shared/domain/incident/incident-hint.ts";
import { isEnded } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import type { OrderLine } from "../../data/order-line.ts";
import { useDesk, useOrderList } from "../../data/use-desk.ts";
import { Strip } from "../../ui/face.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";

/** What must not be overlooked about an order: an incident with its next report, or signs that it may be one. */
export function IncidentStrip({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("incident");
  const { now } = useSurroundings();
  const incident = openIncident(order);
  if (!incident) return isEnded(order.state) ? null : <HintStrip order={order} />;
  const { reportBy } = incident;
  if (reportBy === null) return <Strip>{hasFinalReport(incident) ? t("stripFinal") : t("stripOpen")}</Strip>;
  const at = toDueText(reportBy);
  const kind = incident.reports.length === 0 ? "First" : "Next";
  return <Strip>{now > reportBy ? t(`strip${kind}Over`, { at }) : t(`strip${kind}`, { at })}</Strip>;
}

/** How many lines are looked through for the same employer. */
const looked = 200;

function HintStrip({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("incident");
  const { rules } = useDesk();
  const same = useSameEmployer(order).filter((line) => isOfSameEmployer(order, line, rules));
  const hints = incidentHints(order, same.length, rules.policy);
  if (hints.length === 0) return null;
  return (
    <Strip>
      {hints.includes("workers") && t("hintWorkers", { n: order.worker.persons })}
      {hints.includes("employer") && t("hintEmployer", { n: same.length })}
      {hints.includes("employer") &&
        same.slice(0, 5).map((line) => (
          <a key={line.id} href={`#/order/${line.id}`} style={{ marginInlineStart: 8 }}>
            {line.number}
          </a>
        ))}
    </Strip>
  );
}

// A text that no line has, where there is nothing to look for.
const nothing = "\u0000";

function useSameEmployer(order: WorkOrder): readonly OrderLine[] {
  const { name, creditCode } = order.employer;
  const query = { list: "all", sort: "newest", limit: looked } as const;
  const named = useOrderList({ ...query, text: name || nothing });
  const coded = useOrderList({ ...query, text: creditCode || nothing });
  const lines = [named, coded].flatMap((page) => (page === "loading" ? [] : page.lines));
  return [...new Map(lines.map((line) => [line.id, line])).values()].filter((line) => line.id !== order.id);
}
