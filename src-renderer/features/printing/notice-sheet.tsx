import { useTranslation } from "react-i18next";

import { limitOn } from "../../../src-shared/domain/supervision/ladder.ts";
import { noticeNumber, type Notice } from "../../../src-shared/domain/supervision/notice.ts";
import { toChinaText, toDueText } from "../../../src-shared/kernel/instant.ts";
import { useLabel, useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { Letter } from "./letter.tsx";
import { usePrintJob } from "./print-context.ts";
import { FieldTable, SheetHead, Signatures, type FieldRow } from "./sheet-frame.tsx";

/** 催办通知书 as a letter, every other step of the ladder as a sheet; below it what was answered and ruled. */
export function NoticeSheet({ notice }: { notice: Notice }): React.JSX.Element {
  return notice.kind === "urging-notice" ? <UrgingLetter notice={notice} /> : <SupervisionSheet notice={notice} />;
}

function UrgingLetter({ notice }: { notice: Notice }): React.JSX.Element {
  const { t } = useTranslation("papers");
  const label = useLabel();
  const { officeById } = useSurroundings();
  const { order } = usePrintJob();
  const nameOf = (id: Notice["office"]): string => officeById.get(id)?.name ?? id;
  const due = limitOn(order, notice.office);
  const limit = due === null ? t("urgingNoLimit") : t("urgingLimit", { due: toDueText(due) });
  const number = order.number ?? order.provisionalNumber;
  const reason = label("supervision-reason", notice.reason);
  const rows = useRepliesOf(notice);
  return (
    <>
      <Letter
        title={label("supervision-step", notice.kind)}
        number={noticeNumber(notice)}
        paragraphs={[
          t("urgingBody", { title: order.classification.title, number, limit, reason }),
          t("demandIs", { demand: notice.demand }),
          t("replyBefore", { due: toDueText(notice.replyBy) }),
        ]}
        to={t("to", { office: nameOf(notice.office) })}
        from={nameOf(notice.issuer)}
        at={notice.issuedAt}
      />
      <Signatures sealed />
      {notice.replies.length + notice.rulings.length > 0 && <FieldTable rows={rows} />}
    </>
  );
}

function SupervisionSheet({ notice }: { notice: Notice }): React.JSX.Element {
  const { t } = useTranslation("papers");
  const label = useLabel();
  const office = useOfficeName();
  const { order } = usePrintJob();
  const rows: readonly FieldRow[] = [
    [[t("subject"), order.classification.title]],
    [[t("orderNumber"), order.number ?? order.provisionalNumber]],
    [
      [t("issuer"), office(notice.issuer)],
      [t("office"), office(notice.office)],
    ],
    [
      [t("issuedAt"), toChinaText(notice.issuedAt)],
      [t("replyBy"), toDueText(notice.replyBy)],
    ],
    [[t("reason"), label("supervision-reason", notice.reason)]],
    [[t("demand"), notice.demand]],
  ];
  return (
    <>
      <SheetHead
        title={label("supervision-step", notice.kind)}
        own={{ number: noticeNumber(notice), at: notice.issuedAt }}
      />
      <FieldTable rows={[...rows, ...useRepliesOf(notice)]} />
      <Signatures />
    </>
  );
}

/** Replies and rulings in the order in which they came. */
function useRepliesOf(notice: Notice): readonly FieldRow[] {
  const { t } = useTranslation("papers");
  const label = useLabel();
  const { order } = usePrintJob();
  const nameOf = (hash: string): string => order.attachments.find((file) => file.sha256 === hash)?.name ?? hash;
  const replies = notice.replies.map(({ at, by, text, late, attachments }) => {
    const files = attachments.length > 0 ? `\n${t("files")} ${attachments.map(nameOf).join("、")}` : "";
    const words = `${toChinaText(at)} ${by}${late ? t("replyLate") : ""}\n${text}${files}`;
    return { at, what: t("reply"), words };
  });
  const rulings = notice.rulings.map(({ at, by, outcome, words, replyBy }) => {
    const again = replyBy === null ? "" : `\n${t("newReplyBy", { at: toDueText(replyBy) })}`;
    return {
      at,
      what: t("ruling"),
      words: `${toChinaText(at)} ${by}\n${label("notice-outcome", outcome)}：${words}${again}`,
    };
  });
  const entries = [...replies, ...rulings].toSorted((a, b) => a.at - b.at);
  // Who answers by hand has room for it.
  if (entries.length === 0) return [[[t("reply"), `${t("notReplied")}\n\n\n\n`]]];
  return entries.map(({ what, words }, at) => [[numbered(what, { at, of: entries.map((one) => one.what) }), words]]);
}

/** The name of an entry, numbered where it would stand there twice. */
function numbered(what: string, { at, of }: Readonly<{ at: number; of: readonly string[] }>): string {
  const alike = of.filter((one) => one === what).length;
  return alike > 1 ? `${what} ${of.slice(0, at + 1).filter((one) => one === what).length}` : what;
}
