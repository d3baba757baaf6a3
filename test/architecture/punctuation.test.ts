import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { words } from "../../src-renderer/text/words.ts";
import { halfWidthIn } from "../support/half-width.ts";

const root = path.resolve(import.meta.dirname, "../..");

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree): readonly string[] {
  return Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : leaves(value)));
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isJsxText(node)
  );
}

/** The texts a program carries: literals, templates and what stands between tags; comments are not among them. */
function textsOf(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node)) texts.push(node.getText(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

function stringsOf(file: string): readonly string[] {
  return [...readFileSync(file, "utf8").matchAll(/"(?:[^"\\]|\\.)*"|>[^<]+</g)].map(([text]) => text.slice(1, -1));
}

test("[DE-26] the words on screen use Chinese punctuation", () => {
  expect(leaves(words["zh-CN"]).flatMap((text) => halfWidthIn(text, true))).toEqual([]);
});

test("[DE-26] so does every Chinese text in the programs, the resources and the pages", () => {
  const programs = globSync("src-*/**/*.{ts,tsx}", { cwd: root });
  const resources = globSync(["resources/*/*.json", "resources/demo/**/*.json", "src-*/**/*.html"], { cwd: root });
  expect(programs.length).toBeGreaterThan(300);
  expect(resources.length).toBeGreaterThan(5);
  const found = [
    ...programs.flatMap((file) => textsOf(path.join(root, file)).flatMap((text) => halfWidthIn(text))),
    ...resources.flatMap((file) => stringsOf(path.join(root, file)).flatMap((text) => halfWidthIn(text))),
  ];
  expect(found).toEqual([]);
});

test("[DE-26] what is half-width is found, and numbers, times and names keep theirs", () => {
  for (const text of ["已保存,请稍候", "登记({{channel}})", "确定吗?", "共 {{n}} 条,先显示", "已保存."])
    expect(halfWidthIn(text)).not.toEqual([]);
  expect(halfWidthIn("{{name}}:", true)).not.toEqual([]);
  for (const text of ["已付 4,000.00 元，14:20 到账。", "J / K 上下移动", "Saved, wait", "sheet.pdf，共 2 页"])
    expect(halfWidthIn(text)).toEqual([]);
});
