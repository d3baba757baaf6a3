import { Modal, TextInput } from "@mantine/core";
import { useDeferredValue, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { useOrderList } from "../../data/use-desk.ts";
import { classes } from "../../ui/classes.ts";
import { useWho } from "../../ui/use-who.ts";
import { StateBadge } from "../../ui/state-badge.tsx";
import { isComposing } from "../../ui/use-keys.ts";
import styles from "./quick-find.module.css";

/** Ctrl+K: finds any order on this computer by number, title, worker or employer. */
export function QuickFind({
  opened,
  onClose,
  onOpen,
}: {
  opened: boolean;
  onClose: () => void;
  onOpen: (id: OrderId) => void;
}): React.JSX.Element {
  const { t } = useTranslation("shell");
  return (
    <Modal opened={opened} onClose={onClose} title={t("find")} size={640} yOffset={96}>
      {opened && (
        <FindBox
          onOpen={(id) => {
            onClose();
            onOpen(id);
          }}
        />
      )}
    </Modal>
  );
}

function FindBox({ onOpen }: { onOpen: (id: OrderId) => void }): React.JSX.Element {
  const { t } = useTranslation("shell");
  const who = useWho();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const wanted = useDeferredValue(text.trim());
  const page = useOrderList({ list: "all", sort: "newest", limit: 12, text: wanted });
  const lines = page === "loading" || wanted === "" ? [] : page.lines;
  const chosen = lines[Math.min(at, lines.length - 1)];
  const press = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, lines.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && chosen) onOpen(chosen.id);
    else return;
    event.preventDefault();
  };
  return (
    <div>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded={lines.length > 0}
        aria-controls="found-orders"
        aria-activedescendant={chosen ? `found-${chosen.id}` : undefined}
        aria-label={t("findPrompt")}
        placeholder={t("findPrompt")}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div role="listbox" id="found-orders" aria-label={t("find")} className={styles["found"]}>
        {lines.map((line) => (
          <div
            key={line.id}
            id={`found-${line.id}`}
            role="option"
            aria-selected={line === chosen}
            className={classes(styles["line"], line === chosen && styles["chosen"])}
            onClick={() => onOpen(line.id)}
          >
            <span className={styles["number"]}>{line.number}</span>
            <span className={styles["title"]}>
              {line.title} · {line.employerName} · {who(line)}
            </span>
            <StateBadge state={line.state} />
          </div>
        ))}
      </div>
      <p className={styles["hint"]}>
        {wanted === "" ? t("findBegin") : lines.length === 0 && page !== "loading" ? t("findNothing") : t("findHint")}
      </p>
    </div>
  );
}
