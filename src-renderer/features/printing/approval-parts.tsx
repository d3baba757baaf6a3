import { useTranslation } from "react-i18next";

import { handlingTurn } from "../../../src-shared/domain/assignment/custody.ts";
import { noticeNumber } from "../../../src-shared/domain/supervision/notice.ts";
import { useRequestRows } from "../../ui/request-rows.ts";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";
import { AcceptanceLetter, ClosingSheet, ReturnSheet } from "./approval-sheets.tsx";
import { useBesideParts } from "./beside-parts.tsx";
import { only, type CasePart } from "./case-part.ts";
import { CustodySheet } from "./custody-sheet.tsx";
import { NoticeSheet } from "./notice-sheet.tsx";
import { usePrintJob } from "./print-context.ts";
import { RequestSheet } from "./request-sheet.tsx";

/** Acceptance; then returns, time, custody, help, supervision and cards; incidents; then the approval of closing: as far as there are any. */
export function useApprovalParts(): Readonly<Record<"taking" | "moving" | "inner" | "closing", readonly CasePart[]>> {
  const { t } = useTranslation("papers");
  const office = useOfficeName();
  const { order } = usePrintJob();
  const beside = useBesideParts();
  const document = order.number ?? order.provisionalNumber;
  const turn = handlingTurn(order);
  const taking = [turn].flatMap((one) =>
    one?.acceptedAt == null
      ? []
      : [
          {
            ...{ key: "acceptance", paper: only("ACCEPTANCE"), title: t("acceptance"), document, letter: true },
            responsible: office(one.office),
            at: one.acceptedAt,
            body: <AcceptanceLetter turn={one} />,
          },
        ],
  );
  const last = order.timeline.at(-1);
  const custody = {
    key: "custody",
    paper: only("CUSTODY"),
    title: t("custody"),
    document,
    responsible: office(order.holder),
  };
  const chain = { ...custody, at: last?.at ?? order.registeredAt, body: <CustodySheet /> };
  const closing = {
    key: "closing",
    paper: only("CLOSING"),
    title: t("closing"),
    document,
    responsible: office(order.holder),
  };
  return {
    taking,
    moving: [
      ...useReturnParts(),
      ...beside.extensions,
      ...useRequestParts(),
      ...(order.assignments.length > 0 ? [chain] : []),
      ...beside.helps,
      ...useNoticeParts(),
      ...beside.cards,
    ],
    inner: beside.incidents,
    closing: order.inspections.length > 0 ? [{ ...closing, at: chain.at, body: <ClosingSheet /> }] : [],
  };
}

function useReturnParts(): readonly CasePart[] {
  const { t } = useTranslation("papers");
  const office = useOfficeName();
  const { order } = usePrintJob();
  return order.timeline
    .filter((event) => event.type === "return-asked")
    .map((event, at) => ({
      key: `return.${event.id}`,
      paper: { kind: "RETURN", n: at + 1 },
      title: t("returnSheet"),
      document: order.number ?? order.provisionalNumber,
      responsible: office(event.office),
      at: event.at,
      body: <ReturnSheet asked={event} />,
    }));
}

function useRequestParts(): readonly CasePart[] {
  const { t } = useTranslation("requests");
  const { order } = usePrintJob();
  const last = useRequestRows(order).at(-1);
  if (!last) return [];
  const document = order.number ?? order.provisionalNumber;
  const part = {
    key: "requests",
    paper: only("REQUESTS"),
    title: t("list.title"),
    document,
    responsible: last.who,
    at: last.at,
  };
  return [{ ...part, body: <RequestSheet /> }];
}

function useNoticeParts(): readonly CasePart[] {
  const label = useLabel();
  const office = useOfficeName();
  return usePrintJob().order.notices.map((notice, at) => ({
    key: `notice.${notice.id}`,
    paper: { kind: "NOTICE", n: at + 1 },
    title: label("supervision-step", notice.kind),
    document: noticeNumber(notice),
    responsible: office(notice.issuer),
    at: notice.issuedAt,
    letter: notice.kind === "urging-notice",
    body: <NoticeSheet notice={notice} />,
  }));
}
