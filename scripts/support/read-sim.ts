import { Type } from "typebox";
import { Value } from "typebox/value";

import type { Tally } from "./tally.ts";

const Report = Type.Object({ seeds: Type.Integer(), failed: Type.Array(Type.Integer()) });

/**
 * Counts a report of the simulator: all its seeds together are one test, each that found something one failure.
 *
 * @throws when the text is not such a report
 */
export function readSim(json: string): Tally {
  const { seeds, failed } = Value.Parse(Report, JSON.parse(json));
  return { passed: seeds > 0 && failed.length === 0 ? 1 : 0, failed: failed.length, skipped: [] };
}
