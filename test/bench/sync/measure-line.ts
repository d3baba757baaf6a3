import { inWords, median, tell } from "../support/figure.ts";

/** One measured figure beside a peer's, as `npm run bench -- sync` prints it and docs/benchmarks.md shows it. */
export type MeasureLine = Readonly<{
  id: string;
  ours: number;
  unit: string;
  peer: string | null;
  theirs: number | null;
  ratio: number | null;
  goal: string;
  met: boolean;
}>;

/** What has to hold: our figure, or its ratio to the peer's (`ours / theirs`), is at most or at least a number. */
export type Goal = Readonly<{ of: "ours" | "ratio"; is: "at most" | "at least"; bound: number }>;

export type Measured = Readonly<{
  id: string;
  unit: string;
  ours: readonly number[];
  goal: Goal;
  peer?: Readonly<{ name: string; theirs: readonly number[] }>;
}>;

/** Makes a line of the runs' medians. */
export function measureLine({ id, unit, ours, goal, peer }: Measured): MeasureLine {
  tell(`${id}, ours: ${samples(ours)} ${unit}${peer ? `; ${peer.name}: ${samples(peer.theirs)} ${unit}` : ""}`);
  const middle = rounded(median(ours));
  const theirs = peer ? rounded(median(peer.theirs)) : null;
  const ratio = theirs === null ? null : rounded(median(ours) / theirs, 3);
  const judged = goal.of === "ours" ? middle : (ratio ?? Number.NaN);
  const met = goal.is === "at most" ? judged <= goal.bound : judged >= goal.bound;
  return { id, ours: middle, unit, peer: peer?.name ?? null, theirs, ratio, goal: goalInWords(goal, unit), met };
}

function goalInWords({ of, is, bound }: Goal, unit: string): string {
  return `${is === "at most" ? "≤" : "≥"} ${bound} ${of === "ratio" ? "× the peer's" : unit}`;
}

function rounded(value: number, places = 1): number {
  return Number(value.toFixed(places));
}

function samples(all: readonly number[]): string {
  return all.every((one) => one >= 10) ? inWords(all) : all.map((one) => rounded(one, 2)).join(" ");
}
