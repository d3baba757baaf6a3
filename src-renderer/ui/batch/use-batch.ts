import { useState, type ReactNode } from "react";

import { runEach, type BatchOutcome } from "./run-each.ts";
import type { Instant } from "../../../src-shared/kernel/instant.ts";

/** What is done to several orders at once; the words of each are in text/batch.ts. */
export type BatchKind = "dispatch" | "accept" | "archive" | "urge";

/** One order of a batch. `ready` is false while something about it has yet to be chosen: it is left out so far. */
export type BatchRow = Readonly<{
  id: string;
  title: string;
  facts: string;
  due: Instant | null;
  beside?: ReactNode;
  ready: boolean;
}>;

export type Batch<Row extends Readonly<{ id: string }>> = Readonly<{
  /** The rows as they stood when the batch began; null before. */
  begun: readonly Row[] | null;
  outcomes: ReadonlyMap<string, BatchOutcome>;
  running: boolean;
  start: (rows: readonly Row[]) => Promise<void>;
}>;

/**
 * Runs a batch: one order after the other, each its own step; a refusal is kept for that order and the rest goes on.
 * @param run does the step for one row; answers the name of the refusal, or null
 * @param hold told while steps are being taken: nobody should turn away from what is refused
 * @see docs/spec/work-lists.md WL-9
 */
export function useBatch<Row extends Readonly<{ id: string }>>(
  run: (row: Row) => Promise<BatchOutcome>,
  hold: (held: boolean) => void,
): Batch<Row> {
  const [begun, setBegun] = useState<readonly Row[] | null>(null);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, BatchOutcome>>(new Map());
  const [running, setRunning] = useState(false);
  const start = async (rows: readonly Row[]): Promise<void> => {
    setBegun(rows);
    setRunning(true);
    hold(true);
    try {
      await runEach(rows, run, (row, outcome) => setOutcomes((before) => new Map(before).set(row.id, outcome)));
    } finally {
      setRunning(false);
      hold(false);
    }
  };
  return { begun, outcomes, running, start };
}
