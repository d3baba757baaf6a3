import { NumberInput, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { limitUnits, type Limit } from "../../../src-shared/calendar/limit.ts";
import styles from "./administration.module.css";

/** A limit in its unit, to read or to change. */
export function LimitCell({
  label,
  limit,
  onChange,
}: {
  label: string;
  limit: Limit | null;
  onChange: ((limit: Limit) => void) | null;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  if (limit === null) return <span className={styles["dim"]}>{t("policy.none")}</span>;
  if (onChange === null) return <span>{`${limit.amount} ${t(`policy.units.${limit.unit}`)}`}</span>;
  return (
    <span className={styles["limit"]}>
      <NumberInput
        aria-label={`${label} ${t("policy.amount")}`}
        size="xs"
        w={64}
        min={1}
        max={3660}
        allowDecimal={false}
        value={limit.amount}
        onChange={(amount) => onChange({ ...limit, amount: Math.max(1, Number(amount) || 1) })}
      />
      <Select
        aria-label={`${label} ${t("policy.unit")}`}
        size="xs"
        w={96}
        data={limitUnits.map((unit) => ({ value: unit, label: t(`policy.units.${unit}`) }))}
        value={limit.unit}
        allowDeselect={false}
        onChange={(unit) => onChange({ ...limit, unit: limitUnits.find((one) => one === unit) ?? limit.unit })}
      />
    </span>
  );
}
