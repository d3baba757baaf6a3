import { Button } from "@mantine/core";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { checkPaper } from "../../../src-shared/domain/paper/check-paper.ts";
import type { PaperClaim, PaperFault } from "../../../src-shared/domain/paper/paper-text.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import type { OrderView, SyncStatus } from "../../data/desk-api.ts";
import { useDesk, useOrder, useSyncPart } from "../../data/use-desk.ts";
import { useLive } from "../../data/use-live.ts";
import { knownOrder } from "./known-order.ts";
import styles from "./paper-check.module.css";
import { PaperFacts, StepsSince } from "./paper-facts.tsx";
import { faultVerdict, paperVerdict, type Verdict } from "./paper-verdict.ts";

/** 核验纸质件: what this computer can say of a paper whose QR code was scanned, or whose code was typed. */
export function PaperCheck({
  asked,
  onOpen,
}: {
  asked: PaperClaim | PaperFault;
  onOpen: (id: OrderId) => void;
}): React.JSX.Element {
  const { t } = useTranslation("paperCheck");
  return (
    <section className={styles["check"]} aria-label={t("title")}>
      {typeof asked === "string" ? <Said verdict={faultVerdict(asked)} /> : <Looked claim={asked} onOpen={onOpen} />}
    </section>
  );
}

type Looking = Readonly<{ claim: PaperClaim; onOpen: (id: OrderId) => void }>;

/** Finds the order by its number first. */
function Looked({ claim, onOpen }: Looking): React.JSX.Element {
  const { t } = useTranslation("paperCheck");
  const desk = useDesk();
  const { number } = claim;
  const lists = useMemo(() => desk.orders$({ list: "all", sort: "newest", limit: 50, text: number }), [desk, number]);
  const page = useLive(lists);
  if (page === "loading") return <p role="status">{t("looking")}</p>;
  const line = page.lines.find((one) => one.number === number);
  return line ? <OfOrder id={line.id} claim={claim} onOpen={onOpen} /> : <Missing number={number} />;
}

function OfOrder({ id, claim, onOpen }: Looking & { id: OrderId }): React.JSX.Element {
  const { t } = useTranslation("paperCheck");
  const view = useOrder(id);
  if (view === "loading") return <p role="status">{t("looking")}</p>;
  return view === null ? <Missing number={claim.number} /> : <Checked view={view} claim={claim} onOpen={onOpen} />;
}

/** Without a line, or before all orders are here, what is missing here may be elsewhere. */
function useIsBehind(): boolean {
  return useSyncPart(mayLackOrders);
}

function mayLackOrders({ line, firstSync }: SyncStatus): boolean {
  return line !== "online" || firstSync !== null;
}

function Missing({ number }: { number: string }): React.JSX.Element {
  return <Said verdict={paperVerdict(null, useIsBehind())} facts={{ number }} />;
}

function Checked({ view, claim, onOpen }: Looking & { view: OrderView }): React.JSX.Element {
  const { t } = useTranslation("paperCheck");
  const known = useMemo(() => knownOrder(view), [view]);
  const finding = useMemo(() => checkPaper(known, claim), [known, claim]);
  const verdict = paperVerdict(finding, useIsBehind());
  const upTo = known.timeline.length;
  const facts = { number: claim.number, version: claim.version ?? upTo, upTo };
  return (
    <Said verdict={verdict} facts={facts}>
      {finding.result === "genuine" && <PaperFacts known={known} finding={finding} />}
      {finding.result === "genuine" && <StepsSince order={view.order} since={finding.since} />}
      <Button
        mt="sm"
        variant={finding.result === "genuine" ? "filled" : "default"}
        onClick={() => onOpen(view.order.id)}
      >
        {t("open")}
      </Button>
    </Said>
  );
}

type SaidProps = Readonly<{
  verdict: Verdict;
  facts?: Readonly<{ number?: string; version?: number; upTo?: number }>;
  children?: ReactNode;
}>;

function Said({ verdict, facts = {}, children }: SaidProps): React.JSX.Element {
  const { t } = useTranslation("paperCheck");
  const { number = "", version = 0, upTo = 0 } = facts;
  return (
    <>
      <div role="status" className={styles[verdict.tone]}>
        <p className={styles["verdict"]}>{t(`found.${verdict.words}`, { number, version, upTo })}</p>
        <p className={styles["todo"]}>{t(`todo.${verdict.todo}`)}</p>
      </div>
      {children}
    </>
  );
}
