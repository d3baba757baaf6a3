import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { dutiesOf, noDuties } from "../../../src-shared/domain/reference/duties.ts";
import { OfficePicker } from "../../ui/office-picker.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { targetsOf } from "./targets-of.ts";
import { useSuggestions } from "./use-suggestions.ts";

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
  const { t: common } = useTranslation("common");
  const { profile } = useDesk();
  const { offices, duties = noDuties } = useReference();
  const { language } = useSurroundings();
  const targets = useMemo(() => targetsOf(offices, profile.office, withOwn), [offices, profile.office, withOwn]);
  const suggestions = useSuggestions(order, withOwn);
  const answersFor = dutiesOf(duties, value).map(({ why }) => (language === "en" ? why.en : why.zh));
  return (
    <OfficePicker
      label={t("to")}
      offices={targets}
      value={value}
      suggestions={suggestions}
      note={answersFor.length > 0 ? t("answersFor", { duties: answersFor.join(common("separator")) }) : undefined}
      error={error}
      onChange={onChange}
    />
  );
}
