import { Button, FileInput, PasswordInput, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Desk, DeskDoor, SetupOffer } from "../../data/desk-api.ts";
import { TroubleNote } from "../../ui/face.tsx";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import styles from "./session.module.css";

/** Beginning on a computer that has never had a line: the packet and its code first, then a password of one's own. */
export function SetUpPage({
  door,
  onSignedIn,
  onLeave,
}: {
  door: DeskDoor;
  onSignedIn: (desk: Desk) => void;
  onLeave: () => void;
}): React.JSX.Element {
  const [offer, setOffer] = useState<SetupOffer | null>(null);
  return (
    <main className={styles["page"]}>
      {offer === null ? (
        <OpenPacket door={door} onOpened={setOffer} onLeave={onLeave} />
      ) : (
        <BeginDesk offer={offer} onSignedIn={onSignedIn} onLeave={() => setOffer(null)} />
      )}
    </main>
  );
}

/** One thing done at a time, and what came in its way. */
function useWork(): Readonly<{
  busy: boolean;
  trouble: string | null;
  work: (job: () => Promise<string | null>) => void;
}> {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const run = async (job: () => Promise<string | null>): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    // What this computer cannot store is the only thing that is thrown.
    setTrouble(await job().catch(() => "local-store"));
    setBusy(false);
  };
  return { busy, trouble, work: (job) => void run(job) };
}

function OpenPacket({
  door,
  onOpened,
  onLeave,
}: {
  door: DeskDoor;
  onOpened: (offer: SetupOffer) => void;
  onLeave: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("session");
  const [file, setFile] = useState<File | null>(null);
  const [code, setCode] = useState("");
  const { busy, trouble, work } = useWork();
  const open = (event: FormEvent): void => {
    event.preventDefault();
    if (file === null || busy) return;
    work(async () => {
      const opened = await door.openSetup(file, code);
      if (opened.ok) onOpened(opened.setup);
      return opened.ok ? null : opened.trouble;
    });
  };
  return (
    <form className={styles["card"]} onSubmit={open} noValidate>
      <h1 className={styles["title"]}>{t("setUp.title")}</h1>
      <p className={styles["hint"]}>{t("setUp.hint")}</p>
      <FileInput
        label={t("setUp.file")}
        placeholder={t("setUp.choose")}
        accept=".lxqpack"
        value={file}
        clearable={false}
        onChange={setFile}
      />
      <TextInput
        label={t("setUp.code")}
        description={t("setUp.codeHint")}
        value={code}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Ending busy={busy} trouble={trouble} isReady={file !== null && code.trim() !== ""} go={t("setUp.open")} />
      <Button variant="subtle" size="compact-sm" disabled={busy} onClick={onLeave}>
        {t("setUp.back")}
      </Button>
    </form>
  );
}

function BeginDesk({
  offer,
  onSignedIn,
  onLeave,
}: {
  offer: SetupOffer;
  onSignedIn: (desk: Desk) => void;
  onLeave: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("session");
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const { busy, trouble, work } = useWork();
  const { username, name, officeName: office } = offer.profile;
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    if (first === "" || first !== second || busy) return;
    work(async () => {
      const begun = await offer.begin(first);
      if (begun.ok) onSignedIn(begun.desk);
      return begun.ok ? null : begun.trouble;
    });
  };
  const secret = { autoComplete: "new-password", visibilityToggleButtonProps: { "aria-label": t("showPassword") } };
  const isDifferent = second !== "" && first !== second;
  return (
    <form className={styles["card"]} onSubmit={begin} noValidate>
      <h1 className={styles["title"]}>{t("setUp.welcome", { office, name })}</h1>
      <p className={styles["hint"]}>{t("setUp.opened", { at: toChinaText(offer.madeAt), username })}</p>
      <PasswordInput
        label={t("setUp.password")}
        description={t("setUp.passwordHint")}
        value={first}
        {...secret}
        onChange={(event) => setFirst(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("own.again")}
        value={second}
        error={isDifferent ? t("own.different") : undefined}
        {...secret}
        onChange={(event) => setSecond(event.currentTarget.value)}
      />
      <Ending busy={busy} trouble={trouble} isReady={first !== "" && first === second} go={t("setUp.begin")} />
      <Button variant="subtle" size="compact-sm" disabled={busy} onClick={onLeave}>
        {t("setUp.back")}
      </Button>
    </form>
  );
}

function Ending({
  busy,
  trouble,
  isReady,
  go,
}: {
  busy: boolean;
  trouble: string | null;
  isReady: boolean;
  go: string;
}): React.JSX.Element {
  const { t } = useTranslation("session");
  const words = useProblemWords();
  return (
    <>
      {trouble !== null && <TroubleNote>{words(trouble)}</TroubleNote>}
      {busy && (
        <p className={styles["hint"]} aria-live="polite">
          {t("setUp.working")}
        </p>
      )}
      <Button type="submit" fullWidth loading={busy} disabled={!isReady}>
        {go}
      </Button>
    </>
  );
}
