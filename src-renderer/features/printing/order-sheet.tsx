import { useTranslation } from "react-i18next";

import type { Assignment } from "../../../src-shared/domain/assignment/assignment.ts";
import { totalRecoveredCents } from "../../../src-shared/domain/work-order/report.ts";
import { toChinaText, toDueText } from "../../../src-shared/kernel/instant.ts";
import { formatMoney, maskIdNumber, maskPhone } from "../../ui/format.ts";
import { useRequestRows } from "../../ui/request-rows.ts";
import { useLabel, useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { usePrintJob } from "./print-context.ts";
import { FieldTable, SheetHead, Signatures, type FieldRow } from "./sheet-frame.tsx";
import { useWorkerName } from "./use-worker-name.ts";

/** 转派工作单: what an office needs to take an order on: who, against whom, what for, until when. */
export function OrderSheet(): React.JSX.Element {
  const { t } = useTranslation("printing");
  return (
    <>
      <SheetHead title={t("sheetTitle")} />
      <FieldTable rows={[...useClassRows(), ...useWorkerRows(), ...useEmployerRows(), ...useClaimRows()]} />
      <FieldTable rows={useHandlingRows()} />
      <Signatures />
    </>
  );
}

/** 诉求登记表: the order as it was taken down. */
export function RegisterSheet(): React.JSX.Element {
  const { t } = useTranslation("printing");
  return (
    <>
      <SheetHead title={t("parts.contact")} />
      <FieldTable rows={[...useClassRows(), ...useWorkerRows(), ...useEmployerRows(), ...useClaimRows()]} />
    </>
  );
}

function useClassRows(): readonly FieldRow[] {
  const { t } = useTranslation("printing");
  const { t: tForm } = useTranslation("intake");
  const label = useLabel();
  const { classification, contacts } = usePrintJob().order;
  const [first] = contacts;
  const kind = first?.class === undefined ? "" : label("contact-class", first.class);
  const outcome = first?.outcome === undefined ? "" : label("contact-outcome", first.outcome);
  const channel = [first ? label("channel", first.channel) : "", kind, outcome].filter(Boolean).join(" · ");
  return [
    [[t("cover.subject"), classification.title]],
    [
      [
        tForm("fields.class"),
        `${label("order-class", classification.class)} · ${label("urgency", classification.urgency)}`,
      ],
      [tForm("fields.channel"), channel],
    ],
    [[tForm("fields.problem"), label("problem-type", classification.problem)]],
  ];
}

function useWorkerRows(): readonly FieldRow[] {
  const { t } = useTranslation("printing");
  const { t: tForm } = useTranslation("intake");
  const label = useLabel();
  const { order, personal } = usePrintJob();
  const { worker } = order;
  const phones = worker.phones.map((phone) => (personal ? phone : maskPhone(phone))).join("、");
  const idNumber = personal ? worker.idNumber : maskIdNumber(worker.idNumber);
  return [
    [
      [t("cover.worker"), useWorkerName()],
      [tForm("fields.identity"), label("worker-identity", worker.identity)],
    ],
    [
      [tForm("fields.phone"), phones],
      [tForm("fields.idNumber"), idNumber],
    ],
    [
      [tForm("fields.persons"), String(worker.persons)],
      [tForm("fields.address"), worker.address],
    ],
  ];
}

function useEmployerRows(): readonly FieldRow[] {
  const { t } = useTranslation("printing");
  const { t: tForm } = useTranslation("intake");
  const label = useLabel();
  const { employer } = usePrintJob().order;
  return [
    [[t("employer"), employer.name]],
    [
      [tForm("fields.nature"), label("enterprise-nature", employer.nature)],
      [tForm("fields.creditCode"), employer.creditCode],
    ],
    [
      [tForm("fields.employerAddress"), employer.address],
      [tForm("fields.employerContact"), employer.contact],
    ],
  ];
}

function useClaimRows(): readonly FieldRow[] {
  const { t } = useTranslation("printing");
  const { t: tForm } = useTranslation("intake");
  const { language } = useSurroundings();
  const { claim } = usePrintJob().order;
  const amount = claim.claimedCents > 0 ? formatMoney(claim.claimedCents, language) : t("none");
  return [
    [[t("claim"), claim.facts]],
    [
      [t("claimed"), amount],
      [tForm("fields.period"), claim.period],
    ],
  ];
}

function useHandlingRows(): readonly FieldRow[] {
  const { t } = useTranslation("printing");
  const office = useOfficeName();
  const { order } = usePrintJob();
  const turns = order.assignments.filter((turn) => turn.stage !== "returned");
  const holder = turns.map((turn) => office(turn.office)).join(" → ") || office(order.holder);
  const latest = turns.at(-1);
  const instructions = order.timeline.flatMap((event) =>
    (event.type === "dispatched" || event.type === "forwarded") && event.instruction !== ""
      ? [`${t("colon", { ns: "common", name: office(event.office) })}${event.instruction}`]
      : [],
  );
  return [
    [[t("handler"), holder]],
    ...limitRows(latest, t),
    [[t("instruction"), instructions.join("\n")]],
    ...useRequestLines(),
    ...useResultRows(),
  ];
}

/** Extensions, objections and the like, each with its outcome in a line. */
function useRequestLines(): readonly FieldRow[] {
  const { t } = useTranslation("requests");
  const rows = useRequestRows(usePrintJob().order);
  const lines = rows.map(({ what, who, outcome }) => [what, who, outcome].filter(Boolean).join("  "));
  return lines.length === 0 ? [] : [[[t("list.title"), lines.join("\n")]]];
}

/** The last report, when there is one: an order sheet that is printed late shows how the matter stands. */
function useResultRows(): readonly FieldRow[] {
  const { t } = useTranslation("printing");
  const { language } = useSurroundings();
  const label = useLabel();
  const report = usePrintJob().order.reports.at(-1);
  if (!report) return [];
  const cents = totalRecoveredCents(report);
  const money = cents > 0 ? formatMoney(cents, language) : "";
  return [[[t("result"), [label("result", report.result), money].filter(Boolean).join("  ")]]];
}

function limitRows(
  turn: Assignment | undefined,
  t: (key: "dispatchedAt" | "acceptBy" | "completeBy" | "limits") => string,
): readonly FieldRow[] {
  if (!turn) return [];
  return [
    [
      [t("dispatchedAt"), toChinaText(turn.dispatchedAt)],
      [t("acceptBy"), toDueText(turn.acceptBy)],
    ],
    [[t("completeBy"), toDueText(turn.completeBy)]],
  ];
}
