import { memo } from "react";
import { useTranslation } from "react-i18next";

import { redFrom } from "../../../src-shared/calendar/card-moments.ts";
import { openNotices } from "../../../src-shared/domain/supervision/ladder.ts";
import { isAnswered } from "../../../src-shared/domain/supervision/notice.ts";
import { isUndispatched } from "../../../src-shared/domain/work-order/order-state.ts";
import { pendingRequests } from "../../../src-shared/domain/work-order/pending-requests.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId } from "../../../src-shared/kernel/ids.ts";
import { openHelpOf } from "../../../src-shared/domain/co-handling/helpers.ts";
import type { OrderLine } from "../../data/desk-api.ts";
import { isOffline, useDesk, useOrder, useSyncPart } from "../../data/use-desk.ts";
import { CardBadge } from "../../ui/card-badge.tsx";
import { classes } from "../../ui/classes.ts";
import { DeadlineBadge } from "../../ui/deadline-badge.tsx";
import { cardOf } from "../../ui/due.ts";
import { LockIcon } from "../../ui/icons.tsx";
import { UrgencyBadge, WordBadge } from "../../ui/state-badge.tsx";
import { useLabel, useSurroundings } from "../../ui/surroundings.tsx";
import { useWho } from "../../ui/use-who.ts";
import styles from "./inbox.module.css";

/** What a list is about, where that has a date of its own. */
export type Asked = "help" | "reply";

type RowProps = Readonly<{
  line: OrderLine;
  href: string;
  current: boolean;
  /** Whether the list mixes states; else its name says the state already. */
  showState: boolean;
  /** Whose date stands there: what was asked of this office as a helper, the reply to a notice, or null: the order's own. */
  asked: Asked | null;
  /** Whether it says what is asked of this office to decide: the list mixes kinds of requests. */
  decides: boolean;
}>;

/** One order in two lines: what and until when; who, how it stands, and what has not been sent. */
export const OrderRow = memo(function OrderRow(props: RowProps): React.JSX.Element {
  const { line, href, current, showState, asked, decides } = props;
  const { calendar, now } = useSurroundings();
  const over = line.due !== null && now >= redFrom(calendar, line.due);
  return (
    <a
      href={href}
      className={classes(styles["row"], current && styles["current"])}
      aria-current={current ? "true" : undefined}
    >
      <span className={classes(styles["edge"], over ? styles["over"] : styles[line.urgency])} aria-hidden="true" />
      <span className={styles["top"]}>
        <span className={styles["what"]}>
          <span className={styles["title"]} title={line.title}>
            {line.title}
          </span>
        </span>
        {asked !== null ? (
          <AskedDate line={line} asked={asked} />
        ) : (
          line.due !== null && <DeadlineBadge due={line.due} />
        )}
      </span>
      <span className={styles["bottom"]}>
        <RowFacts line={line} showState={showState} />
        <span className={styles["marks"]}>
          {decides && <AskedDecisions line={line} />}
          <RowMarks line={line} />
        </span>
      </span>
    </a>
  );
}, isSameRow);

/** Until when a helper was asked to answer, or a notice that this office got or sent wants its reply. */
function AskedDate({ line, asked }: { line: OrderLine; asked: Asked }): React.JSX.Element | null {
  const { t } = useTranslation("inbox");
  const { office } = useDesk().actor;
  const view = useOrder(line.id);
  if (view === "loading" || view === null) return null;
  if (asked === "reply") return <ReplyDate order={view.order} office={office} />;
  const answerBy = openHelpOf(view.order, office)?.answerBy ?? null;
  return answerBy === null ? (
    <span className={styles["facts"]}>{t("noHelpDate")}</span>
  ) : (
    <DeadlineBadge due={answerBy} />
  );
}

function ReplyDate({ order, office }: { order: WorkOrder; office: OfficeId }): React.JSX.Element | null {
  const waiting = openNotices(order).filter((one) => !isAnswered(one) && [one.office, one.issuer].includes(office));
  const [first] = waiting.map((one) => one.replyBy).toSorted((a, b) => a - b);
  return first === undefined ? null : <DeadlineBadge due={first} />;
}

function RowMarks({ line }: { line: OrderLine }): React.JSX.Element {
  const { t } = useTranslation("inbox");
  const offline = useSyncPart(isOffline);
  return (
    <>
      <LineCard line={line} foresees={offline || line.unsent > 0} />
      <UrgencyBadge urgency={line.urgency} />
      {line.incident && <WordBadge strong>{`▲ ${t("incident")}`}</WordBadge>}
      {line.unsent > 0 && <span className={styles["unsent"]}>○ {t("unsent", { n: line.unsent })}</span>}
    </>
  );
}

/** What this office is asked to decide at an order: more time, an objection, to take it up again. */
function AskedDecisions({ line }: { line: OrderLine }): React.ReactNode {
  const { t } = useTranslation("inbox");
  const { actor, profile } = useDesk();
  const view = useOrder(line.id);
  if (view === "loading" || view === null) return null;
  const asked = pendingRequests(view.order, profile.hub).filter((one) => one.awaits === actor.office);
  return asked.map(({ kind, since }) => <WordBadge key={`${kind} ${since}`}>{t(`decides.${kind}`)}</WordBadge>);
}

/** The order's own card; what the rules foresee only while the province cannot have said so. */
function LineCard({ line, foresees }: { line: OrderLine; foresees: boolean }): React.JSX.Element | null {
  const { calendar, now } = useSurroundings();
  if (line.card !== null)
    return <CardBadge card={line.card} state={line.cardProvisional ? "provisional" : "standing"} />;
  if (!foresees || line.due === null || isUndispatched(line.state)) return null;
  const card = cardOf(calendar, { start: line.registeredAt, due: line.due }, now);
  return card === null ? null : <CardBadge card={card} state="foreseen" />;
}

/** A list is read anew after every step; a line that says the same is not drawn again. */
function isSameRow(before: RowProps, now: RowProps): boolean {
  const isSameFrame = before.href === now.href && before.current === now.current;
  const isSameKind = before.showState === now.showState && before.asked === now.asked && before.decides === now.decides;
  return isSameFrame && isSameKind && isSameLine(before.line, now.line);
}

function isSameLine(before: OrderLine, now: OrderLine): boolean {
  const known: ReadonlyMap<string, unknown> = new Map(Object.entries(before));
  return Object.entries(now).every(([name, value]) => known.get(name) === value);
}

function RowFacts({ line, showState }: { line: OrderLine; showState: boolean }): React.JSX.Element {
  const { t } = useTranslation("inbox");
  const label = useLabel();
  const who = useWho()(line);
  const employer = line.employerName === "" ? t("noEmployer") : line.employerName;
  const round = line.round > 1 ? t("round", { n: line.round }) : "";
  const state = showState ? label("order-state", line.state) : "";
  const facts = [who, label("worker-identity", line.workerIdentity), state, round, employer];
  return (
    <span className={styles["facts"]}>
      {line.confidential && (
        <span className={styles["lock"]} title={t("confidential")}>
          <LockIcon />
        </span>
      )}
      {facts.filter((fact) => fact !== "").join(" · ")}
    </span>
  );
}
