import { createContext, use, useMemo, type ReactNode } from "react";

import type { WorkingCalendar } from "../../src-shared/calendar/working-calendar.ts";
import {
  choicesOf,
  labelOf,
  type Dictionaries,
  type DictionaryName,
  type Language,
} from "../../src-shared/domain/reference/dictionary.ts";
import type { Article } from "../../src-shared/domain/reference/knowledge.ts";
import type { Office } from "../../src-shared/domain/reference/office.ts";
import type { Template } from "../../src-shared/domain/reference/template.ts";
import { chinaDay, type Instant } from "../../src-shared/kernel/instant.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";

/** What the looks need to know of the world: the language, the words for codes, the offices, and what time it is. */
export type Surroundings = Readonly<{
  language: Language;
  dictionaries: Dictionaries;
  offices: readonly Office[];
  calendar: WorkingCalendar;
  templates: readonly Template[];
  articles: readonly Article[];
  now: Instant;
}>;

export type Choice = Readonly<{ value: string; label: string }>;
export type ChoiceGroup = Readonly<{ group: string; items: readonly Choice[] }>;

type Known = Surroundings & Readonly<{ officeById: ReadonlyMap<string, Office> }>;
const context = createContext<Known | null>(null);

/** Gives everything below it its surroundings. */
export function SurroundingsProvider({
  value,
  children,
}: {
  value: Surroundings;
  children: ReactNode;
}): React.JSX.Element {
  const officeById = useMemo(() => new Map(value.offices.map((office) => [office.id, office])), [value.offices]);
  const known = useMemo(() => ({ ...value, officeById }), [value, officeById]);
  return <context.Provider value={known}>{children}</context.Provider>;
}

export function useSurroundings(): Known {
  const known = use(context);
  invariant(known, "looks have surroundings");
  return known;
}

/** The words for a code, in the language of the screen. */
export function useLabel(): (name: DictionaryName, code: string) => string {
  const { dictionaries, language } = useSurroundings();
  return (name, code) => labelOf(dictionaries, { name, code }, language);
}

/** An office's short name; its id when the list does not have it (yet). */
export function useOfficeName(): (id: string) => string {
  const { officeById } = useSurroundings();
  return (id) => officeById.get(id)?.shortName ?? id;
}

/** What a person may choose today from a flat list. */
export function useChoices(name: DictionaryName): readonly Choice[] {
  const { dictionaries, language, now } = useSurroundings();
  return useMemo(() => {
    const entries = choicesOf(dictionaries, name, { day: chinaDay(now) });
    return entries.map((entry) => ({ value: entry.code, label: language === "en" ? entry.en : entry.zh }));
  }, [dictionaries, language, name, now]);
}

/** The same for a list of two levels: the lower ones under the words of the upper; an upper without lower ones stands alone. */
export function useChoiceGroups(name: DictionaryName): readonly ChoiceGroup[] {
  const { dictionaries, language, now } = useSurroundings();
  return useMemo(() => {
    const day = chinaDay(now);
    return choicesOf(dictionaries, name, { day }).map((parent) => {
      const below = choicesOf(dictionaries, name, { day, parent: parent.code });
      const shown = below.length > 0 ? below : [parent];
      return {
        group: language === "en" ? parent.en : parent.zh,
        items: shown.map((entry) => ({ value: entry.code, label: language === "en" ? entry.en : entry.zh })),
      };
    });
  }, [dictionaries, language, name, now]);
}
