import { Button, Modal, PasswordInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { AdministeredUser } from "../../../src-shared/protocol/administration.ts";
import type { MadeSetup } from "../../data/administration.ts";
import { useDesk } from "../../data/use-desk.ts";
import { saveBlob } from "../../platform/save-blob.ts";
import { TroubleNote } from "../../ui/face.tsx";
import { useProblemWords } from "../../ui/problem-words.ts";
import styles from "./administration.module.css";

/** 安装包 for one account: the own password, then the file and the code that opens it, shown once. */
export function SetupForm({
  user,
  onMade,
  onLeave,
}: {
  user: AdministeredUser;
  onMade: () => void;
  onLeave: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  const [made, setMade] = useState<MadeSetup | null>(null);
  const title = `${t(made === null ? "users.setup" : "users.setupCode")}：${user.name}`;
  const done = (setup: MadeSetup): void => {
    saveBlob(setup.file.name, setup.file.blob);
    setMade(setup);
    onMade();
  };
  return (
    <Modal opened onClose={onLeave} title={title} size="lg">
      {made === null ? <Asking user={user} onMade={done} /> : <Made made={made} />}
    </Modal>
  );
}

function Asking({ user, onMade }: { user: AdministeredUser; onMade: (made: MadeSetup) => void }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const desk = useDesk();
  const words = useProblemWords();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await desk.administration.makeSetup(user, password).finally(() => setBusy(false));
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) onMade(answer.value);
  };
  return (
    <form className={styles["fields"]} onSubmit={(event) => void make(event)}>
      <p className={styles["line"]}>{t("users.setupHint")}</p>
      <PasswordInput
        label={t("users.own")}
        value={password}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": t("showPassword", { ns: "session" }) }}
        withAsterisk
        data-autofocus
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {trouble !== null && <TroubleNote>{words(trouble)}</TroubleNote>}
      <Button type="submit" loading={busy} disabled={password === ""}>
        {t("users.setupSubmit")}
      </Button>
    </form>
  );
}

function Made({ made }: { made: MadeSetup }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { code, file } = made;
  return (
    <>
      <p className={styles["secret"]}>{code}</p>
      <p className={styles["line"]}>{t("users.setupGiven", { file: file.name })}</p>
      <p className={styles["dim"]}>{t("users.copied")}</p>
      <Button size="xs" variant="default" onClick={() => saveBlob(file.name, file.blob)}>
        {t("users.setupSave")}
      </Button>
    </>
  );
}
