import { Anchor, Popover } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { explainDeadline, type ExplainedDay } from "../../src-shared/calendar/explain.ts";
import type { Limit } from "../../src-shared/calendar/limit.ts";
import { toChinaText, toDueText, type Instant } from "../../src-shared/kernel/instant.ts";
import { classes } from "./classes.ts";
import { useSurroundings } from "./surroundings.tsx";
import styles from "./why-popover.module.css";

function dayWords(t: TFunction<"ui">, day: ExplainedDay, name: string | undefined): string {
  if (name !== undefined && day.reason === "holiday") return t("holidayOf", { name });
  if (name !== undefined && day.reason === "make-up-day") return t("makeUpOf", { n: day.ordinal ?? 0, name });
  return t(`day.${day.reason}`, { n: day.ordinal ?? 0 });
}

/** 为什么?: every day between the start and the end of a limit, counted or not, with the reason. */
export function WhyPopover({ start, limit, due }: { start: Instant; limit: Limit; due: Instant }): React.JSX.Element {
  const { t } = useTranslation("ui");
  return (
    <Popover position="bottom-start" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Anchor component="button" type="button" size="sm">
          {t("why")}
        </Anchor>
      </Popover.Target>
      <Popover.Dropdown>
        <Explanation start={start} limit={limit} due={due} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Explanation({ start, limit, due }: { start: Instant; limit: Limit; due: Instant }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { calendar, language } = useSurroundings();
  const explained = explainDeadline(calendar, start, limit);
  const nameOf = (day: ExplainedDay): string | undefined =>
    day.name !== undefined && language === "en" ? (calendar.english?.[day.name] ?? day.name) : day.name;
  const span = t(`limit.${limit.unit}`, { n: limit.amount });
  return (
    <div className={styles["why"]} tabIndex={0} role="group" aria-label={t("whyTitle")}>
      <p className={styles["title"]}>{t("whyTitle")}</p>
      <p className={styles["line"]}>{t("whyStart", { from: toChinaText(start), limit: span })}</p>
      <p className={styles["due"]}>{t("whyDue", { due: toDueText(due) })}</p>
      {explained.days.length === 0 && <p className={styles["line"]}>{t("whyHours")}</p>}
      <ol className={styles["days"]}>
        {explained.days.map((day) => (
          <li key={day.date} className={classes(!day.counted && styles["skipped"])}>
            <time>{day.date}</time>
            <span>{dayWords(t, day, nameOf(day))}</span>
          </li>
        ))}
      </ol>
      {explained.provisional && <p className={styles["line"]}>{t("provisional")}</p>}
      <p className={styles["line"]}>{t("calendarVersion", { version: explained.calendarVersion })}</p>
    </div>
  );
}
