import { Button, Modal } from "@mantine/core";
import { useState, type ReactNode } from "react";

import styles from "./batch.module.css";

/** What the content of a box may do with it: close it, and hold it open while steps are being taken. */
export type BatchBox = Readonly<{ close: () => void; hold: (held: boolean) => void }>;

/** A quiet button above a list; its box is drawn, and what it shows is read, only while it is open. */
export function BatchButton({
  label,
  title,
  children,
}: {
  label: string;
  title: string;
  children: (box: BatchBox) => ReactNode;
}): React.JSX.Element {
  const [opened, setOpened] = useState(false);
  const [held, hold] = useState(false);
  const close = (): void => setOpened(false);
  const leave = (): void => {
    if (!held) close();
  };
  return (
    <>
      <div className={styles["batch"]}>
        <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
          {label}
        </Button>
      </div>
      <Modal opened={opened} onClose={leave} title={title} size="lg" centered>
        {children({ close, hold })}
      </Modal>
    </>
  );
}
