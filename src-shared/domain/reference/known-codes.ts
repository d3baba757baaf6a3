import type { Dictionaries, Term } from "./dictionary.ts";

/** Whether a code is in its list: offered or retired, for orders keep the codes they were given. */
export type KnownCodes = Readonly<{ has: (term: Term) => boolean }>;

/** The codes of dictionaries, to be asked many times. */
export function knownCodes({ dictionaries }: Dictionaries): KnownCodes {
  const lists = Object.entries(dictionaries);
  const codes = new Map(lists.map(([name, entries]) => [name, new Set(entries.map(({ code }) => code))]));
  return { has: ({ name, code }) => codes.get(name)?.has(code) ?? false };
}
