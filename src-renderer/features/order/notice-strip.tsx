import { useTranslation } from "react-i18next";

import { openNotices } from "../../../src-shared/domain/supervision/ladder.ts";
import { isAnswered, noticeNumber, type Notice } from "../../../src-shared/domain/supervision/notice.ts";
import { replyLimit } from "../../../src-shared/domain/supervision/reply-date.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useReference } from "../../data/use-desk.ts";
import { DeadlineBadge } from "../../ui/deadline-badge.tsx";
import { WordBadge } from "../../ui/state-badge.tsx";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";
import { WhyDue } from "../../ui/why-popover.tsx";
import styles from "./order.module.css";

/** Open notices of supervision (督办), above all that one can do: who asks whom, for what, until when. */
export function NoticeStrip({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("notice");
  const notices = openNotices(order);
  if (notices.length === 0) return null;
  return (
    <section className={styles["notices"]} aria-label={t("open", { n: notices.length })}>
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeLine({ notice }: { notice: Notice }): React.JSX.Element {
  const { t } = useTranslation("notice");
  const label = useLabel();
  const office = useOfficeName();
  const { policy } = useReference();
  const answered = isAnswered(notice);
  const asked = notice.rulings.findLast((ruling) => ruling.outcome === "insufficient")?.at ?? notice.issuedAt;
  return (
    <div className={styles["notice"]}>
      <div className={styles["noticeHead"]}>
        <WordBadge strong>{`◆ ${label("supervision-step", notice.kind)}`}</WordBadge>
        <span>{noticeNumber(notice)}</span>
        <span className={styles["small"]}>
          {t("from", { issuer: office(notice.issuer), office: office(notice.office) })}
        </span>
        <span className={styles["small"]}>{label("supervision-reason", notice.reason)}</span>
        <span className={styles["noticeDue"]}>
          {answered ? (
            t("answered", { office: office(notice.issuer) })
          ) : (
            <>
              <span className={styles["clockName"]}>{t("replyBy")}</span>{" "}
              <DeadlineBadge due={notice.replyBy} withDate />{" "}
              <WhyDue
                start={asked}
                limit={replyLimit(policy, notice.kind)}
                due={notice.replyBy}
                by={office(notice.issuer)}
              />
            </>
          )}
        </span>
      </div>
      <p className={styles["demand"]}>{notice.demand}</p>
    </div>
  );
}
