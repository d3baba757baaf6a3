import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { dayReason, type WorkingCalendar } from "../../../src-shared/calendar/working-calendar.ts";
import { addDays, chinaDay, weekday } from "../../../src-shared/kernel/instant.ts";
import { useReference } from "../../data/use-desk.ts";
import { classes } from "../../ui/classes.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./administration.module.css";
import { ImportYear } from "./import-year.tsx";
import { VersionHistory } from "./version-history.tsx";
import { WhyDay } from "./why-day.tsx";

/** A year of working days with holidays and make-up days, why a limit ends when it does, and loading a year. */
export function CalendarTab({ mayPublish }: { mayPublish: boolean }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { calendar } = useReference();
  const { now } = useSurroundings();
  const [year, setYear] = useState(chinaDay(now).slice(0, 4));
  const first = Number(calendar.from.slice(0, 4));
  const count = Number(calendar.to.slice(0, 4)) + 2 - first;
  const years = Array.from({ length: count }, (_, at) => String(first + at));
  const notices = calendar.notices?.[year] ?? [];
  return (
    <div className={styles["calendar"]}>
      <div>
        <div className={styles["tools"]}>
          <Select
            aria-label={t("calendar.year")}
            data={years}
            value={year}
            w={110}
            allowDeselect={false}
            onChange={(chosen) => setYear(chosen ?? year)}
          />
          <span>{t("version", { version: calendar.version })}</span>
          <span className={styles["dim"]}>
            {notices.length > 0 ? t("calendar.notices", { notices: notices.join(" ") }) : t("calendar.outside")}
          </span>
        </div>
        <div className={styles["year"]}>
          {Array.from({ length: 12 }, (_, at) => (
            <Month key={at} calendar={calendar} month={`${year}-${String(at + 1).padStart(2, "0")}`} />
          ))}
        </div>
        <VersionHistory kind="calendar" />
      </div>
      <div>
        <WhyDay />
        {mayPublish && <ImportYear />}
      </div>
    </div>
  );
}

function Month({ calendar, month }: { calendar: WorkingCalendar; month: string }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const heads = [...t("calendar.weekdays")];
  return (
    <table className={styles["month"]}>
      <caption>{t("calendar.month", { n: Number(month.slice(5)) })}</caption>
      <thead>
        <tr>
          {heads.map((head, at) => (
            <th key={at} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Day key={day} calendar={calendar} day={day} shown={day.startsWith(month)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The weeks that a month touches, Monday first. */
function weeksOf(month: string): readonly (readonly string[])[] {
  const first = `${month}-01`;
  const monday = addDays(first, -((weekday(first) + 6) % 7));
  const weeks = Array.from({ length: 6 }, (_, at) => addDays(monday, 7 * at));
  const touched = weeks.filter((start) => start.slice(0, 7) <= month);
  return touched.map((start) => Array.from({ length: 7 }, (_, at) => addDays(start, at)));
}

function Day({ calendar, day, shown }: { calendar: WorkingCalendar; day: string; shown: boolean }): React.JSX.Element {
  const { t } = useTranslation("administration");
  if (!shown) return <td />;
  const { reason, name = "" } = dayReason(calendar, day);
  const number = Number(day.slice(8));
  if (reason === "holiday") {
    return (
      <td className={styles["off"]} title={t("calendar.offLong", { name })}>
        {number}
        {t("calendar.off")}
      </td>
    );
  }
  if (reason === "make-up-day") {
    return (
      <td className={styles["worked"]} title={t("calendar.workLong", { name })}>
        {number}
        {t("calendar.work")}
      </td>
    );
  }
  return <td className={classes(reason === "weekend" && styles["dim"])}>{number}</td>;
}
