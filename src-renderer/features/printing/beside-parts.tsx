import { useTranslation } from "react-i18next";

import type { Instant } from "../../../src-shared/kernel/instant.ts";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";
import { CardSheet, ExtensionSheet, HelpSheet, IncidentSheet } from "./beside-sheets.tsx";
import { only, type CasePart } from "./case-part.ts";
import { usePrintJob } from "./print-context.ts";

/**
 * What ran beside the order's course: requests for more time, help of other offices, reports of incidents, cards. As far
 * as there are any.
 */
export function useBesideParts(): Readonly<
  Record<"extensions" | "helps" | "incidents" | "cards", readonly CasePart[]>
> {
  const { t } = useTranslation("papers");
  const { t: tIncident } = useTranslation("incident");
  const label = useLabel();
  const office = useOfficeName();
  const { order } = usePrintJob();
  const document = order.number ?? order.provisionalNumber;
  const head = (key: string, responsible: string, at: Instant) => ({ key, document, responsible, at });
  const [firstCard] = order.cards;
  return {
    extensions: order.extensions.map((one, at) => ({
      paper: { kind: "EXTENSION", n: at + 1 },
      ...head(`extension.${one.id}`, office(one.office), one.askedAt),
      title: t("besides.extension"),
      body: <ExtensionSheet extension={one} />,
    })),
    helps: order.helps.map((help, at) => ({
      paper: { kind: "HELP", n: at + 1 },
      ...head(`help.${help.id}`, office(help.askedBy), help.askedAt),
      title: `${t("besides.help")} ${office(help.office)}`,
      body: <HelpSheet help={help} />,
    })),
    incidents: order.incidents
      .flatMap((incident) => incident.reports.map((report) => ({ incident, report })))
      .map(({ incident, report }, at) => ({
        paper: { kind: "INCIDENT", n: at + 1 },
        ...head(`incident.${report.at}`, office(report.office), report.at),
        title: `${tIncident("board")}${label("incident-report", report.kind)}`,
        body: <IncidentSheet incident={incident} report={report} />,
      })),
    cards: firstCard
      ? [
          {
            paper: only("CARDS"),
            ...head("cards", t("besides.province"), firstCard.issuedAt),
            title: t("besides.cards"),
            body: <CardSheet cards={order.cards} />,
          },
        ]
      : [],
  };
}
