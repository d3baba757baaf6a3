/**
 * `npm run bench -- sync [id …]`: how fast offices and the province become one, beside the best that there is. Prints
 * one JSON line per figure; docs/benchmarks.md is made from them.
 */
import { rmSync } from "node:fs";

import { buildPages } from "./sync/build-pages.ts";
import { measureFirstSync } from "./sync/first-sync.ts";
import { measureHerd } from "./sync/herd.ts";
import type { MeasureLine } from "./sync/measure-line.ts";
import { measureOneChange } from "./sync/one-change.ts";
import { measurePush } from "./sync/push.ts";
import { openWorkshop, type Workshop } from "./sync/workshop.ts";
import { tell } from "./support/figure.ts";

type Measure = Readonly<{ ids: readonly string[]; at: (workshop: Workshop) => Promise<readonly MeasureLine[]> }>;

const orders = 10_000;
/** Everything that a page does before a server, ours or a peer's, with the same orders behind it. */
const atPages: readonly Measure[] = [
  { ids: ["one-change"], at: measureOneChange },
  { ids: ["push-1000"], at: measurePush },
  { ids: ["first-sync-usable", "first-sync-complete", "first-sync-bytes"], at: measureFirstSync },
];
const known = ["herd-500", ...atPages.flatMap(({ ids }) => ids)];

const wanted = process.argv.slice(2);
const isWanted = (ids: readonly string[]): boolean => wanted.length === 0 || ids.some((id) => wanted.includes(id));

function print(lines: readonly MeasureLine[]): void {
  for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function measureAtPages(chosen: readonly Measure[]): Promise<void> {
  const { folder } = await buildPages();
  const workshop = await openWorkshop(folder, orders);
  try {
    for (const measure of chosen) print(await measure.at(workshop));
  } finally {
    await workshop.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const unknown = wanted.filter((id) => !known.includes(id));
if (unknown.length > 0) {
  tell(`No such measure: ${unknown.join(", ")}. There are: ${known.join(", ")}`);
  process.exitCode = 1;
} else {
  if (isWanted(["herd-500"])) print(await measureHerd());
  const chosen = atPages.filter(({ ids }) => isWanted(ids));
  if (chosen.length > 0) await measureAtPages(chosen);
}
