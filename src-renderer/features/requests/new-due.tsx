import { useTranslation } from "react-i18next";

import { extendedDeadline } from "../../../src-shared/calendar/add-working-time.ts";
import type { Limit } from "../../../src-shared/calendar/limit.ts";
import { toDueText, type Instant } from "../../../src-shared/kernel/instant.ts";
import { LimitNote } from "../../ui/form/limit-note.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";

/** What an extension would make of the limit to complete; the limit of now while the days make no sense. */
export function NewDue({ due, days, most }: { due: Instant; days: number; most: number }): React.JSX.Element {
  const { t } = useTranslation("requests");
  const { calendar } = useSurroundings();
  const from = toDueText(due);
  const isSensible = Number.isInteger(days) && days > 0 && days <= most;
  if (!isSensible) return <div>{t("extension.dueNow", { at: from })}</div>;
  const limit: Limit = { amount: days, unit: "working-day" };
  const to = extendedDeadline(calendar, due, limit);
  const words = t("extension.newDue", { from, to: toDueText(to) });
  // Counted from within the last day of the old limit, whose own day is day 0.
  return <LimitNote words={words} start={due - 1} limit={limit} due={to} />;
}
