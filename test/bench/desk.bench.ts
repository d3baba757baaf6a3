/** `npm run bench -- desk`: the desk's speed with 2,000 orders on it, in a real browser against a real province. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Page } from "@playwright/test";

import type { OrderId } from "../../src-shared/kernel/ids.ts";
import { choose, dropProfile, openSeat, signIn, syncWords, type Seat } from "../e2e/support/desk.ts";
import { startProvince } from "../e2e/support/province.ts";
import { fillProvince } from "./support/fill-province.ts";
import { inWords, median, percentile, printFigure, tell } from "./support/figure.ts";
import { clickedAt, inboxReadyMs, lookFor, watchPage } from "./support/page-watch.ts";

const orders = 2000;
const runs = 7;
const notesPerRun = 10;
/** Between the last key and the click: the draft is written down meanwhile, as it is when a person reaches for the mouse. */
const handToMouseMs = 500;
const firstSyncTimeoutMs = 180_000;

async function atRest(page: Page, timeout = 30_000): Promise<void> {
  await expect(syncWords(page)).toContainText("已同步", { timeout });
}

async function openWatched(seats: Seat[], url: string, username: string): Promise<Page> {
  const seat = await openSeat();
  seats.push(seat);
  await watchPage(seat.page);
  await signIn(seat.page, url, username);
  await atRest(seat.page, firstSyncTimeoutMs);
  return seat.page;
}

/** The slower of two lists: the one an officer works from, and all orders. */
async function measureInbox(page: Page, url: string): Promise<void> {
  const medians: number[] = [];
  for (const list of ["in-handling", "all"]) {
    const samples: number[] = [];
    await page.goto(`${url}/#/list/${list}`);
    for (let run = 0; run < runs; run += 1) {
      await page.reload();
      samples.push(await inboxReadyMs(page));
      await atRest(page);
    }
    tell(`inbox-2000, ${list}: ${inWords(samples)} ms`);
    medians.push(median(samples));
  }
  printFigure({ id: "inbox-2000", ours: Math.max(...medians), unit: "ms", goal: 1500 });
}

/** From the click to the line of the timeline that says 已存本机, painted. Each run is another order. */
async function measureSaving(page: Page, url: string): Promise<void> {
  const samples: number[] = [];
  await page.goto(`${url}/#/list/in-handling`);
  for (let run = 0; run < runs; run += 1) {
    await page.locator('li > a[href^="#/list/in-handling/"]').nth(run).click();
    for (let note = 0; note < notesPerRun; note += 1) {
      const text = `第 ${run + 1} 次第 ${note + 1} 条：已与用人单位核对考勤。`;
      await page.getByLabel("办理记录").fill(text);
      await page.waitForTimeout(handToMouseMs);
      const saved = await lookFor(page, { selector: "ol > li", words: [text, "已存本机"] });
      await page.getByRole("button", { name: "记下" }).click();
      samples.push((await saved.seenAt()) - (await clickedAt(page)));
      await atRest(page);
    }
  }
  tell(`save-confirm: median ${Math.round(median(samples))} ms of ${samples.length}; all: ${inWords(samples)}`);
  printFigure({ id: "save-confirm", ours: percentile(samples, 95), unit: "ms", goal: 50 });
}

/** From the city's click on 下派 to the order's line on the county's screen, painted. */
async function measureForwarding(
  pages: Readonly<{ city: Page; county: Page; url: string }>,
  ids: readonly OrderId[],
): Promise<void> {
  const { city, county, url } = pages;
  const samples: number[] = [];
  await county.goto(`${url}/#/list/to-accept`);
  for (const id of ids) {
    await city.goto(`${url}/#/list/to-accept/${id}/forward`);
    await choose(city, "派往", /泰山区总/);
    const arrived = await lookFor(county, { selector: `li > a[href$="${id}"]`, words: [] });
    await city.getByRole("form", { name: "下派" }).getByRole("button", { name: "下派" }).click();
    samples.push((await arrived.seenAt()) - (await clickedAt(city)));
    await atRest(city);
    await atRest(county);
  }
  tell(`forward-live: ${inWords(samples)} ms`);
  printFigure({ id: "forward-live", ours: median(samples), unit: "ms", goal: 1000 });
}

const folder = mkdtempSync(path.join(tmpdir(), "lxq-bench-"));
const seats: Seat[] = [];
const began = performance.now();
const forwardable = await fillProvince({ folder, count: orders, forwardable: runs });
tell(`${orders} orders put into a province in ${Math.round(performance.now() - began)} ms`);
const province = await startProvince({ folder });
try {
  const { url } = province;
  const county = await openWatched(seats, url, "taishan");
  await measureInbox(county, url);
  await measureSaving(county, url);
  const city = await openWatched(seats, url, "ta-shenhe");
  await measureForwarding({ city, county, url }, forwardable);
} finally {
  for (const seat of seats) {
    await seat.close();
    dropProfile(seat.profile);
  }
  await province.stop();
  rmSync(folder, { recursive: true, force: true });
}
