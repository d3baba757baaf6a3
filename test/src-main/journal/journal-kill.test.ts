import { spawn } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

import { openJournal } from "../../../src-main/journal/journal.ts";
import { lineCipher } from "../../../src-main/journal/line-cipher.ts";
import { machineDisk } from "../../../src-main/services/disk.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const writer = path.resolve(import.meta.dirname, "../../support/journal-writer.ts");
const kills = 20;

/** Lets a real process write, kills it `afterMs` after its journal is open, and gives the last number it confirmed. */
async function writeUntilKilled(folder: string, first: number, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [writer, folder, String(first)], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (said === "") setTimeout(() => child.kill("SIGKILL"), afterMs);
    said += text;
  });
  const patience = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await new Promise((resolve) => child.on("close", resolve));
  clearTimeout(patience);
  const [opened, ...numbers] = said.slice(0, said.lastIndexOf("\n")).split("\n");
  expect(opened).toBe("open");
  return Number(numbers.at(-1) ?? first - 1);
}

test(
  `[JO-9] ${kills} kills at random moments lose no acknowledged line and double none`,
  { timeout: 60_000 },
  async () => {
    const folder = temporaryFolder();
    const cipher = lineCipher(new Uint8Array(32).fill(7), "a");
    let next = 0;
    let seed = 20_261_122;
    for (let round = 0; round < kills; round += 1) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      const confirmed = await writeUntilKilled(folder, next, seed % 60);
      const journal = await openJournal({ disk: machineDisk, folder, cipher });
      const numbers = journal.content.lines.map((line) => Number.parseInt(line, 10));
      await journal.close();
      expect(journal.content.damaged, `round ${round}`).toBe(0);
      expect(numbers, `round ${round}`).toEqual(numbers.map((_, at) => at)); // dense: nothing lost before, nothing twice
      expect(numbers.length, `round ${round}`).toBeGreaterThan(confirmed);
      next = numbers.length;
    }
    expect(next).toBeGreaterThan(kills);
  },
);
