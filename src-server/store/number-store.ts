import { sql } from "drizzle-orm";

import { chinaDay, type Instant } from "../../src-shared/kernel/instant.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { numberSeries } from "./schema.ts";
import type { Executor } from "./store.ts";

/**
 * The next number of the province for an order received at a moment: `37-2026-000123`, by China's year. No number is
 * left out: the series is locked until the transaction ends, and a rollback gives the number back.
 */
export async function nextOrderNumber(tx: Executor, receivedAt: Instant): Promise<string> {
  const series = `37-${yearOf(receivedAt)}`;
  return `${series}-${String(await nextOf(tx, series)).padStart(6, "0")}`;
}

/** The next number of a notice of supervision: `督〔2026〕12号`, by China's year, with none left out (SU-9). */
export async function nextNoticeNumber(tx: Executor, receivedAt: Instant): Promise<string> {
  const year = yearOf(receivedAt);
  return `督〔${year}〕${await nextOf(tx, `督-${year}`)}号`;
}

function yearOf(receivedAt: Instant): string {
  return chinaDay(receivedAt).slice(0, 4);
}

async function nextOf(tx: Executor, series: string): Promise<number> {
  const [row] = await tx
    .insert(numberSeries)
    .values({ series, last: 1 })
    .onConflictDoUpdate({ target: numberSeries.series, set: { last: sql`${numberSeries.last} + 1` } })
    .returning({ last: numberSeries.last });
  invariant(row, "a series that was counted on has a row");
  return row.last;
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
