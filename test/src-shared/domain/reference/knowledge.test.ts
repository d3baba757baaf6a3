import Value from "typebox/value";
import { expect, test } from "vitest";
import { entryOf } from "../../../../src-shared/domain/reference/dictionary.ts";
import { findArticles, indexArticles } from "../../../../src-shared/domain/reference/find-articles.ts";
import { parseKnowledge } from "../../../../src-shared/domain/reference/knowledge.ts";
import { referenceSchema } from "../../../../src-shared/protocol/reference.ts";
import { fakeReference } from "../../../support/fake-reference.ts";
import { defaultDictionaries, defaultKnowledge } from "../../../support/resources.ts";

const { articles } = defaultKnowledge();
const index = indexArticles(articles);
const found = (text: string, problem = "") => findArticles(index, { text, problem }).map(({ id }) => id);

test("[KB-1] every article has its basis, its words and problems that the dictionary knows", () => {
  const dictionaries = defaultDictionaries();
  const unknown = articles.flatMap(({ problems }) =>
    problems.filter((code) => !entryOf(dictionaries, "problem-type", code)),
  );
  expect(unknown).toEqual([]);
  const [first] = articles;
  expect(parseKnowledge({ version: "x", articles: [first, first] })).toEqual({ ok: false, refusal: "article-twice" });
  expect(parseKnowledge({ version: "x", articles: [{ ...first, basis: [] }] })).toMatchObject({ ok: false });
});

test("[KB-2] a reference of before has no articles and is still one", () => {
  const { knowledge: _, duties: __, ...older } = fakeReference;
  expect(Value.Check(referenceSchema, older)).toBe(true);
  expect(Value.Check(referenceSchema, { ...fakeReference, later: 1 })).toBe(true);
});

test("[KB-3] every kind of labour-law problem has an article", () => {
  const kinds = new Set(articles.flatMap(({ problems }) => problems.map((code) => code.split(".")[0])));
  const asked = ["pay", "contract", "insurance", "hours", "injury", "safety", "women-minors", "union"];
  for (const kind of [...asked, "collective", "legal-aid", "new-forms"]) expect(kinds).toContain(kind);
  expect(articles.length).toBeGreaterThanOrEqual(40);
});

test("[KB-4] a question finds its article first", () => {
  expect(found("加班费怎么算")[0]).toBe("overtime-pay");
  expect(found("二倍工资")[0]).toBe("double-pay");
  expect(found("产假")[0]).toBe("maternity-leave");
  expect(found("年休假没休")[0]).toBe("annual-leave");
  expect(found("仲裁时效")[0]).toBe("arbitration-time");
  expect(found("工伤保险条例第十七条")).toContain("injury-recognition");
  expect(found("overtime")).toContain("overtime-pay");
  expect(found("劳动合同法实施条例第二十条").slice(0, 2)).toContain("notice-pay");
  expect(found("ｘｙｚ")).toEqual([]);
});

test("[KB-5] articles for the problem come first", () => {
  expect(found("", "hours.annual-leave")[0]).toBe("annual-leave");
  expect(found("", "hours.annual-leave")).toHaveLength(articles.length);
  expect(found("工资", "pay.minimum-wage")[0]).toBe("minimum-wage");
  expect(found("")).toEqual(articles.map(({ id }) => id));
});
