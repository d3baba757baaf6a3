import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";

import type { Language } from "../../src-shared/domain/reference/dictionary.ts";
import { words } from "./words.ts";

export const languages = ["zh-CN", "en"] as const satisfies readonly Language[];

/** Starts the words of the desk in a language; everything is on board, so nothing is fetched and nothing is late. */
export function startI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh-CN",
    defaultNS: "common",
    resources: words,
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    // A code that came from a newer province has no words here (docs/spec/versions.md NV-8).
    parseMissingKeyHandler: (_key: string, given?: string) => given ?? instance.t("updateToSee", { ns: "common" }),
  });
  // {{n}} day{{n, s}}: one day, two days. Chinese needs none of it.
  instance.services.formatter?.add("s", (count: unknown) => (Number(count) === 1 ? "" : "s"));
  return instance;
}

/** The language a text names, or Chinese: the original. */
export function languageOf(text: string | null | undefined): Language {
  return languages.find((one) => one === text) ?? "zh-CN";
}
