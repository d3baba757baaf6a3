import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useProblemWords } from "../problem-words.ts";
import styles from "./batch.module.css";
import type { BatchOutcome } from "./run-each.ts";
import type { Batch, BatchKind, BatchRow } from "./use-batch.ts";

/** What became of each order of a batch, in words, while it runs and afterwards. */
export function BatchResults({
  kind,
  batch,
  onClose,
}: {
  kind: BatchKind;
  batch: Pick<Batch<BatchRow>, "begun" | "outcomes" | "running">;
  onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("batch");
  const refused = [...batch.outcomes.values()].filter((outcome) => outcome !== null).length;
  const sum = t(`${kind}.sum`, { n: batch.outcomes.size - refused });
  return (
    <>
      <Text size="sm" role="status">
        {sum}
        {refused > 0 && ` ${t("sumRefused", { n: refused })}`}
      </Text>
      <ul className={styles["checks"]}>
        {batch.begun?.map((row) => (
          <li key={row.id}>
            <span className={styles["line"]}>
              <span>{row.title}</span>
              <span className={styles["quiet"]}>{row.facts}</span>
              <Outcome kind={kind} outcome={batch.outcomes.get(row.id)} />
            </span>
          </li>
        ))}
      </ul>
      <Group mt="md">
        <Button loading={batch.running} data-autofocus onClick={onClose}>
          {t("close")}
        </Button>
      </Group>
    </>
  );
}

function Outcome({ kind, outcome }: { kind: BatchKind; outcome: BatchOutcome | undefined }): React.JSX.Element {
  const { t } = useTranslation("batch");
  const words = useProblemWords();
  if (outcome === undefined) return <span className={styles["quiet"]}>{t("waiting")}</span>;
  if (outcome === null) return <span>✓ {t(`${kind}.done`)}</span>;
  return <span className={styles["refused"]}>✗ {t("refused", { words: words(outcome) })}</span>;
}
