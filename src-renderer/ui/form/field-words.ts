import { useTranslation } from "react-i18next";

import type { Problems } from "./checks.ts";

/** The words for what is wrong with a field of a form; undefined when nothing is. */
export function useFieldWords(problems: Problems): (name: string) => string | undefined {
  const { t } = useTranslation("form");
  return (name) => {
    const problem = problems[name];
    if (!problem) return undefined;
    const max = "max" in problem ? problem.max : "";
    const min = "min" in problem ? problem.min : "";
    return t(`problems.${problem.is}`, { max, min });
  };
}
