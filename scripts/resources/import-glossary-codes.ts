// Writes the codes of resources/dictionaries/default.json into docs/glossary.md, between its two markers.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Parse } from "typebox/value";
import { dictionariesSchema, type DictionaryEntry } from "../../src-shared/domain/reference/dictionary.ts";
import { readJson } from "./resource-file.ts";

const root = path.join(import.meta.dirname, "../..");
const resource = Parse(dictionariesSchema, readJson(path.join(root, "resources/dictionaries/default.json")));

const word = ({ code, zh }: DictionaryEntry): string => `\`${code}\` ${zh}`;

function section(name: string, entries: readonly DictionaryEntry[]): string {
  const lines = entries
    .filter((entry) => entry.parent === undefined)
    .map((entry) => {
      const below = name === "industry" ? [] : entries.filter(({ parent }) => parent === entry.code);
      return below.length === 0 ? word(entry) : `${word(entry)} (${below.map(word).join(" · ")})`;
    });
  return `**${name}**: ${lines.join(entries.some(({ parent }) => parent !== undefined) ? ";\n" : " · ")}\n`;
}

const codes = Object.entries(resource.dictionaries).map(([name, entries]) => section(name, entries));
const glossary = path.join(root, "docs/glossary.md");
const [before] = readFileSync(glossary, "utf8").split("<!-- codes -->");
writeFileSync(glossary, `${before}<!-- codes -->\n\n${codes.join("\n")}\n<!-- end of codes -->\n`);
process.stdout.write(`docs/glossary.md: ${codes.length} lists\n`);
