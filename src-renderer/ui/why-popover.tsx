import { Anchor, Popover } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { deadline } from "../../src-shared/calendar/add-working-time.ts";
import { explainSpan, type Pause, type SpanDay } from "../../src-shared/calendar/explain-span.ts";
import { explainDeadline } from "../../src-shared/calendar/explain.ts";
import type { Limit } from "../../src-shared/calendar/limit.ts";
import { chinaDay, toChinaText, toDueText, type Instant } from "../../src-shared/kernel/instant.ts";
import { classes } from "./classes.ts";
import { useSurroundings } from "./surroundings.tsx";
import styles from "./why-popover.module.css";

function dayWords(t: TFunction<"ui">, day: SpanDay, name: string | undefined): string {
  if (name !== undefined && day.reason === "holiday") return t("holidayOf", { name });
  if (name !== undefined && day.reason === "make-up-day") return t("makeUpOf", { n: day.ordinal ?? 0, name });
  return t(`day.${day.reason}`, { n: day.ordinal ?? 0 });
}

type Why = Readonly<{
  start: Instant;
  /** The limit of the rule, or null where a person chose the date. */
  limit: Limit | null;
  due: Instant;
  /** The times in which the limit stood still. */
  pauses?: readonly Pause[];
  /** Who chose the date, where it is not the rule's. */
  by?: string;
}>;

/** 为什么?: every day between the start and the end of a limit, counted, skipped or paused, with the reason. */
export function WhyDue(why: Why): React.JSX.Element {
  const { t } = useTranslation("ui");
  return (
    <Popover position="bottom-start" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Anchor component="button" type="button" size="sm">
          {t("why")}
        </Anchor>
      </Popover.Target>
      <Popover.Dropdown>
        <Explanation {...why} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** The days to show, and how the end came about. */
function useWhy({ start, limit, due, pauses = [] }: Why): Readonly<{
  how: "rule" | "paused" | "moved" | "chosen";
  days: readonly SpanDay[];
}> {
  const { calendar } = useSurroundings();
  const isRule = limit !== null && isSameEnd(deadline(calendar, start, limit), due, limit);
  if (isRule) return { how: "rule", days: explainDeadline(calendar, start, limit).days };
  const within = pauses.filter((pause) => pause.until > start && pause.from < due);
  const days = explainSpan(calendar, { start, due, pauses: within });
  if (limit === null) return { how: "chosen", days };
  return { how: within.length > 0 ? "paused" : "moved", days };
}

/** A limit in days ends with its day, whatever the close of business is. */
function isSameEnd(counted: Instant, due: Instant, limit: Limit): boolean {
  const isInDays = limit.unit === "working-day" || limit.unit === "calendar-day";
  return isInDays ? chinaDay(counted - 1) === chinaDay(due - 1) : counted === due;
}

/** The days between the start and the end of a limit, as a list. */
export function Explanation(why: Why): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { calendar } = useSurroundings();
  const { start, limit, due, pauses = [], by = "" } = why;
  const { how, days } = useWhy(why);
  const span = limit === null ? "" : t(`limit.${limit.unit}`, { n: limit.amount });
  return (
    <div className={styles["why"]} tabIndex={0} role="group" aria-label={t("whyTitle")}>
      <p className={styles["title"]}>{t("whyTitle")}</p>
      <p className={styles["line"]}>
        {limit === null
          ? t("whyChosen", { by, from: toChinaText(start) })
          : t("whyStart", { from: toChinaText(start), limit: span })}
      </p>
      <p className={styles["due"]}>{t("whyDue", { due: toDueText(due) })}</p>
      <HowItMoved how={how} by={by} pauses={pauses} />
      {days.length === 0 && <p className={styles["line"]}>{t("whyHours")}</p>}
      <DayList days={days} />
      {limit !== null && explainDeadline(calendar, start, limit).provisional && (
        <p className={styles["line"]}>{t("provisional")}</p>
      )}
      <p className={styles["line"]}>{t("calendarVersion", { version: calendar.version })}</p>
    </div>
  );
}

/** Why the end is not the plain rule's. */
function HowItMoved({
  how,
  by,
  pauses,
}: {
  how: ReturnType<typeof useWhy>["how"];
  by: string;
  pauses: readonly Pause[];
}): React.JSX.Element | null {
  const { t } = useTranslation("ui");
  if (how === "moved") return <p className={styles["line"]}>{by === "" ? t("whyMoved") : t("whyMovedBy", { by })}</p>;
  if (how !== "paused") return null;
  return (
    <>
      {pauses.map((pause) => (
        <p key={pause.from} className={styles["line"]}>
          {t("whyPaused", { from: toChinaText(pause.from), until: toChinaText(pause.until) })}
        </p>
      ))}
    </>
  );
}

function DayList({ days }: { days: readonly SpanDay[] }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { calendar, language } = useSurroundings();
  const nameOf = (day: SpanDay): string | undefined =>
    day.name !== undefined && language === "en" ? (calendar.english?.[day.name] ?? day.name) : day.name;
  return (
    <ol className={styles["days"]}>
      {days.map((day) => (
        <li key={day.date} className={classes(!day.counted && styles["skipped"])}>
          <time>{day.date}</time>
          <span>{dayWords(t, day, nameOf(day))}</span>
        </li>
      ))}
    </ol>
  );
}
