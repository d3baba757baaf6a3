import { Button, PasswordInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { DeskDoor } from "../../data/desk-api.ts";
import { TroubleNote } from "../../ui/face.tsx";
import { useProblemWords } from "../../ui/problem-words.ts";
import styles from "./session.module.css";

/** Choosing a password of one's own with the one that an administrator gave; then one is signed in with it. */
export function OwnPasswordForm({
  door,
  given,
  onChosen,
}: {
  door: DeskDoor;
  given: Readonly<{ username: string; password: string }>;
  onChosen: (password: string) => void;
}): React.JSX.Element {
  const { t } = useTranslation("session");
  const words = useProblemWords();
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const isSame = first === second;
  const choose = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (first === "" || !isSame) return;
    const answer = await door.choosePassword({ ...given, newPassword: first });
    if (answer.ok) onChosen(first);
    else setTrouble(answer.trouble);
  };
  return (
    <main className={styles["page"]}>
      <form className={styles["card"]} onSubmit={(event) => void choose(event)} noValidate>
        <h1 className={styles["title"]}>{t("own.title")}</h1>
        <p className={styles["hint"]}>{t("own.hint")}</p>
        <Secret label={t("own.password")} value={first} onChange={setFirst} />
        <Secret
          label={t("own.again")}
          value={second}
          error={second !== "" && !isSame ? t("own.different") : undefined}
          onChange={setSecond}
        />
        {trouble !== null && <TroubleNote>{words(trouble)}</TroubleNote>}
        <Button type="submit" fullWidth disabled={first === "" || !isSame}>
          {t("own.submit")}
        </Button>
      </form>
    </main>
  );
}

function Secret({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: string;
  error?: string | undefined;
  onChange: (text: string) => void;
}): React.JSX.Element {
  const { t } = useTranslation("session");
  return (
    <PasswordInput
      label={label}
      value={value}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
