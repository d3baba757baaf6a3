import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import {
  suggestOffices,
  type DispatchFacts,
  type Suggestion,
  type SuggestionReason,
} from "../../../src-shared/domain/assignment/suggest-office.ts";
import { noDuties } from "../../../src-shared/domain/reference/duties.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import type { OfficeSuggestion } from "../../ui/office-picker.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";

/** Where orders could go from here, the best first. */
export function useSuggest(): (order: DispatchFacts) => readonly Suggestion[] {
  const { profile } = useDesk();
  const { offices, duties = noDuties } = useReference();
  return useMemo(
    () => (order) => suggestOffices(order, { offices, own: profile.office, duties }),
    [offices, duties, profile.office],
  );
}

/** Why an office is suggested, in words. */
export function useReasonWords(): (suggestion: Suggestion) => string {
  const { t } = useTranslation("dispatch");
  const { language } = useSurroundings();
  const inWords = (why: Readonly<{ zh: string; en: string }>): string => (language === "en" ? why.en : why.zh);
  const wordsOf = ({
    office,
    reason,
  }: Readonly<{ office: Suggestion["office"]; reason: SuggestionReason }>): string => {
    if (reason.kind === "branch") return t("suggestBranch", { branch: inWords(reason.branch.why) });
    if (reason.kind === "duty") return t("suggestDuty", { duty: inWords(reason.duty.why) });
    const region = reason.region.name.replace(/总工会$/, "");
    return reason.direct ? t("suggestRegion", { region }) : t("suggestUnder", { region, office: office.shortName });
  };
  return wordsOf;
}

/** The suggestions for one order in words; our own office only where it may keep the order. */
export function useSuggestions(order: DispatchFacts, withOwn: boolean): readonly OfficeSuggestion[] {
  const { profile } = useDesk();
  const suggest = useSuggest();
  const reason = useReasonWords();
  return suggest(order)
    .filter(({ office }) => withOwn || office.id !== profile.office)
    .map((one) => ({ office: one.office, reason: reason(one) }));
}
