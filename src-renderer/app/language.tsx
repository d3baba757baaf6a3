import { useLocalStorage } from "@mantine/hooks";
import type { i18n } from "i18next";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import type { Language } from "../../src-shared/domain/reference/dictionary.ts";
import { languageOf } from "../text/start-i18n.ts";

const key = "lxq.language";

/** The language people chose on this computer, Chinese until they do. */
export function rememberedLanguage(): Language {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return languageOf(typeof kept === "string" ? kept : null);
  } catch {
    return "zh-CN";
  }
}

/** The language of the screen, and how to change it; remembered on this computer. */
export function useLanguage(): readonly [Language, (language: Language) => void] {
  const { i18n: words } = useTranslation();
  const [language, setLanguage] = useLocalStorage<Language>({ key, defaultValue: rememberedLanguage() });
  useEffect(() => applyLanguage(words, language), [words, language]);
  return [language, setLanguage];
}

function applyLanguage(words: i18n, language: Language): void {
  document.documentElement.lang = language;
  document.title = words.t("product", { lng: language, ns: "common" });
  if (words.language !== language) void words.changeLanguage(language);
}
