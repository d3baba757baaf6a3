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

const folder = path.resolve(import.meta.dirname, "../../resources");

/** A file of the resources folder, as JSON. */
export function readResource(...parts: readonly string[]): unknown {
  const value: unknown = JSON.parse(readFileSync(path.join(folder, ...parts), "utf8"));
  return value;
}

/** What the province publishes at first: the files that come with the program. */
export type Resources = Readonly<{
  calendar: WorkingCalendar;
  policy: Policy;
  officeList: OfficeList;
  dictionaries: Dictionaries;
  templates: Templates;
  knowledge: Knowledge;
  duties: Duties;
}>;

/** Reads and checks every resource. @throws when a file is not what it should be: the program is damaged */
export function readResources(): Resources {
  return {
    calendar: checked(parseCalendar(readResource("calendar", "china-2018-2026.json")), "calendar"),
    policy: checked(parsePolicy(readResource("policy", "default.json")), "policy"),
    officeList: checked(parseOffices(readResource("offices", "shandong.json")), "offices"),
    dictionaries: checked(parseDictionaries(readResource("dictionaries", "default.json")), "dictionaries"),
    templates: checked(parseTemplates(readResource("templates", "default.json")), "templates"),
    knowledge: checked(parseKnowledge(readResource("knowledge", "default.json")), "knowledge"),
    duties: checked(parseDuties(readResource("duties", "default.json")), "duties"),
  };
}

function checked<Value>(result: Result<Value, string>, name: string): Value {
  if (result.ok) return result.value;
  throw new Error(`resources/${name}: ${result.refusal}`);
}
