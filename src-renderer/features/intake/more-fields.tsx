import { Accordion } from "@mantine/core";
import type { ReactNode } from "react";

import styles from "./more-fields.module.css";

/** Fields that few calls need, folded away; nothing in them is lost while they are. */
export function MoreFields({ title, children }: { title: string; children: ReactNode }): React.JSX.Element {
  return (
    <Accordion
      variant="default"
      chevronPosition="left"
      classNames={{
        item: styles["item"] ?? "",
        control: styles["control"] ?? "",
        chevron: styles["chevron"] ?? "",
        content: styles["content"] ?? "",
      }}
    >
      <Accordion.Item value="more">
        <Accordion.Control>{title}</Accordion.Control>
        <Accordion.Panel>{children}</Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
