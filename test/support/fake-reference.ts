import { Check } from "typebox/value";
import calendarText from "../../resources/calendar/china-2018-2026.json?raw";
import dictionariesText from "../../resources/dictionaries/default.json?raw";
import dutiesText from "../../resources/duties/default.json?raw";
import knowledgeText from "../../resources/knowledge/default.json?raw";
import officesText from "../../resources/offices/shandong.json?raw";
import policyText from "../../resources/policy/default.json?raw";
import templatesText from "../../resources/templates/default.json?raw";
import { parseCalendar } from "../../src-shared/calendar/calendar-schema.ts";
import type { Actor, Rules } from "../../src-shared/domain/decision.ts";
import { roles } from "../../src-shared/domain/permission/role.ts";
import { parseDictionaries } from "../../src-shared/domain/reference/dictionary.ts";
import { parseDuties } from "../../src-shared/domain/reference/duties.ts";
import { parseKnowledge } from "../../src-shared/domain/reference/knowledge.ts";
import { knownCodes } from "../../src-shared/domain/reference/known-codes.ts";
import { parseOffices } from "../../src-shared/domain/reference/office.ts";
import { parsePolicy } from "../../src-shared/domain/reference/policy.ts";
import { parseTemplates } from "../../src-shared/domain/reference/template.ts";
import { officeId, userId } from "../../src-shared/kernel/ids.ts";
import type { Result } from "../../src-shared/kernel/result.ts";
import { referenceSchema, type Reference } from "../../src-shared/protocol/reference.ts";

function read<Value>(text: string, parse: (value: unknown) => Result<Value, string>): Value {
  const result = parse(JSON.parse(text));
  if (!result.ok) throw new Error(result.refusal);
  return result.value;
}

const calendar = read(calendarText, parseCalendar);
const parts: unknown = {
  version: "test",
  hub: "p37",
  calendar,
  policy: read(policyText, parsePolicy),
  offices: read(officesText, parseOffices).offices,
  dictionaries: read(dictionariesText, parseDictionaries),
  templates: read(templatesText, parseTemplates),
  colleagues: [],
  knowledge: read(knowledgeText, parseKnowledge),
  duties: read(dutiesText, parseDuties),
};
if (!Check(referenceSchema, parts)) throw new Error("the resources are no reference");

/** The product's own reference data, in a browser as well as in Node. */
export const fakeReference: Reference = parts;

const byId = new Map(fakeReference.offices.map((office) => [office.id, office]));

export const fakeRules: Rules = {
  calendar,
  policy: fakeReference.policy,
  offices: { hub: fakeReference.hub, find: (id) => byId.get(id) },
  colleagues: { find: (id) => fakeReference.colleagues.find((one) => one.id === id) },
  codes: knownCodes(fakeReference.dictionaries),
};

/** The people of the wages case: hub, city, county. */
export const people = {
  hub: person(1, "王丽", "p37", ["operator", "dispatcher", "callback-agent", "inspector", "supervisor", "archivist"]),
  city: person(2, "李强", "c3709", ["leader", "handler"]),
  county: person(3, "赵敏", "x370902", ["handler", "leader"]),
  system: person(5, "管志诚", "p37", ["system-administrator"]),
  security: person(6, "安守正", "p37", ["security-administrator"]),
  audit: person(7, "简明达", "p37", ["audit-administrator"]),
  everything: person(9, "周全", "p37", roles),
} as const;

function person(number: number, name: string, office: string, has: Actor["roles"]): Actor {
  return { id: userId(`00000000-0000-7000-8000-00000000000${number}`), name, office: officeId(office), roles: has };
}
