/**
 * `npm run bench -- sync [id …]`: how fast offices and the province become one, beside the best that there is. Prints
 * one JSON line per figure; docs/benchmarks.md is made from them.
 */
import { measureHerd } from "./sync/herd.ts";
import type { MeasureLine } from "./sync/measure-line.ts";
import { tell } from "./support/figure.ts";

/** Every measure by the ids of the lines that it gives. */
const measures: readonly Readonly<{ ids: readonly string[]; measure: () => Promise<readonly MeasureLine[]> }>[] = [
  { ids: ["herd-500"], measure: measureHerd },
];

const known = measures.flatMap(({ ids }) => ids);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !known.includes(id));
if (unknown.length > 0) {
  tell(`No such measure: ${unknown.join(", ")}. There are: ${known.join(", ")}`);
  process.exitCode = 1;
} else {
  const chosen = measures.filter(({ ids }) => wanted.length === 0 || ids.some((id) => wanted.includes(id)));
  const lines: MeasureLine[] = [];
  for (const { measure } of chosen) {
    const fresh = await measure();
    for (const line of fresh) process.stdout.write(`${JSON.stringify(line)}\n`);
    lines.push(...fresh);
  }
}
