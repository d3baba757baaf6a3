import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import type { Line } from "../../data/desk-api.ts";
import type { Check } from "../../data/diagnosis.ts";
import { useFindingWords } from "./finding-words.ts";

export type Report = Readonly<{ text: string; url: string; fileName: string }>;

/**
 * What was found, as a text for support: program, system, the province's address and the findings. Nobody's name, no
 * account, no order, and not the computer's name, which is often a person's.
 */
export function useReport(line: Line, checks: readonly Check[]): Report {
  const { t } = useTranslation("diagnosis");
  const words = useFindingWords();
  const { version, platform, serverUrl: server } = line.facts;
  const at = toChinaText(line.now());
  const lines = checks.map((check) => `[${t(`states.${check.state}`)}] ${t(`names.${check.name}`)}: ${words(check)}`);
  const head = [
    `${t("report.head")} ${at}`,
    t("report.program", { version, platform }),
    t("report.server", { server }),
  ];
  const text = [...head, ...lines, ""].join("\n");
  // The mark at its beginning tells old editors that the file is UTF-8.
  const url = useMemo(() => URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: "text/plain" })), [text]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return { text, url, fileName: `${t("report.head")}-${at.replace(/[: ]/g, "-")}.txt` };
}
