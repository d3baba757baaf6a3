import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { ActionId } from "../../src-shared/kernel/ids.ts";
import { useProblemWords } from "./problem-words.ts";

/**
 * Takes a waiting step back and says what came of it; `done` is said of one that was taken back.
 * @param withdraw the desk's: answers `done`, `too-late` or the name of a problem
 */
export function useWithdraw(withdraw: (step: ActionId) => Promise<string>): (step: ActionId, done?: string) => void {
  const { t } = useTranslation("ui");
  const words = useProblemWords();
  return useCallback(
    (step, done = t("withdrawn")) => {
      const wordsOf = (answer: string): string => {
        if (answer === "done") return done;
        return answer === "too-late" ? t("withdrawLate") : words(answer);
      };
      void withdraw(step).then((answer) => {
        notifications.show({ message: wordsOf(answer) });
      });
    },
    [withdraw, t, words],
  );
}
