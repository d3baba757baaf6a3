import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from "@mantine/core";
import { format } from "prettier";
import { expect, test } from "vitest";
import { theme } from "../../../src-renderer/app/theme.ts";

/** The variables that differ from Mantine's own, as `MantineProvider` would write them at run time. */
function themeVariables(): string {
  const ours = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
  const theirs = defaultCssVariablesResolver(DEFAULT_THEME);
  const differing = (mine: Record<string, string>, other: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(mine).filter(([name, value]) => other[name] !== value));
  return convertCssVariables(
    {
      variables: differing(ours.variables, theirs.variables),
      light: differing(ours.light, theirs.light),
      dark: differing(ours.dark, theirs.dark),
    },
    ":root",
  );
}

test("[DE-2] the theme's variables stand in a stylesheet, so that no page writes style elements", async () => {
  const origin = "/* Made from theme.ts by theme-variables.test.ts: run that with -u after a change. */";
  const text = await format(`${origin}\n${themeVariables()}`, { parser: "css", printWidth: 120 });
  await expect(text).toMatchFileSnapshot("../../../src-renderer/app/theme-variables.css");
});
