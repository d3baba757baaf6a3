import { expect, type Page } from "@playwright/test";

import { dropProfile, openSeat, syncWords } from "../../e2e/support/desk.ts";
import { inboxReadyMs, watchPage } from "../support/page-watch.ts";
import { tell } from "../support/figure.ts";
import { measureLine, type MeasureLine } from "./measure-line.ts";
import { officer, type Workshop } from "./workshop.ts";

const runs = 5;

type Reopened = Readonly<{ openMs: number; readyMs: number; memoryMb: number }>;

/**
 * The desk with 50,000 orders in its local store is opened anew: from opening its stores to the first page of its list,
 * and from the reload of the whole desk to the painted page (whose goal is that of the desk's own benchmark).
 */
export async function measureReopen(workshop: Workshop): Promise<readonly MeasureLine[]> {
  // The stores alone come first: once the whole desk has been there its service worker answers for every page.
  const seen = await workshop.atDesk("/bench/ours.html", async ({ page, url }) => {
    await page.evaluate(({ username, password }) => window.lxqDesk?.signIn(username, password), officer);
    await page.evaluate(() => window.lxqDesk?.atRest());
    const opens: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      await page.reload();
      opens.push((await page.evaluate(() => window.lxqDesk?.reopen())) ?? Number.NaN);
    }
    await watchPage(page);
    await page.goto(`${url}/#/list/all`);
    const all: Reopened[] = [];
    for (const openMs of opens) {
      await page.reload();
      const readyMs = await inboxReadyMs(page);
      await expect(syncWords(page)).toContainText("已同步", { timeout: 60_000 });
      all.push({ openMs, readyMs, memoryMb: await memoryOf(page) });
    }
    return all;
  });
  const { started, usable } = await emptyPage();
  tell(
    `reopen-50k: a page of the desk that has nothing to show takes ${Math.round(started)} to ${Math.round(usable)} ms`,
  );
  const goal = (bound: number) => ({ of: "ours", is: "at most", bound }) as const;
  return [
    measureLine({ id: "reopen-50k", unit: "ms", ours: seen.map(({ openMs }) => openMs), goal: goal(200) }),
    measureLine({ id: "reopen-50k", unit: "ms painted", ours: seen.map(({ readyMs }) => readyMs), goal: goal(1500) }),
    measureLine({ id: "reopen-50k", unit: "MB", ours: seen.map(({ memoryMb }) => memoryMb), goal: goal(400) }),
  ];
}

/** What an empty page costs this browser on this machine: the part of a start that is not ours. */
async function emptyPage(): Promise<Readonly<{ started: number; usable: number }>> {
  const seat = await openSeat();
  try {
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      await seat.page.goto("data:text/html,<p>x</p>");
      times.push(await seat.page.evaluate(() => performance.now()));
    }
    return { started: Math.min(...times), usable: Math.max(...times) };
  } finally {
    await seat.close();
    dropProfile(seat.profile);
  }
}

/** What the page holds after what can be thrown away has been: its JavaScript heap, in MB. */
async function memoryOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return usedSize / 1_000_000;
  } finally {
    await session.detach();
  }
}
