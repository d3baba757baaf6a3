import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fillTemplate, parseTemplates } from "../../../../src-shared/domain/reference/template.ts";
import {
  chinaCalendar,
  defaultDictionaries,
  defaultPolicy,
  defaultTemplates,
  shandongOffices,
} from "../../../support/resources.ts";

const resources = path.join(import.meta.dirname, "../../../../resources");

test("[RF-1] every resource passes the parser that reads it", () => {
  const versions = [chinaCalendar(), defaultDictionaries(), defaultPolicy(), defaultTemplates(), shandongOffices()];
  expect(versions.map(({ version }) => version)).toEqual([
    "CN-2026.1",
    "SD-2026.1",
    "SD-2026.1",
    "SD-2026.1",
    "SD-2026.1",
  ]);
});

test.each(["calendar", "dictionaries", "offices", "policy", "templates"])(
  "[RF-1] %s holds one file, the one that is tested",
  (folder) => {
    expect(readdirSync(path.join(resources, folder))).toHaveLength(1);
  },
);

test("[RF-11] ten sentences in two languages with the same blanks", () => {
  const { templates } = defaultTemplates();
  const blanks = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();
  expect(templates).toHaveLength(10);
  for (const { zh, en } of templates) expect(blanks(en)).toEqual(blanks(zh));
  expect(parseTemplates({ version: "x", templates: [...templates, ...templates] })).toEqual({
    ok: false,
    refusal: "template-twice",
  });
  expect(parseTemplates([])).toEqual({ ok: false, refusal: "not-templates" });
});

test("[RF-11] blanks are filled, and unknown ones stay visible", () => {
  expect(fillTemplate("{date} 支付{amount}元", { date: "2026-03-11", amount: "10,660.00" })).toBe(
    "2026-03-11 支付10,660.00元",
  );
  expect(fillTemplate("{date}{toString}", { date: "" })).toBe("________");
});

test("[RF-12] the glossary names every code", () => {
  const glossary = readFileSync(path.join(import.meta.dirname, "../../../../docs/glossary.md"), "utf8");
  for (const [name, entries] of Object.entries(defaultDictionaries().dictionaries)) {
    expect(glossary).toContain(`**${name}**`);
    const named = name === "industry" ? entries.filter(({ parent }) => parent === undefined) : entries;
    for (const { code, zh } of named) expect(glossary).toContain(`\`${code}\` ${zh}`);
  }
});
