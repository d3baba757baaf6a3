/**
 * A process that appends numbered lines to a journal until it is killed, compacting now and then, and prints each
 * number after its append has resolved: `node journal-writer.ts <folder> <first number>`.
 */
import { writeSync } from "node:fs";

import { openJournal } from "../../src-main/journal/journal.ts";
import { lineCipher } from "../../src-main/journal/line-cipher.ts";
import { machineDisk } from "../../src-main/services/disk.ts";

const [folder = "", first = "0"] = process.argv.slice(2);
const cipher = lineCipher(new Uint8Array(32).fill(7), "a");
const journal = await openJournal({ disk: machineDisk, folder, cipher });
const lines = [...journal.content.lines];
writeSync(1, "open\n");
for (let number = Number(first); ; number += 2) {
  const pair = [`${number}`, `${number + 1} ${"填".repeat(number % 700)}`];
  await journal.append(pair);
  lines.push(...pair);
  writeSync(1, `${number + 1}\n`);
  if (number % 14 === 0) await journal.compact(lines);
}
