import { Anchor, Button, PasswordInput, TextInput } from "@mantine/core";
import { useEffect, useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Desk, DeskDoor } from "../../data/desk-api.ts";
import { TroubleNote } from "../../ui/face.tsx";
import { useProblemWords } from "../../ui/problem-words.ts";
import { useSpanWords } from "../../ui/span-words.ts";
import { DemoList, type DemoAccounts } from "./demo-list.tsx";
import { OwnPasswordForm } from "./own-password-form.tsx";
import styles from "./session.module.css";
import { SetUpPage } from "./set-up-page.tsx";

type Trouble = Readonly<{ name: string; retryAfterMs: number | null }>;

/** Sign-in. What went wrong is said in full; nothing that was typed is lost, and the password may be pasted. */
export function SignInPage({
  door,
  demo,
  onSignedIn,
  onLook,
  foot,
}: {
  door: DeskDoor;
  demo: DemoAccounts | null;
  onSignedIn: (desk: Desk) => void;
  /** The person wants to see what is the matter with the line. */
  onLook: () => void;
  foot: ReactNode;
}): React.JSX.Element {
  const { t } = useTranslation("session");
  const [account, setAccount] = useState({ username: "", password: "" });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSettingUp, setSettingUp] = useState(false);
  const { username, password } = account;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    void signIn(password);
  };
  const signIn = async (secret: string): Promise<void> => {
    if (username.trim() === "" || secret === "" || busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const answer = await door.signIn(username.trim(), secret);
      if (answer.ok) onSignedIn(answer.desk);
      else setTrouble({ name: answer.trouble, retryAfterMs: answer.retryAfterMs });
    } catch {
      setTrouble({ name: "local-store", retryAfterMs: null });
    } finally {
      setBusy(false);
    }
  };
  if (trouble?.name === "password-must-change") {
    const given = { username: username.trim(), password };
    return <OwnPasswordForm door={door} given={given} onChosen={(secret) => void signIn(secret)} />;
  }
  if (isSettingUp) return <SetUpPage door={door} onSignedIn={onSignedIn} onLeave={() => setSettingUp(false)} />;
  return (
    <main className={styles["page"]}>
      <form className={styles["card"]} onSubmit={submit} noValidate>
        <p className={styles["brand"]}>{t("product", { ns: "common" })}</p>
        <p className={styles["line"]}>{t("productLine", { ns: "common" })}</p>
        <h1 className={styles["title"]}>{t("title")}</h1>
        <TextInput
          label={t("username")}
          value={username}
          autoComplete="username"
          autoFocus
          error={tried && username.trim() === "" ? t("usernameMissing") : undefined}
          onChange={(event) => setAccount({ ...account, username: event.currentTarget.value })}
        />
        <PasswordInput
          label={t("password")}
          value={password}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          error={tried && password === "" ? t("passwordMissing") : undefined}
          onChange={(event) => setAccount({ ...account, password: event.currentTarget.value })}
        />
        {trouble !== null && <SignInTrouble trouble={trouble} onLook={onLook} />}
        <SignInButton busy={busy} />
        <p className={styles["hint"]}>{t("offlineHint")}</p>
        <Button variant="subtle" size="compact-sm" onClick={() => setSettingUp(true)}>
          {t("setUp.link")}
        </Button>
        {foot}
      </form>
      {demo !== null && <DemoList demo={demo} picked={username} onPick={setAccount} />}
    </main>
  );
}

function SignInButton({ busy }: { busy: boolean }): React.JSX.Element {
  const { t } = useTranslation("session");
  return (
    <>
      <Button type="submit" fullWidth loading={busy}>
        {t("signIn")}
      </Button>
      {busy && <SlowNote />}
    </>
  );
}

/** A wait without a word looks like a fault: after so long it is explained, ms. */
const explainedAfterMs = 3000;

function SlowNote(): React.JSX.Element | null {
  const { t } = useTranslation("session");
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), explainedAfterMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isSlow) return null;
  return (
    <p className={styles["hint"]} role="status">
      {t("slow")}
    </p>
  );
}

/** What a look at the line can explain. */
const ofTheLine: ReadonlySet<string> = new Set(["unreachable", "not-the-province"]);

function SignInTrouble({ trouble, onLook }: { trouble: Trouble; onLook: () => void }): React.JSX.Element {
  const { t } = useTranslation("session");
  const words = useProblemWords();
  const span = useSpanWords();
  return (
    <TroubleNote>
      {trouble.name === "unreachable" ? t("unreachable") : words(trouble.name)}
      {trouble.retryAfterMs !== null && ` ${t("retryAfter", { span: span(trouble.retryAfterMs) })}`}
      {ofTheLine.has(trouble.name) && (
        <div>
          <Anchor component="button" type="button" size="sm" onClick={onLook}>
            {t("open", { ns: "diagnosis" })}
          </Anchor>
        </div>
      )}
    </TroubleNote>
  );
}
