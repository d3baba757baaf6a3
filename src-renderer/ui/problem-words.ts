import { useTranslation } from "react-i18next";

import { isProblemName, problemCode } from "../../src-shared/protocol/problem-code.ts";
import { problemsZh } from "../text/problems.ts";

type Known = keyof typeof problemsZh;

function isKnown(name: string): name is Known {
  return Object.hasOwn(problemsZh, name);
}

/** The sentence for a refusal or a problem, with the number people read aloud; one that this version does not
 * know says that an update will show it. */
export function useProblemWords(): (name: string) => string {
  const { t } = useTranslation("problems");
  return (name) => {
    if (!isKnown(name)) return `${t("newerAnswer", { ns: "common" })} (${name})`;
    const sentence = t(name);
    return isProblemName(name) ? `${sentence} (${problemCode(name)})` : sentence;
  };
}
