import { useTranslation } from "react-i18next";

import { rulingEffect, type RulingEffect } from "../../../src-shared/domain/supervision/ruling-effect.ts";
import type { TimeDoubt } from "../../../src-shared/domain/supervision/time-doubt.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toChinaText, toDueText, type Instant } from "../../../src-shared/kernel/instant.ts";
import { useDesk } from "../../data/use-desk.ts";
import { classes } from "../../ui/classes.ts";
import { Field, FieldList } from "../../ui/field-list.tsx";
import { useSpanWords } from "../../ui/span-words.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import styles from "./cards.module.css";

type Of = Readonly<{ order: WorkOrder; doubt: TimeDoubt }>;

/**
 * What there is to judge a time by: the times in their order around the limit, how good the evidence is, and what
 * becomes of the cards by either ruling.
 * @see docs/spec/fair-time.md FT-8, FT-9
 */
export function TimeEvidence({ order, doubt }: Of): React.JSX.Element {
  const { t } = useTranslation("cards");
  const office = useOfficeName();
  const { clock, receivedAt, lastContactAt, grade } = doubt;
  const span = useSpanWords();
  const title = t("evidence", { office: office(doubt.office), by: doubt.byName, clock: t(`clocks.${clock}`) });
  return (
    <>
      <h3 className={styles["heading"]}>{title}</h3>
      <div className={styles["evidence"]}>
        <TimeAxis doubt={doubt} />
        <Effects order={order} doubt={doubt} />
      </div>
      <FieldList title={t("rulings.evidence")}>
        <Field name={t("grade")}>{t(`grades.${grade}`)}</Field>
        <Field name={t("offline")}>
          {lastContactAt === null
            ? t("offlineUnknown")
            : t("offlineFor", { since: toChinaText(lastContactAt), span: span(receivedAt - lastContactAt) })}
        </Field>
      </FieldList>
    </>
  );
}

type Point = Readonly<{ name: "lastContact" | "device" | "effective" | "due" | "received"; at: Instant }>;

/** The times of a doubted step, the earliest first, the limit among them. */
function pointsOf({ lastContactAt, deviceAt, effectiveAt, due, receivedAt }: TimeDoubt): readonly Point[] {
  const points: readonly Point[] = [
    ...(lastContactAt === null ? [] : [{ name: "lastContact" as const, at: lastContactAt }]),
    { name: "device", at: deviceAt },
    { name: "effective", at: effectiveAt },
    { name: "due", at: due },
    { name: "received", at: receivedAt },
  ];
  return points.toSorted((a, b) => a.at - b.at);
}

function TimeAxis({ doubt }: { doubt: TimeDoubt }): React.JSX.Element {
  const { t } = useTranslation("cards");
  return (
    <section>
      <h4 className={styles["small"]}>{t("axis")}</h4>
      <ol className={styles["axis"]}>
        {pointsOf(doubt).map(({ name, at }) => (
          <li key={name} className={classes(name === "due" && styles["limit"])}>
            <span className={styles["at"]}>{name === "due" ? toDueText(at) : toChinaText(at)}</span>
            <span>{t(`points.${name}`, { clock: t(`clocks.${doubt.clock}`) })}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Effects({ order, doubt }: Of): React.JSX.Element {
  const { t } = useTranslation("cards");
  const { rules, now } = useDesk();
  const effect = (inTime: boolean): RulingEffect => rulingEffect(order, doubt, { inTime, rules, now: now() });
  return (
    <section>
      <h4 className={styles["small"]}>{t("effects")}</h4>
      <dl className={styles["effects"]}>
        <dt>{t("effect.inTime")}</dt>
        <dd>
          <EffectWords effect={effect(true)} />
        </dd>
        <dt>{t("effect.late")}</dt>
        <dd>
          <EffectWords effect={effect(false)} />
        </dd>
      </dl>
    </section>
  );
}

function EffectWords({ effect }: { effect: RulingEffect }): React.JSX.Element {
  const { t } = useTranslation("cards");
  const named = (colours: readonly ("yellow" | "red")[]): string => colours.map((one) => t(one)).join(t("joined"));
  const parts = [
    { kind: "takenBack", cards: effect.takenBack.map((card) => card.colour) },
    { kind: "standing", cards: effect.standing.map((card) => card.colour) },
    { kind: "issued", cards: effect.issued },
  ] as const;
  const said = parts.filter((part) => part.cards.length > 0);
  if (said.length === 0) return <>{t("effect.none")}</>;
  return <>{said.map(({ kind, cards }) => t(`effect.${kind}`, { cards: named(cards) })).join(t("joined"))}</>;
}
