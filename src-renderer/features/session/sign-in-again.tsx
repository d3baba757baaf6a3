import { Button, PasswordInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { SignInResult } from "../../data/desk-api.ts";
import { useDesk, useSyncStatus } from "../../data/use-desk.ts";
import { Strip } from "../../ui/face.tsx";
import { useProblemWords } from "../../ui/problem-words.ts";
import styles from "./session.module.css";

const ended = { title: "again.title", words: "again.words" } as const;
const toldFor: Readonly<Partial<Record<string, AgainWords>>> = {
  "device-copied": { title: "again.copied", words: "again.copiedWords" },
  "never-online": { title: "again.first", words: "again.firstWords" },
};
type AgainWords = Readonly<{
  title: "again.title" | "again.copied" | "again.first";
  words: "again.words" | "again.copiedWords" | "again.firstWords";
}>;

/**
 * The session ended in the middle of work, or this computer's data turned out to be a copy: the queue stays, the password
 * is asked for where one works.
 */
export function SignInAgain({ signIn }: { signIn: (password: string) => Promise<SignInResult> }): React.JSX.Element {
  const { t } = useTranslation("session");
  const desk = useDesk();
  const { unsent, trouble: reason } = useSyncStatus();
  const told = toldFor[reason ?? ""] ?? ended;
  const words = useProblemWords();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (password === "" || busy) return;
    setBusy(true);
    const answer = await signIn(password).finally(() => setBusy(false));
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) setPassword("");
  };
  return (
    <Strip
      actions={
        <form className={styles["again"]} onSubmit={(event) => void go(event)}>
          <PasswordInput
            size="xs"
            aria-label={t("again.password", { name: desk.profile.name })}
            placeholder={t("again.password", { name: desk.profile.name })}
            value={password}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" loading={busy}>
            {t("again.go")}
          </Button>
        </form>
      }
    >
      <strong>{t(told.title)}</strong> · {t(told.words, { n: unsent })}
      {trouble !== null && (
        <div className={styles["trouble"]} role="alert">
          {words(trouble)}
        </div>
      )}
    </Strip>
  );
}

/** A desk that was set up by a packet: how its work leaves, and the way in for when there is a line. */
export function NeverOnline({ signIn }: { signIn: (password: string) => Promise<SignInResult> }): React.JSX.Element {
  const { t } = useTranslation("session");
  const [hasLine, setHasLine] = useState(false);
  if (hasLine) return <SignInAgain signIn={signIn} />;
  return (
    <Strip
      actions={
        <Button size="xs" variant="default" onClick={() => setHasLine(true)}>
          {t("neverOnline.online")}
        </Button>
      }
    >
      {t("neverOnline.words")}
    </Strip>
  );
}
