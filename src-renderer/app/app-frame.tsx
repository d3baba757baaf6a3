import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./theme-variables.css";
import "./theme.css";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import type { i18n } from "i18next";
import type { ReactNode } from "react";
import { I18nextProvider } from "react-i18next";

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
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <Notifications
          position="bottom-left"
          autoClose={3000}
          limit={3}
          zIndex={400}
          className={styles["notices"] ?? ""}
        />
        <ErrorBoundary onBug={onBug}>{children}</ErrorBoundary>
      </MantineProvider>
    </I18nextProvider>
  );
}
