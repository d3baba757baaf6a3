import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { openSmallDisk } from "../support/small-disk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const module = path.resolve(import.meta.dirname, "../../src-server/open-log.ts");

/** Logs in a process of its own, where an error that nobody takes is the end, and a loop at the exit has none. */
function logging(folder: string, script: string): SpawnSyncReturns<string> {
  const program = `import { openLog } from ${JSON.stringify(module)};
    const folder = ${JSON.stringify(folder)};
    const log = openLog(folder);
    ${script}`;
  const words = ["--input-type=module", "-e", program];
  return spawnSync(process.execPath, words, { timeout: 15_000, encoding: "utf8" });
}

test("[SV-66] a log that cannot be written stops nothing", () => {
  const folder = temporaryFolder();
  symlinkSync("/dev/full", path.join(folder, "province.log"));
  const ended = logging(
    folder,
    `for (let line = 0; line < 2000; line += 1) log.error({ line, words: "满".repeat(1000) }, "no room");
     await new Promise((done) => setTimeout(done, 100));
     process.exit(7);`,
  );
  expect(ended).toMatchObject({ status: 7, signal: null });
  expect(ended.stderr).toContain("error: no room");
});

test("[SV-66] what found no room is written with the next line that does", () => {
  const disk = openSmallDisk(1);
  const folder = disk?.folder ?? temporaryFolder();
  if (disk) onTestFinished(disk.close);
  const ended = logging(
    folder,
    `const { rmSync, writeFileSync } = await import("node:fs");
     log.info("before");
     if (${disk !== null}) try { writeFileSync(folder + "/ballast", Buffer.alloc(4e6)); } catch {}
     for (let line = 0; line < 100; line += 1) log.info({ words: "x".repeat(500) }, "without room");
     rmSync(folder + "/ballast", { force: true });
     log.info("after");
     process.exit(0);`,
  );
  expect(ended).toMatchObject({ status: 0, stderr: "" });
  const lines = readFileSync(path.join(folder, "province.log"), "utf8").trim().split("\n");
  const said = lines.map((line): unknown => JSON.parse(line)).map((line) => JSON.stringify(line));
  expect(said).toHaveLength(102);
  expect(said.at(-1)).toContain("after");
});
