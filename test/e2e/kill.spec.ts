import { expect, test, type Page } from "@playwright/test";

import { seededRandom } from "../../scripts/demo/seeded-random.ts";
import { dropProfile, openSeat, rail, signIn, timeline, type Seat } from "./support/desk.ts";
import { killSeat } from "./support/kill-seat.ts";
import { openLine, type Line } from "./support/line.ts";
import { startProvince, type Province } from "./support/province.ts";
import { readRows } from "./support/rows.ts";
import { watch, type Watch } from "./support/watch.ts";
import { untilSaved, writeNote } from "./support/write-note.ts";

const kills = 20;
const seed = Number(process.env["LXQ_SEED"] ?? 4711);
const chance = seededRandom(seed);

/** What the line is like while the plug is pulled: `receipt` pulls it when the province's answer has just come. */
const moments = ["online", "offline", "slow", "receipt"] as const;
type Moment = (typeof moments)[number];

/** Longest wait between "saved" and the plug, ms: from nothing to the end of a push. */
const longestWaitMs: Readonly<Record<Moment, number>> = { online: 300, offline: 100, slow: 900, receipt: 25 };

let province: Province;
let line: Line;
let seat: Seat;
let watched: Watch;
const written: string[] = [];
const confirmed: string[] = [];

test.beforeAll(async () => {
  province = await startProvince();
  line = await openLine(province.url);
  seat = await openSeat();
  watched = watch(seat.page);
});

test.afterAll(async () => {
  await seat.close().catch(() => undefined);
  dropProfile(seat.profile);
  await line.close();
  expect(await province.stop()).toBe(0);
});

test("[MJ-2] a browser killed right after it said saved has lost nothing and sends nothing twice", async () => {
  test.setTimeout(600_000);
  await signIn(seat.page, line.url, "taishan");
  await expect(rail(seat.page)).toContainText(/已同步/, { timeout: 60_000 });
  const order = await orderInHand();
  let isCut = false;
  for (let kill = 1; kill <= kills; kill += 1) {
    const moment = moments[kill % moments.length] ?? chance.pick(moments);
    await test.step(`kill ${kill} (${moment}, seed ${seed})`, async () => {
      if (isCut !== (moment === "offline")) await (isCut ? line.mend() : line.cut());
      isCut = moment === "offline";
      line.slowDown(moment === "slow" ? 60 + chance.below(200) : 0);
      await openOrderOf(order.id);
      await expectAllThere(seat.page);
      await watched.expectCalm();
      await writeAndPullThePlug(moment, kill);
      seat = await openSeat(seat.profile);
      watched = watch(seat.page);
    });
  }
  await test.step("the line returns: all arrives, once, in the order in which it was written", async () => {
    line.slowDown(0);
    if (isCut) await line.mend();
    await openOrderOf(order.id);
    await expectAllThere(seat.page);
    await expect(rail(seat.page)).toContainText(/已同步/, { timeout: 60_000 });
    await watched.expectCalm();
  });
  await expect.poll(() => notesAt(order.title), { timeout: 30_000 }).toEqual(expect.arrayContaining(confirmed));
  const arrived = await notesAt(order.title);
  expect(arrived.filter((text) => confirmed.includes(text))).toEqual(confirmed);
  expect(new Set(arrived).size, "nothing twice").toBe(arrived.length);
  expect(arrived.filter((text) => !written.includes(text))).toEqual([]);
  expect(province.log()).not.toMatch(/bad-signature|id-reused|parked|error/);
});

type Order = Readonly<{ id: string; title: string }>;

/** An order that the county handles at the moment: it takes notes. */
async function orderInHand(): Promise<Order> {
  const rows = await readRows(province.url, "taishan");
  const row = [...rows.values()].find((one) => one.state === "handling" && one.holder === "x370902");
  if (!row) throw new Error("the demo has no order in the county's hands");
  return { id: row.id, title: row.classification.title };
}

async function openOrderOf(id: string): Promise<void> {
  await seat.page.goto(`${line.url}/#/list/in-handling/${id}`);
  await expect(seat.page.getByLabel("办理记录")).toBeVisible({ timeout: 20_000 });
}

/** Whatever was confirmed before the plug was pulled is on the screen again, each once. */
async function expectAllThere(page: Page): Promise<void> {
  const shown = (): Promise<readonly string[]> => notesIn(page);
  await expect.poll(shown, { timeout: 15_000 }).toEqual(expect.arrayContaining(confirmed));
  const now = await shown();
  expect(new Set(now).size, "nothing twice on the screen").toBe(now.length);
}

async function notesIn(page: Page): Promise<readonly string[]> {
  const words = await timeline(page).innerText();
  return words.match(/第\d+次断电前[^。]*。/g) ?? [];
}

async function writeAndPullThePlug(moment: Moment, kill: number): Promise<void> {
  const { page } = seat;
  const answered = moment === "receipt" ? page.waitForResponse(/\/api\/sync\/push/) : Promise.resolve();
  for (let note = chance.below(3); note >= 0; note -= 1)
    await writeAndConfirm(page, `第${kill}次断电前还剩${note}条。`);
  await answered;
  if (chance.below(3) === 0) await writeOnly(page, `第${kill}次断电前没等到回音。`);
  const waitMs = chance.below(longestWaitMs[moment]);
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  await killSeat(seat);
}

/** Writes a note and waits for the moment in which the screen says of it that it is saved. */
async function writeAndConfirm(page: Page, text: string): Promise<void> {
  await writeOnly(page, text);
  await untilSaved(page, text);
  confirmed.push(text);
}

async function writeOnly(page: Page, text: string): Promise<void> {
  written.push(text);
  await writeNote(page, text);
}

async function notesAt(title: string): Promise<readonly string[]> {
  const order = (await readRows(province.url, "taishan")).get(title);
  return (order?.timeline ?? []).flatMap((event) =>
    event.type === "noted" && event.note.text.includes("次断电前") ? [event.note.text] : [],
  );
}
