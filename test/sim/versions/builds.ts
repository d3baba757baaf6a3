import type { Owner } from "../world/agenda.ts";
import { theWorld } from "../world/world.ts";

/**
 * Which program a process runs, where a run has programs of different age: its number is the protocol that it speaks. 4 is
 * the product as it is, the others are made older by what stands in this folder.
 */
export type Build = 1 | 2 | 3 | 4;

export const newestBuild = 4;

/** Of every five seeds one has programs of different age. */
export function isMixed(seed: number): boolean {
  return seed % 5 === 3;
}

/** The version of the actions that a build makes and reads at most. */
export function actionVersionOf(build: Build): number {
  return build === newestBuild ? 3 : Math.min(build, 2);
}

/** Whether a province of the newest build has nothing for a desk any more but takes what it sends. */
export function isPushingOnly(build: Build | null): boolean {
  return build === 1;
}

/** What only the newest build knows: kinds of steps, what they make happen, and the states to which that leads. */
const newKinds: ReadonlySet<string> = new Set([
  "amend",
  "disclose",
  "flag-incident",
  "return-order",
  "decide-return",
  "suspend",
  "resume",
]);
export const newWords: readonly (readonly [member: string, word: string])[] = [
  ["type", "amended"],
  ["type", "disclosed"],
  ["type", "incident-flagged"],
  ["type", "return-asked"],
  ["type", "return-decided"],
  ["type", "suspended"],
  ["type", "resumed"],
  ["state", "return-review"],
  ["state", "suspended"],
];

/** Whether a build knows a kind of step. */
export function knowsKind(build: Build | null, type: string): boolean {
  return build === null || build === newestBuild || !newKinds.has(type);
}

const builds = new WeakMap<Owner, Build>();

/** Notes which program a process runs; null where all run the product as it is. */
export function keepBuild(process: Owner, build: Build | null): void {
  if (build !== null) builds.set(process, build);
}

export function buildOf(process: Owner): Build | null {
  return builds.get(process) ?? null;
}

/** Which program the process runs whose turn it is. */
export function currentBuild(): Build | null {
  const owner = theWorld().agenda.owner();
  return owner === null ? null : buildOf(owner);
}
