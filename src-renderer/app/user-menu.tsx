import { Button, Group, Menu, Modal, Text, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDesk, useSyncStatus } from "../data/use-desk.ts";
import { languageOf, languages } from "../text/start-i18n.ts";
import { PersonIcon } from "../ui/icons.tsx";
import { oneOf } from "../ui/one-of.ts";
import { useLabel } from "../ui/surroundings.tsx";
import { useLanguage } from "./language.tsx";
import styles from "./shell.module.css";
import { useSignOut } from "./sign-out.ts";

const schemes: readonly MantineColorScheme[] = ["light", "dark", "auto"];

/** Who is signed in; language, look, keys, sign out. */
export function UserMenu({ onKeys }: { onKeys: () => void }): React.JSX.Element {
  const { t } = useTranslation("shell");
  const desk = useDesk();
  const label = useLabel();
  const [language, setLanguage] = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <Menu position="top-start" width={200} withinPortal>
        <Menu.Target>
          <button
            type="button"
            className={styles["user"]}
            aria-label={`${t("colon", { ns: "common", name: t("openUserMenu") })}${desk.profile.name}`}
          >
            <PersonIcon />
            <span className={styles["userName"]}>{desk.profile.name}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {desk.profile.roles.map((role) => label("role", role)).join(t("separator", { ns: "common" }))}
          </Menu.Label>
          <Menu.Divider />
          <Menu.Label>{t("language", { ns: "common" })}</Menu.Label>
          <Menu.RadioGroup value={language} onChange={(code) => setLanguage(languageOf(code))}>
            {languages.map((one) => (
              <Menu.RadioItem key={one} value={one} closeMenuOnClick>
                {t(`languages.${one}`, { ns: "common" })}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Label>{t("look_theme")}</Menu.Label>
          <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(oneOf(schemes, scheme) ?? "auto")}>
            {schemes.map((one) => (
              <Menu.RadioItem key={one} value={one} closeMenuOnClick>
                {t(`theme.${one}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item component="a" href="#/manual" rightSection={<kbd>F1</kbd>}>
            {t("title", { ns: "manual" })}
          </Menu.Item>
          <Menu.Item onClick={onKeys} rightSection={<kbd>?</kbd>}>
            {t("keys")}
          </Menu.Item>
          <Menu.Item onClick={() => setLeaving(true)}>{t("signOut")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SignOutDialog opened={leaving} onClose={() => setLeaving(false)} />
    </>
  );
}

function SignOutDialog({ opened, onClose }: { opened: boolean; onClose: () => void }): React.JSX.Element {
  const { t } = useTranslation("shell");
  const signOut = useSignOut();
  const { unsent } = useSyncStatus();
  return (
    <Modal opened={opened} onClose={onClose} title={t("signOut")} size="sm" centered>
      {unsent > 0 && <Text>{t("signOutUnsent", { n: unsent })}</Text>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t("cancel", { ns: "common" })}
        </Button>
        <Button onClick={signOut} data-autofocus>
          {t("signOut")}
        </Button>
      </Group>
    </Modal>
  );
}
