import type { Executor } from "../../../src-server/store/store.ts";
import { chinaDay, type Instant } from "../../../src-shared/kernel/instant.ts";
import { statement } from "./executor.ts";
import { table } from "./tables.ts";

/** The twin of src-server/store/number-store.ts. */
export async function nextOrderNumber(executor: Executor, receivedAt: Instant): Promise<string> {
  const series = `37-${yearOf(receivedAt)}`;
  return `${series}-${String(await nextOf(executor, series)).padStart(6, "0")}`;
}

export async function nextNoticeNumber(executor: Executor, receivedAt: Instant): Promise<string> {
  const year = yearOf(receivedAt);
  return `督〔${year}〕${await nextOf(executor, `督-${year}`)}号`;
}

function yearOf(receivedAt: Instant): string {
  return chinaDay(receivedAt).slice(0, 4);
}

function nextOf(executor: Executor, series: string): Promise<number> {
  return statement(executor, async (tx) => {
    await table.numberSeries.lockKey(tx, series);
    const last = (table.numberSeries.get(tx, series)?.last ?? 0) + 1;
    table.numberSeries.put(tx, series, { series, last });
    return last;
  });
}
