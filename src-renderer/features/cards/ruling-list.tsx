import { useTranslation } from "react-i18next";

import type { ActionType } from "../../../src-shared/actions/action.ts";
import { cardsToRule, openDoubts } from "../../../src-shared/domain/supervision/card-rights.ts";
import type { Card } from "../../../src-shared/domain/supervision/card.ts";
import type { TimeDoubt } from "../../../src-shared/domain/supervision/time-doubt.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { toChinaText, toDueText } from "../../../src-shared/kernel/instant.ts";
import { useOrder, useOrderList } from "../../data/use-desk.ts";
import { useCardText } from "../../ui/card-text.ts";
import { classes } from "../../ui/classes.ts";
import { Face } from "../../ui/face.tsx";
import { WordBadge } from "../../ui/state-badge.tsx";
import { useOfficeName } from "../../ui/surroundings.tsx";
import styles from "./cards.module.css";

/** The steps by which something on this list is ruled on. */
export type RulingStep = Extract<ActionType, "adjudicate-time" | "rule-on-card">;
type Chosen = Readonly<{ order: OrderId | null; step: RulingStep | null }>;
type HrefOf = (order: OrderId, step: RulingStep) => string;

/** What is to be ruled on at an order, the times first. */
export function rulingSteps(order: WorkOrder): readonly RulingStep[] {
  const time = openDoubts(order).length > 0 ? (["adjudicate-time"] as const) : [];
  const card = cardsToRule(order).length > 0 ? (["rule-on-card"] as const) : [];
  return [...time, ...card];
}

/**
 * 待认定: the doubted times and the objections to cards that wait for the hotline office, each with what it is judged by.
 * @see docs/spec/fair-time.md FT-9
 */
export function RulingList({ chosen, hrefOf }: { chosen: Chosen; hrefOf: HrefOf }): React.JSX.Element {
  const { t } = useTranslation("inbox");
  const page = useOrderList({ list: "to-rule", limit: 200 });
  if (page === "loading") return <Face words={t("loading", { ns: "common" })} />;
  if (page.lines.length === 0) return <Face words={t("empty.to-rule")} />;
  return (
    <ul className={styles["lines"]} aria-label={t("lists.to-rule", { ns: "shell" })}>
      {page.lines.map((line) => (
        <OrderRulings key={line.id} id={line.id} chosen={chosen} hrefOf={hrefOf} />
      ))}
    </ul>
  );
}

function OrderRulings({ id, chosen, hrefOf }: { id: OrderId; chosen: Chosen; hrefOf: HrefOf }): React.ReactNode {
  const view = useOrder(id);
  if (view === "loading" || view === null) return null;
  const { order } = view;
  const steps = rulingSteps(order);
  return steps.map((step) => {
    const isCurrent = chosen.order === id && (chosen.step ?? steps[0]) === step;
    return (
      <li key={step}>
        <a
          href={hrefOf(id, step)}
          className={classes(styles["line"], isCurrent && styles["current"])}
          aria-current={isCurrent ? "true" : undefined}
        >
          <Matter order={order} step={step} />
        </a>
      </li>
    );
  });
}

function Matter({ order, step }: { order: WorkOrder; step: RulingStep }): React.JSX.Element {
  const { t } = useTranslation("cards");
  const isTime = step === "adjudicate-time";
  const [doubt] = openDoubts(order);
  const [card] = cardsToRule(order);
  const more = (isTime ? openDoubts(order) : cardsToRule(order)).length - 1;
  return (
    <>
      <span className={styles["head"]}>
        <span className={styles["title"]} title={order.classification.title}>
          {order.classification.title}
        </span>
        <WordBadge strong={isTime}>{t(isTime ? "rulings.time" : "rulings.card")}</WordBadge>
      </span>
      {isTime && doubt && <DoubtFacts doubt={doubt} />}
      {!isTime && card && <CardFacts card={card} />}
      {more > 0 && <span className={styles["who"]}>{t("rulings.more", { n: more })}</span>}
    </>
  );
}

function DoubtFacts({ doubt }: { doubt: TimeDoubt }): React.JSX.Element {
  const { t } = useTranslation("cards");
  const office = useOfficeName();
  const facts = [
    { name: t("rulings.due"), text: toDueText(doubt.due) },
    { name: t("rulings.device"), text: toChinaText(doubt.deviceAt) },
    { name: t("rulings.received"), text: toChinaText(doubt.receivedAt) },
    { name: t("rulings.effective"), text: toChinaText(doubt.effectiveAt) },
  ];
  const head = t("evidence", { office: office(doubt.office), by: doubt.byName, clock: t(`clocks.${doubt.clock}`) });
  return (
    <>
      <span className={styles["who"]}>
        {t("rulings.line", { head, grade: doubt.grade, word: t(`rulings.short.${doubt.grade}`) })}
      </span>
      <dl className={styles["times"]}>
        {facts.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function CardFacts({ card }: { card: Card }): React.JSX.Element {
  const text = useCardText();
  return (
    <>
      <span className={styles["who"]}>{`${text.name(card)} · ${text.why(card)}`}</span>
      <span className={styles["who"]}>{text.became(card)}</span>
    </>
  );
}
