import { accept, refuse, type Result } from "../../kernel/result.ts";
import {
  dictionaryNames,
  parseDictionaries,
  type Dictionaries,
  type DictionaryEntry,
  type DictionaryName,
} from "./dictionary.ts";

/** Lists by whose codes the program decides: their codes are the program's, only their words may change (RF-9). */
export const programLists: ReadonlySet<string> = new Set<DictionaryName>([
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
  "solved",
  "satisfaction",
  "callback-ruling",
  "inspection-verdict",
  "yes-no",
  "card",
]);

export type DictionaryChangeRefusal =
  "not-dictionaries" | "list-missing" | "code-twice" | "parent-missing" | "code-gone" | "code-of-program";

/**
 * Checks new dictionaries against those in force before they may be published: codes are stable, so none may go (it is
 * retired instead) and none moves below another; words may change.
 * Refuses: what `parseDictionaries` refuses; `code-gone`; `code-of-program` (a code added to, or retired from, a list by
 * whose codes the program decides).
 * @see docs/spec/administration.md AD-40 to AD-42
 */
export function checkDictionaryChange(
  current: Dictionaries,
  value: unknown,
): Result<Dictionaries, DictionaryChangeRefusal> {
  const parsed = parseDictionaries(value);
  if (!parsed.ok) return parsed;
  for (const [name, entries] of Object.entries(current.dictionaries)) {
    const next = parsed.value.dictionaries[name] ?? [];
    if (entries.some((entry) => !isKept(entry, next))) return refuse("code-gone");
    if (programLists.has(name) && !isSameCodes(entries, next)) return refuse("code-of-program");
  }
  return accept(parsed.value);
}

function isKept(entry: DictionaryEntry, next: readonly DictionaryEntry[]): boolean {
  const same = next.find(({ code }) => code === entry.code);
  return same !== undefined && same.parent === entry.parent;
}

function isSameCodes(before: readonly DictionaryEntry[], next: readonly DictionaryEntry[]): boolean {
  return before.length === next.length && next.every(({ retiredOn }) => retiredOn === undefined);
}

/**
 * The dictionaries with the lists and codes added that the program knows besides; null when there is none to add.
 * Words that an administrator changed stay.
 * @see docs/spec/administration.md AD-3
 */
export function withMissingCodes(current: Dictionaries, program: Dictionaries, version: string): Dictionaries | null {
  const lists = Object.entries(program.dictionaries);
  const missing = lists.map(([name, entries]) => [name, missingOf(entries, current.dictionaries[name])] as const);
  if (missing.every(([, entries]) => entries.length === 0)) return null;
  const dictionaries: Record<string, DictionaryEntry[]> = { ...current.dictionaries };
  for (const [name, entries] of missing) dictionaries[name] = [...(current.dictionaries[name] ?? []), ...entries];
  return { ...current, version, dictionaries };
}

function missingOf(
  entries: readonly DictionaryEntry[],
  known: readonly DictionaryEntry[] | undefined,
): readonly DictionaryEntry[] {
  const codes = new Set(known?.map(({ code }) => code));
  return entries.filter(({ code }) => !codes.has(code));
}

/** A list as administrators see it, in the order of the program's lists, then any other. */
export function listNames(dictionaries: Dictionaries): readonly string[] {
  const known: readonly string[] = dictionaryNames;
  return [...known, ...Object.keys(dictionaries.dictionaries).filter((name) => !known.includes(name))];
}
