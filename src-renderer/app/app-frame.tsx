import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./theme-variables.css";
import "./theme.css";

import { MantineProvider, mergeThemeOverrides, type MantineThemeOverride } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import type { i18n } from "i18next";
import { useMemo, type ReactNode } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";

import { ErrorBoundary } from "./error-boundary.tsx";
import styles from "./shell.module.css";
import { theme } from "./theme.ts";

/**
 * What every page stands in: words, theme, notices, and the last resort.
 * [Note: no style elements] The content security policy allows none, so Mantine writes no variables and no global
 * classes at run time: theme-variables.css is made from the theme, and a test holds the two together.
 */
export function AppFrame({
  words,
  onBug,
  children,
}: {
  words: i18n;
  onBug: (bug: unknown) => string;
  children: ReactNode;
}): React.JSX.Element {
  return (
    <I18nextProvider i18n={words}>
      <Framed onBug={onBug}>{children}</Framed>
    </I18nextProvider>
  );
}

function Framed({ onBug, children }: { onBug: (bug: unknown) => string; children: ReactNode }): React.JSX.Element {
  const spoken = useSpokenTheme();
  return (
    <MantineProvider theme={spoken} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <Notifications
        position="bottom-left"
        autoClose={3000}
        limit={3}
        zIndex={400}
        className={styles["notices"] ?? ""}
      />
      <ErrorBoundary onBug={onBug}>{children}</ErrorBoundary>
    </MantineProvider>
  );
}

/** The theme with a name for the crosses that close boxes and notices: without one a screen reader says “button”. */
function useSpokenTheme(): MantineThemeOverride {
  const { t } = useTranslation("common");
  const close = t("close");
  return useMemo(() => {
    const defaultProps = { closeButtonProps: { "aria-label": close } };
    return mergeThemeOverrides(theme, { components: { Modal: { defaultProps }, Notification: { defaultProps } } });
  }, [close]);
}
