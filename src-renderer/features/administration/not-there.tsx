import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Face, TroubleNote } from "../../ui/face.tsx";
import { useProblemWords } from "../../ui/problem-words.ts";
import type { Answer } from "./use-asked.ts";

/** What stands there while the province is asked, and when it has not answered. */
export function NotThere({
  answer,
  onAgain,
}: {
  answer: Exclude<Answer<unknown>, { ok: true }>;
  onAgain: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  const words = useProblemWords();
  if (answer === "loading") return <Face words={t("reading")} />;
  return (
    <>
      <TroubleNote>{words(answer.trouble)}</TroubleNote>
      <Button variant="default" mt="sm" onClick={onAgain}>
        {t("again")}
      </Button>
    </>
  );
}
