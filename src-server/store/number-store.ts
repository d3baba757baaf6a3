import { sql } from "drizzle-orm";

import { chinaDay, type Instant } from "../../src-shared/kernel/instant.ts";
import { numberSeries } from "./schema.ts";
import type { Executor } from "./store.ts";

/**
 * The next number of the province for an order received at a moment: `37-2026-000123`, by China's year. No number is
 * left out: the series is locked until the transaction ends, and a rollback gives the number back.
 */
export async function nextOrderNumber(tx: Executor, receivedAt: Instant): Promise<string> {
  const series = `37-${chinaDay(receivedAt).slice(0, 4)}`;
  const [row] = await tx
    .insert(numberSeries)
    .values({ series, last: 1 })
    .onConflictDoUpdate({ target: numberSeries.series, set: { last: sql`${numberSeries.last} + 1` } })
    .returning({ last: numberSeries.last });
  return `${series}-${String(row?.last).padStart(6, "0")}`;
}

/** Goes on after a number that was given without this series. */
export async function continueAfter(tx: Executor, number: string): Promise<void> {
  const [, series = "", digits = ""] = /^(.+)-(\d+)$/.exec(number) ?? [];
  const last = Number(digits);
  await tx
    .insert(numberSeries)
    .values({ series, last })
    .onConflictDoUpdate({
      target: numberSeries.series,
      set: { last: sql`greatest(${numberSeries.last}, excluded.last)` },
    });
}
