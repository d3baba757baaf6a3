import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { ActionId } from "../../src-shared/kernel/ids.ts";
import type { Withdrawal } from "../data/desk-api.ts";
import { useDesk } from "../data/use-desk.ts";
import { useProblemWords } from "./problem-words.ts";

/** Takes a waiting step back and says what came of it; `done` is said of one that was taken back. */
export function useWithdraw(): (step: ActionId, done?: string) => void {
  const { t } = useTranslation("ui");
  const words = useProblemWords();
  const desk = useDesk();
  return useCallback(
    (step, done = t("withdrawn")) => {
      const wordsOf = (answer: Withdrawal): string => {
        if (answer === "done") return done;
        return answer === "too-late" ? t("withdrawLate") : words(answer);
      };
      void desk.withdraw(step).then((answer) => {
        notifications.show({ message: wordsOf(answer) });
      });
    },
    [desk, t, words],
  );
}
