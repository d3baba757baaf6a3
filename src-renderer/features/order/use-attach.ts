import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useProblemWords } from "../../ui/problem-words.ts";

export type Attaching = Readonly<{
  /** The file being saved now, if any. */
  saving: string | null;
  /** What could not be attached, in words. */
  failures: readonly string[];
  attach: (files: readonly File[]) => void;
}>;

/** Attaches files one after another, and says of each what became of it. */
export function useAttach(order: OrderId): Attaching {
  const { t } = useTranslation("order");
  const desk = useDesk();
  const words = useProblemWords();
  const [saving, setSaving] = useState<string | null>(null);
  const [failures, setFailures] = useState<readonly string[]>([]);
  const attachAll = async (files: readonly File[]): Promise<void> => {
    setFailures([]);
    for (const file of files) {
      setSaving(file.name);
      const outcome = await desk.attach(order, file, "");
      if (outcome.ok) notifications.show({ message: t("files.added", { name: file.name }) });
      else {
        const reason = words(outcome.refusal);
        setFailures((before) => [...before, t("files.failed", { name: file.name, reason })]);
      }
    }
    setSaving(null);
  };
  return { saving, failures, attach: (files) => void attachAll(files) };
}
