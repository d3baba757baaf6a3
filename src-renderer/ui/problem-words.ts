import { useTranslation } from "react-i18next";

import { isProblemName, problemCode } from "../../src-shared/protocol/problem-code.ts";
import { problemsZh } from "../text/problems.ts";

type Known = keyof typeof problemsZh;

function isKnown(name: string): name is Known {
  return Object.hasOwn(problemsZh, name);
}

/** The sentence for a refusal or a problem, with the number people read aloud; an unknown one says so. */
export function useProblemWords(): (name: string) => string {
  const { t } = useTranslation("problems");
  return (name) => {
    const sentence = t(isKnown(name) ? name : "unexpected");
    return isProblemName(name) ? `${sentence} (${problemCode(name)})` : sentence;
  };
}
