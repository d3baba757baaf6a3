import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The JSON in a file, of unknown shape. */
export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Writes a resource so that one record is one line, and prints what was written. */
export function writeResource(name: string, text: string): void {
  const file = path.join(import.meta.dirname, "../../resources", name);
  writeFileSync(file, text);
  process.stdout.write(`resources/${name}: ${text.split("\n").length - 1} lines\n`);
}

/** A JSON array with one record on each line. */
export function jsonLines(records: readonly unknown[], indent: string): string {
  return `[\n${records.map((record) => `${indent}  ${JSON.stringify(record)}`).join(",\n")}\n${indent}]`;
}

/** The first argument of the command line: the file of given data to import. */
export function inputFile(): string {
  const [, , file] = process.argv;
  if (file === undefined) throw new Error("usage: node scripts/resources/import-….ts <file of given data>");
  return file;
}
