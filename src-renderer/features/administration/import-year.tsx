import { Button, FileButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { checkCalendarYear } from "../../../src-shared/calendar/calendar-year.ts";
import type { Proposal } from "../../../src-shared/domain/reference/proposal.ts";
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
    const year = parse(await file.text());
    if (year === undefined) return setRead({ name: file.name, proposal: null, words: t("calendar.notJson") });
    const checked = checkCalendarYear(calendar, year);
    if (!checked.ok) {
      const name = checked.refusal === "gap" ? "calendar-gap" : checked.refusal;
      return setRead({ name: file.name, proposal: null, words: words(name) });
    }
    const days = Object.values(checked.value.days);
    const off = days.filter((day) => day.off).length;
    const said = t("calendar.read", { year: checked.value.year, off, work: days.length - off });
    return setRead({ name: file.name, proposal: { kind: "calendar", year }, words: said });
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

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
