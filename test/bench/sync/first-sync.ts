import { expect } from "@playwright/test";

import { demoPassword, syncWords } from "../../e2e/support/desk.ts";
import { lookFor, watchPage } from "../support/page-watch.ts";
import { tell } from "../support/figure.ts";
import { measureLine, type MeasureLine } from "./measure-line.ts";
import { officer, type Workshop } from "./workshop.ts";

const runs = 3;
const timeoutMs = 300_000;

type FirstSync = Readonly<{ usableMs: number; completeMs: number; bytes: number }>;

/**
 * The first sync of 10,000 orders: ours from the click on 登录 in the whole desk, the peers' without sign-in and without
 * anything on the screen.
 */
export async function measureFirstSync(workshop: Workshop): Promise<readonly MeasureLine[]> {
  const ours: FirstSync[] = [];
  const pouch: Pulled[] = [];
  const rxdb: Pulled[] = [];
  for (let run = 0; run < runs; run += 1) {
    ours.push(await syncOurs(workshop));
    pouch.push(await pullPouch(workshop));
    rxdb.push(await pullRxdb(workshop));
  }
  const usable = { id: "first-sync-usable", unit: "ms", ours: ours.map(({ usableMs }) => usableMs) };
  const complete = { id: "first-sync-complete", unit: "ms", ours: ours.map(({ completeMs }) => completeMs) };
  const bytes = { id: "first-sync-bytes", unit: "B", ours: ours.map((one) => one.bytes) };
  const ofPouch = (of: (pulled: Pulled) => number) => ({ name: "PouchDB", theirs: pouch.map(of) });
  const ofRxdb = (of: (pulled: Pulled) => number) => ({ name: "RxDB replication", theirs: rxdb.map(of) });
  const ratio = (bound: number) => ({ of: "ratio", is: "at most", bound }) as const;
  const ms = ({ tookMs }: Pulled): number => tookMs;
  return [
    measureLine({ ...usable, peer: ofPouch(ms), goal: ratio(1 / 8) }),
    measureLine({ ...complete, peer: ofPouch(ms), goal: ratio(1 / 2.5) }),
    measureLine({ ...complete, peer: ofRxdb(ms), goal: ratio(0.833) }),
    measureLine({ ...bytes, peer: ofPouch((one) => one.bytes), goal: ratio(0.5) }),
  ];
}

function syncOurs(workshop: Workshop): Promise<FirstSync> {
  return workshop.atDesk("/", async ({ page, proxy, url }) => {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await watchPage(page);
    await page.goto(`${url}/#/list/in-handling`);
    await page.reload();
    await page.getByLabel("用户名").fill(officer.username);
    await page.getByLabel("密码", { exact: true }).fill(demoPassword);
    const row = await lookFor(page, { selector: 'li > a[href^="#/list/"]', words: [] });
    const before = proxy.bytes().total;
    const began = Date.now();
    await page.getByRole("button", { name: "登录" }).click();
    const usableMs = (await row.seenAt()) - began;
    await expect(syncWords(page)).toContainText("已同步", { timeout: timeoutMs });
    const completeMs = Date.now() - began;
    const bytes = proxy.bytes().total - before;
    tell(`first sync, ours: usable ${Math.round(usableMs)} ms, complete ${completeMs} ms, ${bytes} B`);
    return { usableMs, completeMs, bytes };
  });
}

type Pulled = Readonly<{ tookMs: number; bytes: number }>;

function pullPouch(workshop: Workshop): Promise<Pulled> {
  return workshop.atPeer("/bench/pouch.html", async ({ page, proxy }) => {
    const before = proxy.bytes().total;
    const tookMs = (await page.evaluate(() => window.lxqPouch?.pull())) ?? Number.NaN;
    const bytes = proxy.bytes().total - before;
    tell(`first sync, PouchDB: ${Math.round(tookMs)} ms, ${bytes} B`);
    return { tookMs, bytes };
  });
}

function pullRxdb(workshop: Workshop): Promise<Pulled> {
  return workshop.atDesk("/bench/rxdb.html", async ({ page, proxy }) => {
    await page.evaluate(({ username, password }) => window.lxqRxdb?.signIn(username, password), officer);
    const before = proxy.bytes().total;
    const tookMs = (await page.evaluate(() => window.lxqRxdb?.pull())) ?? Number.NaN;
    const bytes = proxy.bytes().total - before;
    tell(`first sync, RxDB replication: ${Math.round(tookMs)} ms, ${bytes} B`);
    return { tookMs, bytes };
  });
}
