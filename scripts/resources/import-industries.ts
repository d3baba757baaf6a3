// Brings the industries of GB/T 4754 into resources/dictionaries/default.json. The given data is the 2011 edition,
// [{"code": "A", "name", "children": [{"code": "A01", "name"}]}]; what the 2017 edition, in force, changed is below.
// English labels stay as the dictionary has them. See docs/sources.md S14 and S32.
import path from "node:path";
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { dictionariesSchema, type DictionaryEntry } from "../../src-shared/domain/reference/dictionary.ts";
import { inputFile, jsonLines, readJson, writeResource } from "./resource-file.ts";

const named = { code: Type.String(), name: Type.String() };
const section = Type.Object({ ...named, children: Type.Array(Type.Object(named)) });
const given = Parse(Type.Array(section), readJson(inputFile()));
const resourceFile = path.join(import.meta.dirname, "../../resources/dictionaries/default.json");
const resource = Parse(dictionariesSchema, readJson(resourceFile));
const english = new Map(resource.dictionaries["industry"]?.map(({ code, en }) => [code, en]));

const newNames: ReadonlyMap<string, string> = new Map([
  ["A05", "农、林、牧、渔专业及辅助性活动"],
  ["B11", "开采专业及辅助性活动"],
  ["C25", "石油、煤炭及其他燃料加工业"],
  ["E50", "建筑装饰、装修和其他建筑业"],
  ["G58", "多式联运和运输代理业"],
  ["G59", "装卸搬运和仓储业"],
  ["R86", "广播、电视、电影和录音制作业"],
  ["S95", "基层群众自治组织及其他组织"],
]);

/** 2017 put 79 土地管理业 in section N, so every later division moved up by one. */
function codeOf2017(code: string): string {
  const number = Number(code.slice(1));
  return number < 79 ? code : `${code.slice(0, 1)}${number + 1}`;
}

function entry(code: string, zh: string): DictionaryEntry {
  const en = english.get(code);
  if (en === undefined) throw new Error(`no English label for industry ${code} ${zh}`);
  return code.length === 1 ? { code, zh, en } : { code, zh, en, parent: code.slice(0, 1) };
}

const industries = given.flatMap(({ code, name, children }) => [
  entry(code, name),
  ...children.map((division) => entry(codeOf2017(division.code), newNames.get(division.code) ?? division.name)),
  ...(code === "N" ? [entry("N79", "土地管理业")] : []),
]);
const lists = Object.entries({ ...resource.dictionaries, industry: industries }).map(
  ([name, entries]) => `    "${name}": ${jsonLines(entries, "    ")}`,
);
const head = JSON.stringify({ ...resource, dictionaries: undefined }, undefined, 2).replace(/\n}$/, "");
writeResource("dictionaries/default.json", `${head},\n  "dictionaries": {\n${lists.join(",\n")}\n  }\n}\n`);
