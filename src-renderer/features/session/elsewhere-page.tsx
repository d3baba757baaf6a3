import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Face } from "../../ui/face.tsx";
import styles from "./session.module.css";

/** Another tab of this browser holds the desk: one page works at a time, and this one may take over. */
export function ElsewherePage({ onTakeOver }: { onTakeOver: () => Promise<void> }): React.JSX.Element {
  const { t } = useTranslation("shell");
  const [taking, setTaking] = useState(false);
  const take = (): void => {
    setTaking(true);
    void onTakeOver().finally(() => setTaking(false));
  };
  return (
    <main className={styles["page"]}>
      <Face title={t("elsewhere.title")} words={t("elsewhere.words")}>
        <Button onClick={take} loading={taking}>
          {t("elsewhere.takeOver")}
        </Button>
      </Face>
    </main>
  );
}
