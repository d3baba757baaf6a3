import { expect } from "@playwright/test";

import { syncWords, signIn } from "../../e2e/support/desk.ts";
import { lookFor, watchPage } from "../support/page-watch.ts";
import { median, percentile, tell } from "../support/figure.ts";
import { pushAnswerSchema } from "../../../src-shared/protocol/sync.ts";
import { measureLine, type MeasureLine } from "./measure-line.ts";
import { read, Terminal } from "./terminal.ts";
import { officer, type Workshop } from "./workshop.ts";

const runs = 3;
const changes = 15;
const settleMs = 400;

type Change = Readonly<{ tookMs: number; bytes: number }>;

/** A colleague's computer changes an order that an idle desk has open: from the colleague's request to the painted word. */
export async function measureOneChange(workshop: Workshop): Promise<readonly MeasureLine[]> {
  const all: (readonly Change[])[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await changeAtIdle(workshop));
  const p50 = (of: (change: Change) => number): readonly number[] => all.map((one) => median(one.map(of)));
  const p95 = percentile(
    all.flat().map(({ tookMs }) => tookMs),
    95,
  );
  tell(`one-change: p95 of all ${Math.round(p95)} ms`);
  const goal = (bound: number) => ({ of: "ours", is: "at most", bound }) as const;
  return [
    measureLine({ id: "one-change", unit: "ms", ours: p50(({ tookMs }) => tookMs), goal: goal(500) }),
    measureLine({ id: "one-change", unit: "B", ours: p50(({ bytes }) => bytes), goal: goal(2048) }),
  ];
}

function changeAtIdle(workshop: Workshop): Promise<readonly Change[]> {
  return workshop.atDesk("/", async ({ page, proxy, province, url }) => {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await watchPage(page);
    await signIn(page, url, officer.username);
    await expect(syncWords(page)).toContainText("已同步", { timeout: 300_000 });
    const order = workshop.orders.find(({ state }) => state === "handling");
    if (!order) throw new Error("there is no order to change");
    await page.goto(`${url}/#/list/in-handling/${order.id}`);
    const colleague = new Terminal(province.url, "10.37.0.1");
    await colleague.signIn(officer.username);
    await page.waitForTimeout(3_000);
    const seen: Change[] = [];
    for (let at = 0; at < changes; at += 1) {
      const text = `第 ${at + 1} 次核对：用人单位已确认拖欠数额，约定本周内当面协商。`;
      const payload = { kind: "employer", text, contactedWorker: false } as const;
      const action = colleague.make({ type: "note", orderId: order.id, payload }, order.version);
      const before = proxy.bytes().total;
      const arrived = await lookFor(page, { selector: "ol > li", words: [text] });
      const began = Date.now();
      const { receipts } = read(pushAnswerSchema, await colleague.push([action]));
      if (receipts[0]?.verdict !== "applied") throw new Error(`the change was ${receipts[0]?.verdict}`);
      const tookMs = (await arrived.seenAt()) - began;
      await page.waitForTimeout(settleMs);
      seen.push({ tookMs, bytes: proxy.bytes().total - before });
    }
    return seen;
  });
}
