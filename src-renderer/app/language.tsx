import { Anchor, Group } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import type { i18n } from "i18next";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import type { Language } from "../../src-shared/domain/reference/dictionary.ts";
import { languageOf, languages } from "../text/start-i18n.ts";

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

/** The languages by their own names, for the page before anybody is signed in. */
export function LanguageSwitch(): React.JSX.Element {
  const { t } = useTranslation("common");
  const [language, setLanguage] = useLanguage();
  return (
    <Group gap="md" role="group" aria-label={t("language")}>
      {languages.map((one) => (
        <Anchor
          key={one}
          component="button"
          type="button"
          size="xs"
          lang={one}
          aria-pressed={one === language}
          fw={one === language ? 600 : 400}
          onClick={() => setLanguage(one)}
        >
          {t(`languages.${one}`)}
        </Anchor>
      ))}
    </Group>
  );
}
