import { Button } from "@mantine/core";
import { useCallback, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Line } from "../../data/desk-api.ts";
import type { Check, CheckState } from "../../data/diagnosis.ts";
import styles from "./diagnosis.module.css";
import { useFindingWords } from "./finding-words.ts";
import { useReport } from "./use-report.ts";

/**
 * 诊断网络: each part of the line in turn, what was found and what to do, and a text for support. `way` leads back to
 * where one came from.
 */
export function DiagnosisPage({ line, way }: { line: Line; way: ReactNode }): React.JSX.Element {
  const { t } = useTranslation("diagnosis");
  const { checks, isDone, again } = useDiagnosis(line);
  return (
    <main className={styles["page"]} aria-labelledby="diagnosis">
      <h1 id="diagnosis" className={styles["title"]}>
        {t("title")}
      </h1>
      <div className={styles["head"]}>
        <p className={styles["sentence"]} aria-live="polite">
          <Verdict checks={checks} isDone={isDone} />
        </p>
        {way}
        <Button onClick={again} disabled={!isDone}>
          {t("again")}
        </Button>
      </div>
      <ol className={styles["checks"]}>
        {checks.map((check) => (
          <CheckRow key={check.name} check={check} />
        ))}
      </ol>
      {isDone && <ForSupport line={line} checks={checks} />}
    </main>
  );
}

function useDiagnosis(line: Line): Readonly<{ checks: readonly Check[]; isDone: boolean; again: () => void }> {
  const [checks, setChecks] = useState<readonly Check[]>([]);
  const [isDone, setDone] = useState(false);
  const [turn, setTurn] = useState(0);
  const again = useCallback((): void => {
    setDone(false);
    setTurn((before) => before + 1);
  }, []);
  useEffect(() => {
    const looking = line.diagnose().subscribe({ next: setChecks, complete: () => setDone(true) });
    return () => looking.unsubscribe();
  }, [line, turn]);
  return { checks, isDone, again };
}

function Verdict({ checks, isDone }: { checks: readonly Check[]; isDone: boolean }): React.JSX.Element {
  const { t } = useTranslation("diagnosis");
  const count = (state: CheckState): number => checks.filter((one) => one.state === state).length;
  if (!isDone) return <>{`${t("looking")} ${t("hint")}`}</>;
  if (count("failed") > 0) return <>{t("someFailed", { n: count("failed") })}</>;
  return <>{count("slow") > 0 ? t("someSlow", { n: count("slow") }) : t("allGood")}</>;
}

const marks: Readonly<Record<CheckState, string>> = {
  waiting: "·",
  running: "◐",
  ok: "✓",
  slow: "△",
  failed: "✕",
  unknown: "–",
  skipped: "–",
};

function CheckRow({ check }: { check: Check }): React.JSX.Element {
  const { t } = useTranslation("diagnosis");
  const words = useFindingWords();
  return (
    <li className={styles["check"]} data-state={check.state}>
      <span className={styles["mark"]} aria-hidden="true">
        {marks[check.state]}
      </span>
      <span className={styles["name"]}>{t(`names.${check.name}`)}</span>
      <span className={styles["state"]}>{t(`states.${check.state}`)}</span>
      <span className={styles["words"]}>{words(check)}</span>
    </li>
  );
}

function ForSupport({ line, checks }: { line: Line; checks: readonly Check[] }): React.JSX.Element {
  const { t } = useTranslation("diagnosis");
  const report = useReport(line, checks);
  const [copied, setCopied] = useState<"copy" | "copied" | "copyFailed">("copy");
  const copy = (): void =>
    void navigator.clipboard.writeText(report.text).then(
      () => setCopied("copied"),
      () => setCopied("copyFailed"),
    );
  return (
    <div className={styles["support"]}>
      <Button variant="default" onClick={copy}>
        {t(copied === "copied" ? "copied" : "copy")}
      </Button>
      <Button variant="default" component="a" href={report.url} download={report.fileName}>
        {t("save")}
      </Button>
      <span className={styles["hint"]}>{t(copied === "copyFailed" ? "copyFailed" : "saveHint")}</span>
    </div>
  );
}
