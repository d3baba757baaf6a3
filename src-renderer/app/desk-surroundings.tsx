import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Article } from "../../src-shared/domain/reference/knowledge.ts";
import type { SyncStatus } from "../data/desk-api.ts";
import { useDesk, useReference, useSyncPart } from "../data/use-desk.ts";
import { languageOf } from "../text/start-i18n.ts";
import { SurroundingsProvider } from "../ui/surroundings.tsx";
import { useNow } from "./use-now.ts";

const noArticles: readonly Article[] = [];

/** The surroundings of a signed-in desk: the reference data in force and the province's time as we know it. */
export function DeskSurroundings({ children }: { children: ReactNode }): React.JSX.Element {
  const { i18n } = useTranslation();
  const desk = useDesk();
  const reference = useReference();
  const now = useNow(desk.now, useSyncPart(lastContact));
  const language = languageOf(i18n.language);
  const value = useMemo(() => {
    const { dictionaries, offices, calendar, templates, knowledge } = reference;
    const articles = knowledge?.articles ?? noArticles;
    return { language, dictionaries, offices, calendar, templates: templates.templates, articles, now };
  }, [language, reference, now]);
  return <SurroundingsProvider value={value}>{children}</SurroundingsProvider>;
}

function lastContact({ lastContactAt }: SyncStatus): number | null {
  return lastContactAt;
}
