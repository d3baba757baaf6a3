import { Button, Checkbox, Group, Text } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { DeadlineBadge } from "../deadline-badge.tsx";
import type { BatchBox } from "./batch-button.tsx";
import styles from "./batch.module.css";
import { BatchResults } from "./batch-results.tsx";
import type { BatchOutcome } from "./run-each.ts";
import { useBatch, type BatchKind, type BatchRow } from "./use-batch.ts";

type Props<Row extends BatchRow> = Readonly<{
  kind: BatchKind;
  rows: readonly Row[];
  run: (row: Row) => Promise<BatchOutcome>;
  box: BatchBox;
  /** What is said once for all of them. */
  top?: ReactNode;
}>;

/**
 * The check list of a batch and, afterwards, what became of each order.
 * @see docs/spec/work-lists.md WL-8, WL-9
 */
export function BatchList<Row extends BatchRow>({ kind, rows, run, box, top }: Props<Row>): React.JSX.Element {
  const { t } = useTranslation("batch");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const batch = useBatch(run, box.hold);
  if (batch.begun !== null) return <BatchResults kind={kind} batch={batch} onClose={box.close} />;
  if (rows.length === 0) return <Text>{t(`${kind}.none`)}</Text>;
  const ready = rows.filter((row) => row.ready);
  const chosen = ready.filter((row) => !left.has(row.id));
  const toggle = (id: string): void => setLeft(toggled(left, id));
  return (
    <>
      <Text size="sm">{t(`${kind}.words`, { n: rows.length })}</Text>
      {top}
      <Checkbox
        className={styles["all"]}
        label={t("all")}
        disabled={ready.length === 0}
        checked={chosen.length > 0 && chosen.length === ready.length}
        indeterminate={chosen.length > 0 && chosen.length < ready.length}
        onChange={(event) => setLeft(new Set(event.currentTarget.checked ? [] : rows.map((row) => row.id)))}
      />
      <ul className={styles["checks"]}>
        {rows.map((row) => (
          <li key={row.id}>
            <CheckLine row={row} checked={row.ready && !left.has(row.id)} onToggle={() => toggle(row.id)} />
          </li>
        ))}
      </ul>
      <Group mt="md">
        <Button disabled={chosen.length === 0} onClick={() => void batch.start(chosen)}>
          {t(`${kind}.submit`, { n: chosen.length })}
        </Button>
        <Button variant="default" onClick={box.close}>
          {t("close")}
        </Button>
      </Group>
    </>
  );
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

function CheckLine({
  row,
  checked,
  onToggle,
}: {
  row: BatchRow;
  checked: boolean;
  onToggle: () => void;
}): React.JSX.Element {
  return (
    <>
      <Checkbox
        checked={checked}
        disabled={!row.ready}
        onChange={onToggle}
        label={
          <span className={styles["line"]}>
            <span>{row.title}</span>
            <span className={styles["quiet"]}>{row.facts}</span>
            {row.due !== null && <DeadlineBadge due={row.due} />}
          </span>
        }
      />
      {row.beside !== undefined && <div className={styles["beside"]}>{row.beside}</div>}
    </>
  );
}
