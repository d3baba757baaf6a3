import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { OfficePicker, type OfficeSuggestion } from "../../ui/office-picker.tsx";
import { suggestOffice, targetsOf } from "./suggest-office.ts";

/** Where the order goes: typed, or taken from the territory of the employer with one click. */
export function TargetField({
  order,
  withOwn,
  value,
  error,
  onChange,
}: {
  order: WorkOrder;
  withOwn: boolean;
  value: string;
  error: string | undefined;
  onChange: (office: string) => void;
}): React.JSX.Element {
  const { t } = useTranslation("dispatch");
  const { profile } = useDesk();
  const { offices } = useReference();
  const targets = useMemo(() => targetsOf(offices, profile.office, withOwn), [offices, profile.office, withOwn]);
  const suggestion = useSuggestion(order, withOwn);
  return (
    <OfficePicker
      label={t("to")}
      offices={targets}
      value={value}
      suggestion={suggestion}
      error={error}
      onChange={onChange}
    />
  );
}

function useSuggestion(order: WorkOrder, withOwn: boolean): OfficeSuggestion | null {
  const { t } = useTranslation("dispatch");
  const { profile } = useDesk();
  const { offices } = useReference();
  const found = suggestOffice(offices, profile.office, order.employer.region);
  if (!found || (!withOwn && found.office.id === profile.office)) return null;
  const region = found.region.name.replace(/总工会$/, "");
  const direct = found.office.id === found.region.id;
  const reason = direct
    ? t("suggestRegion", { region })
    : t("suggestUnder", { region, office: found.office.shortName });
  return { office: found.office, reason };
}
