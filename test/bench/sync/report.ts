import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import path from "node:path";
import { format, resolveConfig } from "prettier";

import manifest from "../../../package.json" with { type: "json" };
import { findChromium, findPostgresBin } from "../../../scripts/system/find-system.ts";
import type { MeasureLine } from "./measure-line.ts";

const file = path.resolve(import.meta.dirname, "../../../docs/benchmarks.md");
const begin = "<!-- figures: made by `npm run bench -- sync --write`, not by hand -->";
const end = "<!-- end of figures -->";

/**
 * Writes figures into docs/benchmarks.md: a table, the machine they were taken on, and the lines themselves. Figures that
 * were not measured now stay as they are; what people wrote around them too.
 */
export async function writeReport(lines: readonly MeasureLine[]): Promise<void> {
  const text = existsSync(file) ? readFileSync(file, "utf8") : `# Measured side by side\n\n${begin}\n${end}\n`;
  const [before = "", rest = ""] = text.split(begin);
  const [old = "", after = ""] = rest.split(end);
  const all = merged(linesIn(old), lines);
  const fresh = `${before}${begin}\n\n${figures(all)}\n\n${end}${after}`;
  const config = await resolveConfig(file);
  writeFileSync(file, await format(fresh, { ...config, parser: "markdown" }));
}

function linesIn(text: string): readonly MeasureLine[] {
  const block = /```jsonl\n([\s\S]*?)\n```/.exec(text)?.[1] ?? "";
  return block
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as MeasureLine);
}

const keyOf = ({ id, unit, peer }: MeasureLine): string => `${id} ${unit} ${peer ?? ""}`;

function merged(old: readonly MeasureLine[], fresh: readonly MeasureLine[]): readonly MeasureLine[] {
  return [...new Map([...old, ...fresh].map((line) => [keyOf(line), line])).values()];
}

function figures(lines: readonly MeasureLine[]): string {
  const rows = lines.map(({ id, ours, unit, peer, theirs, ratio, goal, met }) => {
    const cells = [`\`${id}\``, unit, ours, peer ?? "", theirs ?? "", ratio ?? "", goal, met ? "yes" : "no"];
    return `| ${cells.join(" | ")} |`;
  });
  const head =
    "| id | unit | ours | peer | theirs | ours / theirs | goal | met |\n| --- | --- | --- | --- | --- | --- | --- | --- |";
  const block = lines.map((line) => JSON.stringify(line)).join("\n");
  return `${machine()}\n\n${head}\n${rows.join("\n")}\n\n\`\`\`jsonl\n${block}\n\`\`\``;
}

function machine(): string {
  const [cpu] = cpus();
  const versions = [
    `Node ${process.version}`,
    versionOf(findChromium(), /[\d.]+/),
    versionOf(path.join(findPostgresBin() ?? "", "postgres"), /[\d.]+/),
    `PouchDB ${manifest.devDependencies.pouchdb}`,
    `express-pouchdb ${manifest.devDependencies["express-pouchdb"]}`,
    `RxDB ${manifest.dependencies.rxdb}`,
  ];
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GB`;
  const load = loadavg().map((one) => one.toFixed(1));
  const day = new Date().toISOString().slice(0, 10);
  return `Taken on ${day}: ${cpus().length} × ${cpu?.model.trim()}, ${memory}, load ${load.join(" ")}; ${versions.join(", ")}.`;
}

function versionOf(program: string | undefined, pattern: RegExp): string {
  const { stdout } = spawnSync(program ?? "", ["--version"], { encoding: "utf8" });
  const name = path.basename(program ?? "");
  return `${name} ${pattern.exec(stdout ?? "")?.[0] ?? "?"}`;
}
