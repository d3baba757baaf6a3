import { setTimeout as sleep } from "node:timers/promises";

import { perfectLine } from "../../support/weak-line/open-proxy.ts";
import { measureLine, type MeasureLine } from "./measure-line.ts";
import { tell } from "../support/figure.ts";
import { officer, type Bench, type Workshop } from "./workshop.ts";

/** 64 kbit/s, 600 ms there and back, and everything cut every half minute. */
const weak = { bytesPerSecond: 8_000, latencyMs: 300, cutEverySeconds: 30 } as const;
/** All the photos would take two hours of it. What is sent again of those that go up in this time stands for the set. */
const weakMinutes = 10;
const runs = 3;
const steps = 20;
const photos = 10;
const photoBytes = 5 * 1024 * 1024;
const uploadRuns = 1;

/** What the worst line of a county office does to 20 queued steps, and to a set of photos of 50 MB. */
export async function measureWeakLine(workshop: Workshop): Promise<readonly MeasureLine[]> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run += 1) seconds.push(await workshop.atDesk("/bench/ours.html", sendSteps));
  const resent: number[] = [];
  for (let run = 0; run < uploadRuns; run += 1) resent.push(await workshop.atDesk("/bench/ours.html", sendPhotos));
  const goal = (bound: number) => ({ of: "ours", is: "at most", bound }) as const;
  return [
    measureLine({ id: "weak-line", unit: "s", ours: seconds, goal: goal(10) }),
    measureLine({ id: "weak-line", unit: "% sent again", ours: resent, goal: goal(5) }),
  ];
}

async function settle({ page }: Pick<Bench, "page">): Promise<void> {
  await page.evaluate(({ username, password }) => window.lxqDesk?.signIn(username, password), officer);
  await page.evaluate(() => window.lxqDesk?.atRest());
}

/** Seconds until the province has all the steps that were queued without a line. */
async function sendSteps({ page, proxy }: Bench): Promise<number> {
  await settle({ page });
  proxy.set({ down: true });
  await page.evaluate((count) => window.lxqDesk?.writeNotes(count), steps);
  const before = proxy.bytes();
  proxy.set({ ...weak, down: false });
  const tookMs = (await page.evaluate(() => window.lxqDesk?.sendAll())) ?? Number.NaN;
  const { up, down } = proxy.bytes();
  tell(`weak-line: ${Math.round(tookMs)} ms, ${up - before.up} B up, ${down - before.down} B down`);
  return tookMs / 1000;
}

/**
 * How much of what the weak line carries of the photos goes up again, in per cent: ten minutes on that line, and the rest
 * on one that loses nothing, so that whatever was counted beyond the photos was lost on the weak one.
 */
async function sendPhotos({ page, proxy, fileBytes }: Bench): Promise<number> {
  await settle({ page });
  proxy.set({ down: true });
  await page.evaluate(([count, bytes]) => window.lxqDesk?.attachPhotos(count, bytes), [photos, photoBytes] as const);
  proxy.set({ ...weak, down: false });
  await page.evaluate(() => window.lxqDesk?.sendAll());
  const allUp = page.evaluate(() => window.lxqDesk?.uploadAll());
  await sleep(weakMinutes * 60_000);
  const [weakly, { cut }] = [fileBytes(), proxy.connections()];
  proxy.set(perfectLine);
  await allUp;
  const again = fileBytes() - photos * photoBytes;
  tell(`weak-line: ${weakly} B of photos in ${weakMinutes} min and ${cut} cuts, ${again} B of them again`);
  if (again < 0) throw new Error(`${-again} B of the photos did not go up`);
  return (again / (weakly - again)) * 100;
}
