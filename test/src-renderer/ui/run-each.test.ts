import { expect, test } from "vitest";
import { runEach } from "../../../src-renderer/ui/batch/run-each.ts";

test("[WL-13] a fault at one order of a batch is said there, and the rest goes on", async () => {
  const told: (readonly [string, string | null])[] = [];
  const run = async (row: string): Promise<string | null> => {
    if (row === "b") throw new Error("the disk is gone");
    return row === "c" ? "state-moved" : null;
  };
  const all = runEach(["a", "b", "c", "d"], run, (row, outcome) => told.push([row, outcome]));
  await expect(all).rejects.toThrow("steps of a batch failed");
  expect(told).toEqual([
    ["a", null],
    ["b", "local-store"],
    ["c", "state-moved"],
    ["d", null],
  ]);
});
