import { useTranslation } from "react-i18next";

import type { Instant } from "../../../src-shared/kernel/instant.ts";
import { maskName } from "../format.ts";
import type { BatchRow } from "./use-batch.ts";

type Line = Readonly<{
  id: string;
  number: string;
  title: string;
  workerName: string;
  employerName: string;
  due: Instant | null;
}>;

/** What a row of a batch says about its order: as much as tells it from another, names masked. */
export function useRowFacts(): (line: Line) => Omit<BatchRow, "ready" | "beside"> {
  const { t } = useTranslation("inbox");
  return ({ id, number, title, workerName, employerName, due }) => {
    const who = workerName === "" ? t("anonymous") : maskName(workerName);
    return { id, title, due, facts: [number, who, employerName].filter(Boolean).join(" · ") };
  };
}
