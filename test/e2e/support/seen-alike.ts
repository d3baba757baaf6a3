import { expect } from "@playwright/test";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { openReader } from "./rows.ts";

type Sought = Readonly<{ title: string; state: WorkOrder["state"] }>;

/**
 * An order that has come to a state, the same for each of these accounts at the province. It is waited for: on the screen
 * of whoever took the last step it stands before it has arrived.
 */
export async function seenAlike(url: string, usernames: readonly string[], sought: Sought): Promise<WorkOrder> {
  const readers = await Promise.all(usernames.map((username) => openReader(url, username)));
  const views = (): Promise<readonly (WorkOrder | undefined)[]> =>
    Promise.all(
      readers.map(async (read) => (await read()).find((order) => order.classification.title === sought.title)),
    );
  await expect(async () => {
    const [first, ...others] = await views();
    expect(first).toMatchObject({ state: sought.state });
    for (const other of others) expect(other).toEqual(first);
  }).toPass({ timeout: 60_000 });
  const [order] = await views();
  if (!order) throw new Error(`${sought.title} has gone`);
  return order;
}
