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
import { measureReopen } from "./sync/reopen.ts";
import { writeReport } from "./sync/report.ts";
import { measureWeakLine } from "./sync/weak-line.ts";
import { openWorkshop, type Workshop } from "./sync/workshop.ts";
import { tell } from "./support/figure.ts";

type Measure = Readonly<{ ids: readonly string[]; at: (workshop: Workshop) => Promise<readonly MeasureLine[]> }>;

/** Everything that a page does before a server, ours or a peer's, with so many orders behind it. */
const shops: readonly Readonly<{ orders: number; measures: readonly Measure[] }>[] = [
  {
    orders: 10_000,
    measures: [
      { ids: ["one-change"], at: measureOneChange },
      { ids: ["push-1000"], at: measurePush },
      { ids: ["first-sync-usable", "first-sync-complete", "first-sync-bytes"], at: measureFirstSync },
    ],
  },
  { orders: 200, measures: [{ ids: ["weak-line"], at: measureWeakLine }] },
  { orders: 50_000, measures: [{ ids: ["reopen-50k"], at: measureReopen }] },
];
const known = ["herd-500", ...shops.flatMap(({ measures }) => measures.flatMap(({ ids }) => ids))];

/** `--write` puts the figures into docs/benchmarks.md as well. */
const writes = process.argv.includes("--write");
const wanted = process.argv.slice(2).filter((word) => word !== "--write");
const taken: MeasureLine[] = [];
const isWanted = (ids: readonly string[]): boolean => wanted.length === 0 || ids.some((id) => wanted.includes(id));

async function print(lines: readonly MeasureLine[]): Promise<void> {
  for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
  taken.push(...lines);
  if (writes) await writeReport(taken);
}

async function measureAtPages(orders: number, chosen: readonly Measure[]): Promise<void> {
  const { folder } = await buildPages();
  const workshop = await openWorkshop(folder, orders);
  try {
    for (const measure of chosen) await print(await measure.at(workshop));
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
  if (isWanted(["herd-500"])) await print(await measureHerd());
  for (const { orders, measures } of shops) {
    const chosen = measures.filter(({ ids }) => isWanted(ids));
    if (chosen.length > 0) await measureAtPages(orders, chosen);
  }
}

// After a browser, two peers and a database Node now and then spins in its own clean-up and never ends.
process.exit();
