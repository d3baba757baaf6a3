/** One measured figure against its goal, as `npm run bench` prints it. */
export type Figure = Readonly<{ id: string; ours: number; unit: "ms"; goal: number }>;

/** Prints a figure as one JSON line; `met` says whether it is within its goal. */
export function printFigure(figure: Figure): void {
  const ours = Math.round(figure.ours * 10) / 10;
  const { id, unit, goal } = figure;
  process.stdout.write(`${JSON.stringify({ id, ours, unit, goal, met: ours <= goal })}\n`);
}

/** Says what is going on, beside the figures. */
export function tell(words: string): void {
  process.stderr.write(`${words}\n`);
}

/** Samples in ms as a person reads them. */
export function inWords(samples: readonly number[]): string {
  return samples.map((sample) => Math.round(sample)).join(" ");
}

/** The middle of an odd number of samples, the higher of the two middle ones otherwise. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 50);
}

/** The smallest sample that `percent` of all samples do not exceed. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100));
  const sample = sorted[at];
  if (sample === undefined) throw new Error("nothing was measured");
  return sample;
}
