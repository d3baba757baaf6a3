import { useTranslation } from "react-i18next";

import type { Attachment } from "../../../src-shared/domain/work-order/attachment.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import { AttachmentPage } from "./attachment-page.tsx";
import { useApprovalParts } from "./approval-parts.tsx";
import { only, type CasePart } from "./case-part.ts";
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
    paper: { kind: "FEEDBACK", n: at + 1 } as const,
    title: `${t("parts.feedback")} ${t("round", { n: report.round })}`,
    document,
    responsible: office(officeId(report.office)),
    at: report.at,
    body: <FeedbackSheet report={report} />,
  }));
  const { taking, moving, inner, closing } = useApprovalParts();
  return [
    { key: "order", paper: only("ORDER"), title: t("parts.order"), ...registered, body: <OrderSheet /> },
    { key: "contact", paper: only("CONTACT"), title: t("parts.contact"), ...registered, body: <RegisterSheet /> },
    ...taking,
    { key: "timeline", paper: only("TIMELINE"), title: t("parts.timeline"), ...latest, body: <TimelineSheet /> },
    ...moving,
    ...feedback,
    ...checks(order, { document, callback: t("parts.callback"), inspection: t("parts.inspection") }),
    ...inner,
    ...closing,
    ...order.attachments.map((attachment, at) => ({
      key: attachment.sha256,
      paper: attachmentPaper(order, attachment),
      title: attachment.caption || attachment.name,
      document,
      responsible: attachment.addedBy,
      at: attachment.addedAt,
      body: <AttachmentPage attachment={attachment} n={at + 1} />,
    })),
  ];
}

/** Counted as they were attached: a copy that lacks some (PR-8) gives the others the same numbers. */
function attachmentPaper(order: WorkOrder, { sha256 }: Attachment): CasePart["paper"] {
  const attached = order.timeline.filter((event) => event.type === "attached");
  const at = attached.findIndex((event) => event.attachment.sha256 === sha256);
  return { kind: "ATTACHMENT", n: at + 1 };
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
    paper: only("CALLBACK"),
    title: words.callback,
    document,
    responsible: called.by,
    at: called.at,
    body: <CallbackSheet attempts={order.callbacks} />,
  };
  const inspection = inspected && {
    key: "inspection",
    paper: only("INSPECTION"),
    title: words.inspection,
    document,
    responsible: inspected.by,
    at: inspected.at,
    body: <InspectionSheet inspections={order.inspections} />,
  };
  return [callback, inspection].filter((part) => part !== undefined);
}
