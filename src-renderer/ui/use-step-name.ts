import { useTranslation } from "react-i18next";

import { isActionType } from "../../src-shared/actions/action.ts";

/** What a step is called; one this version does not know says that an update will show it. */
export function useStepName(): (type: string) => string {
  const { t } = useTranslation("order");
  return (type) => (isActionType(type) ? t(`steps.${type}`) : t("stepToSee", { ns: "common", type }));
}
