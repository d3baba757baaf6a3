import { NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { deadline } from "../../../src-shared/calendar/add-working-time.ts";
import { limitUnits, type Limit } from "../../../src-shared/calendar/limit.ts";
import { toChinaIso } from "../../../src-shared/kernel/instant.ts";
import { useReference } from "../../data/use-desk.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { Explanation } from "../../ui/why-popover.tsx";
import styles from "./administration.module.css";

/** 为什么是这一天: a start and a limit, and every day between with its reason. Works without a line. */
export function WhyDay(): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { calendar } = useReference();
  const { now } = useSurroundings();
  const [text, setText] = useState(() => toChinaIso(now).slice(0, 16));
  const [limit, setLimit] = useState<Limit>({ amount: 3, unit: "working-day" });
  const start = Date.parse(`${text}:00+08:00`);
  const isSound = start >= 0 && limit.amount >= 1 && limit.amount <= 366;
  return (
    <section aria-label={t("calendar.why")}>
      <h2 className={styles["heading"]}>{t("calendar.why")}</h2>
      <TextInput
        type="datetime-local"
        label={t("calendar.start")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles["tools"]}>
        <NumberInput
          label={t("calendar.amount")}
          w={90}
          min={1}
          max={366}
          allowDecimal={false}
          value={limit.amount}
          onChange={(amount) => setLimit({ ...limit, amount: Number(amount) || 1 })}
        />
        <Select
          label={t("calendar.unit")}
          w={140}
          data={limitUnits.map((unit) => ({ value: unit, label: t(`policy.units.${unit}`) }))}
          value={limit.unit}
          allowDeselect={false}
          onChange={(unit) => setLimit({ ...limit, unit: limitUnits.find((one) => one === unit) ?? limit.unit })}
        />
      </div>
      {isSound && <Explanation start={start} limit={limit} due={deadline(calendar, start, limit)} />}
    </section>
  );
}
