import { randomUUID } from "node:crypto";

import { tell } from "../support/figure.ts";
import { measureLine, type MeasureLine } from "./measure-line.ts";
import { officer, type Workshop } from "./workshop.ts";

const steps = 1_000;
const runs = 3;

/** A thousand queued steps go to the province, or a thousand documents to PouchDB's server, when the line is back. */
export async function measurePush(workshop: Workshop): Promise<readonly MeasureLine[]> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    ours.push(steps / (await pushOurs(workshop)));
    theirs.push(steps / (await pushTheirs(workshop)));
  }
  const goal = { of: "ratio", is: "at least", bound: 8 } as const;
  return [measureLine({ id: "push-1000", unit: "per s", ours, peer: { name: "PouchDB", theirs }, goal })];
}

/** Seconds. */
function pushOurs(workshop: Workshop): Promise<number> {
  return workshop.atDesk("/bench/ours.html", async ({ page, proxy }) => {
    await page.evaluate(({ username, password }) => window.lxqDesk?.signIn(username, password), officer);
    await page.evaluate(() => window.lxqDesk?.atRest());
    proxy.set({ down: true });
    const eachMs = await page.evaluate((count) => window.lxqDesk?.writeNotes(count), steps);
    proxy.set({ down: false });
    const before = proxy.bytes();
    const tookMs = (await page.evaluate(() => window.lxqDesk?.sendAll())) ?? 0;
    const { up, down } = proxy.bytes();
    tell(
      `push-1000, ours: a step is in the journal after ${Math.round(eachMs ?? 0)} ms; ${up - before.up} B up, ${down - before.down} B down`,
    );
    return tookMs / 1000;
  });
}

/** Documents of the same size as our notes. Seconds. */
function pushTheirs(workshop: Workshop): Promise<number> {
  const documents = Array.from({ length: steps }, (_, at) => ({
    _id: randomUUID(),
    orderId: workshop.orders[at % 50]?.id,
    type: "note",
    madeAt: Date.now(),
    payload: {
      kind: "employer",
      text: `第 ${at + 1} 次：与用人单位劳资负责人电话核对考勤与工资表，约定三日内补齐材料后当面协商。`,
      contactedWorker: false,
    },
  }));
  return workshop.atPeer("/bench/pouch.html", async ({ page }) => {
    await page.evaluate((all) => window.lxqPouch?.queue(all), documents);
    return ((await page.evaluate(() => window.lxqPouch?.push())) ?? 0) / 1000;
  });
}
