import { readFileSync } from "node:fs";
import path from "node:path";
import { parseCalendar } from "../../src-shared/calendar/calendar-schema.ts";
import type { WorkingCalendar } from "../../src-shared/calendar/working-calendar.ts";
import { parseDictionaries, type Dictionaries } from "../../src-shared/domain/reference/dictionary.ts";
import { parseDuties, type Duties } from "../../src-shared/domain/reference/duties.ts";
import { parseKnowledge, type Knowledge } from "../../src-shared/domain/reference/knowledge.ts";
import { parseOffices, type OfficeList } from "../../src-shared/domain/reference/office.ts";
import { parsePolicy, type Policy } from "../../src-shared/domain/reference/policy.ts";
import { parseTemplates, type Templates } from "../../src-shared/domain/reference/template.ts";
import type { Result } from "../../src-shared/kernel/result.ts";

/** A file of resources/, of unknown shape. */
export function readResource(name: string): unknown {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, "../../resources", name), "utf8"));
}

function checked<Value>(name: string, parse: (value: unknown) => Result<Value, string>): Value {
  const result = parse(readResource(name));
  if (!result.ok) throw new Error(`${name}: ${result.refusal}`);
  return result.value;
}

/** The resources the product ships with, each through the parser the programs use. */
export const chinaCalendar = (): WorkingCalendar => checked("calendar/china-2018-2026.json", parseCalendar);
export const shandongOffices = (): OfficeList => checked("offices/shandong.json", parseOffices);
export const defaultDictionaries = (): Dictionaries => checked("dictionaries/default.json", parseDictionaries);
export const defaultPolicy = (): Policy => checked("policy/default.json", parsePolicy);
export const defaultTemplates = (): Templates => checked("templates/default.json", parseTemplates);
export const defaultKnowledge = (): Knowledge => checked("knowledge/default.json", parseKnowledge);
export const defaultDuties = (): Duties => checked("duties/default.json", parseDuties);
