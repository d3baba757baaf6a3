import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import { AttachmentPage } from "./attachment-page.tsx";
import { useApprovalParts } from "./approval-parts.tsx";
import type { CasePart } from "./case-part.ts";
import { OrderSheet, RegisterSheet } from "./order-sheet.tsx";
import { usePrintJob } from "./print-context.ts";
import { CallbackSheet, FeedbackSheet, InspectionSheet } from "./result-sheets.tsx";
import { TimelineSheet } from "./timeline-sheet.tsx";

/** The documents of an order's main volume, in the order in which they are bound. */
export function useCaseParts(): readonly CasePart[] {
  const { t } = useTranslation("printing");
  const office = useOfficeName();
  const { order } = usePrintJob();
  const document = order.number ?? order.provisionalNumber;
  const registered = { document, responsible: office(order.registeredBy), at: order.registeredAt };
  const latest = { document, responsible: office(order.holder), at: order.timeline.at(-1)?.at ?? order.registeredAt };
  const feedback = order.reports.map((report, at) => ({
    key: `feedback.${at}`,
    title: `${t("parts.feedback")} ${t("round", { n: report.round })}`,
    document,
    responsible: office(officeId(report.office)),
    at: report.at,
    body: <FeedbackSheet report={report} />,
  }));
  const { taking, moving, inner, closing } = useApprovalParts();
  return [
    { key: "order", title: t("parts.order"), ...registered, body: <OrderSheet /> },
    { key: "contact", title: t("parts.contact"), ...registered, body: <RegisterSheet /> },
    ...taking,
    { key: "timeline", title: t("parts.timeline"), ...latest, body: <TimelineSheet /> },
    ...moving,
    ...feedback,
    ...checks(order, { document, callback: t("parts.callback"), inspection: t("parts.inspection") }),
    ...inner,
    ...closing,
    ...order.attachments.map((attachment, at) => ({
      key: attachment.sha256,
      title: attachment.caption || attachment.name,
      document,
      responsible: attachment.addedBy,
      at: attachment.addedAt,
      body: <AttachmentPage attachment={attachment} n={at + 1} />,
    })),
  ];
}

function checks(
  order: WorkOrder,
  words: Readonly<{ document: string; callback: string; inspection: string }>,
): readonly CasePart[] {
  const { document } = words;
  const called = order.callbacks.at(-1);
  const inspected = order.inspections.at(-1);
  const callback = called && {
    key: "callback",
    title: words.callback,
    document,
    responsible: called.by,
    at: called.at,
    body: <CallbackSheet attempts={order.callbacks} />,
  };
  const inspection = inspected && {
    key: "inspection",
    title: words.inspection,
    document,
    responsible: inspected.by,
    at: inspected.at,
    body: <InspectionSheet inspections={order.inspections} />,
  };
  return [callback, inspection].filter((part) => part !== undefined);
}
