import { Check } from "typebox/value";
import { expect, test } from "vitest";
import { channels } from "../../../../src-shared/domain/contact/contact.ts";
import { noticeKinds, noticeOutcomes, noticeReasons } from "../../../../src-shared/domain/supervision/notice.ts";
import { roles } from "../../../../src-shared/domain/permission/role.ts";
import {
  choicesOf,
  dictionaryNames,
  entryOf,
  labelOf,
  parseDictionaries,
  type DictionaryName,
} from "../../../../src-shared/domain/reference/dictionary.ts";
import { officeKinds } from "../../../../src-shared/domain/reference/office.ts";
import {
  claimSchema,
  classificationSchema,
  dictionaryCode,
  employerSchema,
  orderClasses,
  urgencies,
  workerSchema,
} from "../../../../src-shared/domain/work-order/classification.ts";
import { callbackFactsSchema } from "../../../../src-shared/domain/callback/callback.ts";
import { inspectionFactsSchema, inspectionPoints } from "../../../../src-shared/domain/inspection/inspection.ts";
import { noteKinds } from "../../../../src-shared/domain/work-order/note.ts";
import { orderStates } from "../../../../src-shared/domain/work-order/order-state.ts";
import { reportFactsSchema } from "../../../../src-shared/domain/work-order/report.ts";
import { defaultDictionaries } from "../../../support/resources.ts";

const dictionaries = defaultDictionaries();
const codes = (name: DictionaryName): string[] => (dictionaries.dictionaries[name] ?? []).map(({ code }) => code);
const top = (name: DictionaryName) => choicesOf(dictionaries, name, { day: "2026-01-01" });

test("[RF-6] every list is there, none is empty, and codes fit where orders keep them", () => {
  expect(Object.keys(dictionaries.dictionaries).sort()).toEqual([...dictionaryNames].sort());
  for (const name of dictionaryNames) {
    expect([name, codes(name).length]).not.toEqual([name, 0]);
    for (const code of codes(name)) expect([code, Check(dictionaryCode, code)]).toEqual([code, true]);
  }
});

test("[RF-6] what breaks a list is refused", () => {
  const broken = (lists: object) =>
    parseDictionaries({ ...dictionaries, dictionaries: { ...dictionaries.dictionaries, ...lists } });
  const entry = { code: "a", zh: "甲", en: "a" };
  expect(broken({ urgency: [entry, entry] })).toEqual({ ok: false, refusal: "code-twice" });
  expect(broken({ urgency: [{ ...entry, parent: "b" }] })).toEqual({ ok: false, refusal: "parent-missing" });
  expect(broken({ urgency: [{ code: "a" }] })).toEqual({ ok: false, refusal: "not-dictionaries" });
  expect(broken({ "list-of-next-year": [entry] }).ok).toBe(true);
  expect(parseDictionaries({ ...dictionaries, dictionaries: {} })).toEqual({ ok: false, refusal: "list-missing" });
});

test("[RF-6] problem types: the sixteen of level 1, each but the last with several below", () => {
  expect(top("problem-type").map(({ zh }) => zh)).toHaveLength(16);
  for (const { code } of top("problem-type")) {
    const below = choicesOf(dictionaries, "problem-type", { day: "2026-01-01", parent: code });
    expect([code, below.length >= 3]).toEqual([code, true]);
  }
});

test("[RF-7] words in both languages", () => {
  const urgent = { name: "urgency", code: "urgent" } as const;
  expect(labelOf(dictionaries, urgent, "zh-CN")).toBe("紧急");
  expect(labelOf(dictionaries, urgent, "en")).toBe("Urgent");
  for (const { zh, en } of Object.values(dictionaries.dictionaries).flat()) {
    expect(en).toMatch(/^[\x20-\x7E]+$/);
    expect(zh).not.toContain("？");
  }
});

test("[RF-7] an unknown code asks for an update, an empty one is empty", () => {
  const term = (code: string) => ({ name: "urgency", code }) as const;
  expect(labelOf(dictionaries, term("$&lunar"), "zh-CN")).toBe("请更新后查看（$&lunar）");
  expect(labelOf(dictionaries, term("lunar"), "en")).toBe("update to see (lunar)");
  expect(labelOf(dictionaries, term(""), "zh-CN")).toBe("");
  expect(entryOf(dictionaries, "urgency", "lunar")).toBeUndefined();
});

test("[RF-8] a retired code is shown and no longer offered", () => {
  const old = { code: "telegram", zh: "电报", en: "Telegram", retiredOn: "2026-05-01" };
  const later = { ...dictionaries, dictionaries: { channel: [old] } };
  expect(choicesOf(later, "channel", { day: "2026-04-30" })).toEqual([old]);
  expect(choicesOf(later, "channel", { day: "2026-05-01" })).toEqual([]);
  expect(labelOf(later, { name: "channel", code: "telegram" }, "en")).toBe("Telegram");
});

test.each<[DictionaryName, readonly unknown[]]>([
  ["channel", channels],
  ["order-class", orderClasses],
  ["urgency", urgencies],
  ["difficulty", classificationSchema.properties.difficulty.enum],
  ["order-flag", classificationSchema.properties.flags.items.enum],
  ["order-state", orderStates],
  ["role", roles],
  ["office-kind", officeKinds],
  ["gender", workerSchema.properties.gender.enum],
  ["yes-no", workerSchema.properties.unionMember.enum],
  ["employer-union", employerSchema.properties.hasUnion.enum],
  ["legal-route", claimSchema.properties.legalRoute.enum],
  ["note-kind", noteKinds],
  ["amount-kind", Object.keys(reportFactsSchema.properties.recoveredCents.properties)],
  ["solved", callbackFactsSchema.properties.solved.enum],
  ["satisfaction", ["5", "4", "3", "2", "1", "0"]],
  ["callback-ruling", callbackFactsSchema.properties.ruling.enum],
  ["inspection-point", inspectionPoints],
  ["inspection-verdict", inspectionFactsSchema.properties.verdict.enum],
  ["supervision-step", [...noticeKinds, "yellow-card", "red-card"]],
  ["supervision-reason", noticeReasons],
  ["notice-outcome", noticeOutcomes],
])("[RF-9] %s has the codes that the code knows", (name, known) => {
  expect(codes(name).sort()).toEqual(known.map(String).sort());
});

test("[RF-10] the industries are those of 2017", () => {
  const sections = top("industry");
  expect(sections.map(({ code }) => code).join("")).toBe("ABCDEFGHIJKLMNOPQRST");
  const divisions = (dictionaries.dictionaries["industry"] ?? []).filter(({ parent }) => parent !== undefined);
  expect(divisions).toHaveLength(97);
  expect(divisions.map(({ code }) => Number(code.slice(1)))).toEqual(
    Array.from({ length: 97 }, (_, index) => index + 1),
  );
  expect(labelOf(dictionaries, { name: "industry", code: "N79" }, "zh-CN")).toBe("土地管理业");
  expect(labelOf(dictionaries, { name: "industry", code: "T97" }, "zh-CN")).toBe("国际组织");
});
