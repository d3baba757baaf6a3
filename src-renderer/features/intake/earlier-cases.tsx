import { Anchor, Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { mayAct } from "../../../src-shared/actions/authorise.ts";
import { historyOf, repeatsOf, type KnownCase, type Repeat } from "../../../src-shared/domain/contact/known-case.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { chinaDay } from "../../../src-shared/kernel/instant.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { maskName } from "../../ui/format.ts";
import { StateBadge } from "../../ui/state-badge.tsx";
import styles from "./earlier-cases.module.css";
import type { IntakeValues } from "./intake-values.ts";
import { useSettled } from "./use-known-cases.ts";

/** How far back intake looks where the policy does not say. */
const usualDays = 90;
const shown = 4;

type Links = Readonly<{ hrefOf: (order: OrderId) => string; onMerge: (into: KnownCase) => void }>;

/** Earlier orders of the caller's number, shown while the number is typed. */
export function CallerHistory({
  cases,
  phone,
  links,
}: {
  cases: readonly KnownCase[];
  phone: string;
  links: Links;
}): React.JSX.Element | null {
  const { t } = useTranslation("intake");
  const settled = useSettled(phone);
  const found = useMemo(() => historyOf(cases, settled), [cases, settled]);
  if (found.length === 0) return null;
  return (
    <section className={styles["box"]} aria-label={t("history.title")} aria-live="polite">
      <p className={styles["head"]}>{t("history.head", { n: found.length })}</p>
      <Cases cases={found.slice(0, shown)} links={links} />
    </section>
  );
}

/** Orders that may be about the same, shown before one saves: open one, or register and merge. */
export function RepeatHints({
  cases,
  values,
  links,
}: {
  cases: readonly KnownCase[];
  values: IntakeValues;
  links: Links;
}): React.JSX.Element | null {
  const { t } = useTranslation("intake");
  const found = useRepeats(cases, values);
  if (found.length === 0) return null;
  return (
    <section className={styles["box"]} aria-label={t("repeat.title")} aria-live="polite">
      <p className={styles["head"]}>{t("repeat.head", { n: found.length })}</p>
      <Cases
        cases={found.slice(0, shown).map((one) => one.case)}
        why={(one) => t(`repeat.${found.find((repeat) => repeat.case === one)?.why ?? "same-person"}`)}
        links={links}
      />
    </section>
  );
}

function useRepeats(cases: readonly KnownCase[], values: IntakeValues): readonly Repeat[] {
  const { policy } = useReference();
  const desk = useDesk();
  const settled = useSettled(values);
  return useMemo(() => {
    const { name, idNumber, employerName, creditCode, problem } = settled;
    const phones = [settled.phone, settled.callerNumber];
    const within = { now: desk.now(), days: policy.repeat?.withinDays ?? usualDays };
    return repeatsOf(cases, { phones, idNumber, name, employerName, creditCode, problem }, within);
  }, [cases, desk, policy, settled]);
}

function Cases({
  cases,
  why,
  links,
}: {
  cases: readonly KnownCase[];
  why?: (one: KnownCase) => string;
  links: Links;
}): React.JSX.Element {
  const { t } = useTranslation("intake");
  const mayMerge = mayAct(useDesk().actor.roles, "merge-order");
  return (
    <ul className={styles["cases"]}>
      {cases.map((one) => (
        <li key={one.id}>
          <time>{chinaDay(one.registeredAt)}</time>
          <StateBadge state={one.state} />
          <Anchor href={links.hrefOf(one.id)} size="sm" className={styles["what"]}>
            {one.title}
          </Anchor>
          <span className={styles["who"]}>
            {[one.number, one.confidential ? "" : maskName(one.workerName), why?.(one) ?? ""]
              .filter(Boolean)
              .join(" · ")}
          </span>
          {why !== undefined && mayMerge && (
            <Button size="compact-xs" variant="default" onClick={() => links.onMerge(one)}>
              {t("repeat.merge")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
