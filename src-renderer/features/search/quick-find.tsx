import { Modal, TextInput } from "@mantine/core";
import { useDeferredValue, useMemo, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { readPaperText } from "../../../src-shared/domain/paper/paper-text.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { useOrderList } from "../../data/use-desk.ts";
import { classes } from "../../ui/classes.ts";
import { useWho } from "../../ui/use-who.ts";
import { StateBadge } from "../../ui/state-badge.tsx";
import { isComposing } from "../../ui/use-keys.ts";
import { PaperCheck } from "./paper-check.tsx";
import styles from "./quick-find.module.css";

/** Ctrl+K: finds any order on this computer by number, title, worker or employer; checks papers by their codes. */
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
    // A dialog that fades in takes the focus late, and what a scanner or a quick hand types until then would be lost.
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("find")}
      size={640}
      yOffset={96}
      transitionProps={{ duration: 0 }}
    >
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
  const paper = useMemo(() => readPaperText(wanted), [wanted]);
  const sought = paper === null ? wanted : "";
  const page = useOrderList({ list: "all", sort: "newest", limit: 12, text: sought });
  const lines = page === "loading" || sought === "" ? [] : page.lines;
  const chosen = lines[Math.min(at, lines.length - 1)];
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event.nativeEvent)) return;
    // A scanner types Enter after the code: it must lead away from nothing, and the next scan takes this one's place.
    if (event.key === "Enter" && readPaperText(text) !== null) event.currentTarget.select();
    else if (event.key === "ArrowDown") setAt(Math.min(at + 1, lines.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && chosen) onOpen(chosen.id);
    else return;
    event.preventDefault();
  };
  return (
    <div>
      <TextInput
        data-autofocus
        autoFocus
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
      {paper !== null && <PaperCheck asked={paper} onOpen={onOpen} />}
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
      <Hint
        asked={paper !== null ? "paper" : wanted === "" ? "nothing" : "order"}
        found={page === "loading" || lines.length > 0}
      />
    </div>
  );
}

/** What can be done now, in a line or two below what was found. */
function Hint({ asked, found }: { asked: "nothing" | "paper" | "order"; found: boolean }): React.JSX.Element {
  const { t } = useTranslation("shell");
  const { t: tPaper } = useTranslation("paperCheck");
  if (asked === "paper") return <p className={styles["hint"]}>{tPaper("hint")}</p>;
  if (asked === "order") return <p className={styles["hint"]}>{t(found ? "findHint" : "findNothing")}</p>;
  return (
    <>
      <p className={styles["hint"]}>{t("findBegin")}</p>
      <p className={styles["hint"]}>{tPaper("invite")}</p>
    </>
  );
}
