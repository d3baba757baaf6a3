import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import styles from "./shell.module.css";

const rows = [
  ["J", "next"],
  ["K", "previous"],
  ["N", "register"],
  ["Ctrl+K", "find"],
  ["Ctrl+Enter", "send"],
  ["Esc", "leave"],
  ["F1", "manual"],
  ["?", "keys"],
] as const;

/** All keys on one sheet. */
export function KeySheet({ opened, onClose }: { opened: boolean; onClose: () => void }): React.JSX.Element {
  const { t } = useTranslation("shell");
  return (
    <Modal opened={opened} onClose={onClose} title={t("keySheet.title")} size="sm">
      <dl className={styles["keySheet"]}>
        {rows.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keySheet.${meaning}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
