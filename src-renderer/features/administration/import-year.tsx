import { Button, FileButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Proposal } from "../../../src-shared/domain/reference/proposal.ts";
import { readYearFile, type YearFileFault } from "../../data/read-year-file.ts";
import { useReference } from "../../data/use-desk.ts";
import { TroubleNote } from "../../ui/face.tsx";
import { useProblemWords } from "../../ui/problem-words.ts";
import styles from "./administration.module.css";
import { PublishBox } from "./publish-box.tsx";

type Read = Readonly<{ name: string; proposal: Proposal | null; words: string }>;

/** Loads a year from a file: checked here, with or without a line, then shown with its effect, then published. */
export function ImportYear(): React.JSX.Element {
  const { t } = useTranslation("administration");
  const words = useProblemWords();
  const { calendar } = useReference();
  const [read, setRead] = useState<Read | null>(null);
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const { name } = file;
    const answer = await readYearFile(file, calendar);
    if (!answer.ok) return setRead({ name, proposal: null, words: faultWords(answer.fault) });
    const { year } = answer;
    const days = Object.values(year.days);
    const off = days.filter((day) => day.off).length;
    const said = t("calendar.read", { year: year.year, off, work: days.length - off });
    return setRead({ name, proposal: { kind: "calendar", year }, words: said });
  };
  const faultWords = (fault: YearFileFault): string => {
    if (fault.is === "refused") return words(fault.refusal);
    return fault.is === "day-twice"
      ? t("calendar.fault.day-twice", { day: fault.day })
      : t(`calendar.fault.${fault.is}`);
  };
  return (
    <section aria-label={t("calendar.import")}>
      <h2 className={styles["heading"]}>{t("calendar.import")}</h2>
      <p className={styles["dim"]}>{t("calendar.importHint")}</p>
      <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
        {(props) => (
          <Button {...props} variant="default">
            {t("calendar.file")}
          </Button>
        )}
      </FileButton>
      {read !== null && <p className={styles["line"]}>{read.name}</p>}
      {read !== null && read.proposal === null && <TroubleNote>{read.words}</TroubleNote>}
      {read?.proposal != null && (
        <>
          <p className={styles["line"]}>{read.words}</p>
          <PublishBox proposal={read.proposal} />
        </>
      )}
    </section>
  );
}
