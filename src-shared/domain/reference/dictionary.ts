import { Type, type Static } from "typebox";
import { Check } from "typebox/value";
import { accept, refuse, type Result } from "../../kernel/result.ts";

/** Every list of codes that people choose from. Codes are stable and never reused; labels may change (RF-6 to RF-9). */
export const dictionaryNames = [
  "channel",
  "contact-class",
  "contact-outcome",
  "order-class",
  "urgency",
  "difficulty",
  "order-flag",
  "order-state",
  "assignment-stage",
  "role",
  "office-kind",
  "problem-type",
  "gender",
  "yes-no",
  "worker-identity",
  "person-flag",
  "enterprise-nature",
  "enterprise-size",
  "industry",
  "employer-union",
  "legal-route",
  "evidence-kind",
  "note-kind",
  "partner",
  "letter-kind",
  "result",
  "amount-kind",
  "solved",
  "satisfaction",
  "dissatisfaction-reason",
  "callback-ruling",
  "unreached-reason",
  "inspection-point",
  "inspection-verdict",
  "return-reason",
  "extension-reason",
  "suspension-reason",
  "refusal-reason",
  "termination-reason",
  "reopen-reason",
  "withdrawal-reason",
  "card",
  "supervision-step",
  "supervision-reason",
  "notice-outcome",
  "incident-sign",
  "incident-report",
] as const;
export type DictionaryName = (typeof dictionaryNames)[number];

export type Language = "zh-CN" | "en";

const label = Type.String({ minLength: 1, maxLength: 80 });

export const dictionaryEntrySchema = Type.Object(
  {
    code: Type.String({ pattern: "^[A-Za-z0-9._-]{1,60}$" }),
    zh: label,
    en: label,
    /** the code one level up in the same list */
    parent: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9._-]{1,60}$" })),
    /** no longer offered from this day on; old orders still show it */
    retiredOn: Type.Optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" })),
  },
  { additionalProperties: false },
);
export type DictionaryEntry = Readonly<Static<typeof dictionaryEntrySchema>>;

export const dictionariesSchema = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 40 }),
    effectiveFrom: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
    /** how a code reads that this version does not know yet; `{code}` stands for it */
    unknown: Type.Object({ zh: label, en: label }, { additionalProperties: false }),
    dictionaries: Type.Record(Type.String({ pattern: "^[a-z0-9-]{1,40}$" }), Type.Array(dictionaryEntrySchema)),
  },
  { additionalProperties: false },
);
export type Dictionaries = Readonly<Static<typeof dictionariesSchema>>;

export type DictionariesRefusal = "not-dictionaries" | "list-missing" | "code-twice" | "parent-missing";

/**
 * Reads dictionaries that came from a file or the wire; lists this version has no name for are kept.
 * Refuses: `not-dictionaries` (another shape), `list-missing`, `code-twice` within a list, `parent-missing`.
 */
export function parseDictionaries(value: unknown): Result<Dictionaries, DictionariesRefusal> {
  if (!Check(dictionariesSchema, value)) return refuse("not-dictionaries");
  if (!dictionaryNames.every((name) => Object.hasOwn(value.dictionaries, name))) return refuse("list-missing");
  for (const entries of Object.values(value.dictionaries)) {
    const codes = new Set(entries.map(({ code }) => code));
    if (codes.size !== entries.length) return refuse("code-twice");
    if (entries.some(({ parent }) => parent !== undefined && !codes.has(parent))) return refuse("parent-missing");
  }
  return accept(value);
}

/** A code in its list, as in `{ name: "urgency", code: order.urgency }`. */
export type Term = Readonly<{ name: DictionaryName; code: string }>;

/** The words for a code. A code that this version does not know says so and asks for an update; an empty one is empty. */
export function labelOf(dictionaries: Dictionaries, term: Term, language: Language): string {
  if (term.code === "") return "";
  const entry = entryOf(dictionaries, term.name, term.code) ?? dictionaries.unknown;
  const words = language === "en" ? entry.en : entry.zh;
  return entry === dictionaries.unknown ? words.replace("{code}", () => term.code) : words;
}

/** The entry of a code, or undefined when this version does not know it. */
export function entryOf(dictionaries: Dictionaries, name: DictionaryName, code: string): DictionaryEntry | undefined {
  return dictionaries.dictionaries[name]?.find((entry) => entry.code === code);
}

/** What a person may choose on a day: the entries below `parent` (the top ones without it) that are not retired. */
export function choicesOf(
  dictionaries: Dictionaries,
  name: DictionaryName,
  at: Readonly<{ day: string; parent?: string }>,
): readonly DictionaryEntry[] {
  const entries = dictionaries.dictionaries[name] ?? [];
  return entries.filter(
    ({ parent, retiredOn }) => parent === at.parent && (retiredOn === undefined || at.day < retiredOn),
  );
}
