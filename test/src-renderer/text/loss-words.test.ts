import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { inRoot } from "../../../scripts/support/paths.ts";
import { startI18n } from "../../../src-renderer/text/start-i18n.ts";

type Row = Readonly<{ what: string; rules: readonly string[]; key: string }>;

/** The table of docs/spec/loss.md. */
function rows(): readonly Row[] {
  const lines = readFileSync(inRoot("docs/spec/loss.md"), "utf8").split("\n");
  return lines.flatMap((line) => {
    const [, what = "", rules = "", key] = /^\| (.+) \| (.+) \| `([a-z]+:[\w.-]+)` \|$/.exec(line) ?? [];
    return key === undefined ? [] : [{ what, rules: rules.split(", "), key }];
  });
}

test("[LO-9] every case of the table has its words in both languages, and no two other cases share them", () => {
  expect(rows()).toHaveLength(13);
  for (const language of ["zh-CN", "en"] as const) {
    const t = startI18n(language).t as unknown as (key: string, facts: object) => string;
    for (const { key, what } of rows()) {
      const said = t(key, { n: 3, at: "2026-03-02 10:00", span: "365 天" });
      expect([what, said]).not.toContain(t("common:updateToSee", {}));
      expect(said.split(/[。.](?=\s|$)/u).filter((part) => part.trim() !== "").length, said).toBeLessThanOrEqual(3);
      expect(said).not.toContain("{{");
    }
  }
  const shared = rows().filter((row) => rows().some((other) => other.what !== row.what && other.key === row.key));
  expect(shared.map(({ key }) => key)).toEqual(["shell:recovered", "shell:recovered"]);
});
