import { expect, test } from "vitest";
import { administrationProblemsZh } from "../../../src-renderer/text/administration-problems.ts";
import { startI18n } from "../../../src-renderer/text/start-i18n.ts";
import { words } from "../../../src-renderer/text/words.ts";
import { refusals } from "../../../src-shared/domain/refusal.ts";
import { problemKinds } from "../../../src-shared/protocol/problem-code.ts";

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
}

const zh = leaves(words["zh-CN"]);
const en = new Map(leaves(words.en));
const blanks = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();

test("[DE-1] both languages have the same keys with the same blanks, and no sentence is empty", () => {
  expect(zh.map(([key]) => key)).toEqual([...en.keys()]);
  for (const [key, text] of zh) {
    const other = en.get(key) ?? "";
    expect([key, text.trim(), other.trim()]).not.toContain("");
    expect([key, ...blanks(other)]).toEqual([key, ...blanks(text)]);
  }
});

test("[DE-1] every refusal, problem and trouble has a sentence of its own in both languages", () => {
  const troubles = ["unreachable", "not-the-province", "signed-out", "no-room", "local-store"];
  for (const name of [...refusals, ...Object.keys(problemKinds), ...troubles]) {
    const problems: Readonly<Record<string, string>> = words["zh-CN"].problems;
    const inEnglish: Readonly<Record<string, string>> = words.en.problems;
    expect([name, problems[name]]).not.toContain(undefined);
    expect([name, inEnglish[name]]).not.toContain(undefined);
  }
  const sentences = Object.values(words["zh-CN"].problems);
  expect(new Set(sentences).size).toBe(sentences.length);
});

test("[DE-23] words follow the language while the program runs", async () => {
  const instance = startI18n("zh-CN");
  expect(instance.t("common:save")).toBe("保存");
  await instance.changeLanguage("en");
  expect(instance.t("common:save")).toBe("Save");
});

test("[DE-1] English counts one day and two days", () => {
  const { t } = startI18n("en");
  expect([1, 2].map((n) => t("overdueDays", { ns: "ui", n }))).toEqual(["1 working day over", "2 working days over"]);
});

test("[DE-52] nothing that is said about sync uses a word of the trade, and speed is told in bytes a second", () => {
  const about = ["shell", "problems", "session", "syncCenter", "courier", "diagnosis", "timeline", "order", "preview"];
  const trade = /数据库|日志|字典|域名|千比特|缓存|进程/;
  // Who looks after dictionaries knows them by that name.
  const forAdministrators = new Set(Object.keys(administrationProblemsZh).map((key) => `problems.${key}`));
  const said = zh.filter(([key]) => !forAdministrators.has(key) && about.some((one) => key.startsWith(`${one}.`)));
  expect(said.length).toBeGreaterThan(300);
  expect(said.filter(([, text]) => trade.test(text))).toEqual([]);
  const speed = startI18n("zh-CN").t("diagnosis:says.download.good", { speed: "99 KB" });
  expect(speed).toBe("每秒约 99 KB。");
});
