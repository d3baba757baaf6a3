import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { minuteMs, toChinaText } from "../../src-shared/kernel/instant.ts";
import { useDesk, useSyncStatus } from "../data/use-desk.ts";
import { NeverOnline, SignInAgain } from "../features/session/sign-in-again.tsx";
import { Strip } from "../ui/face.tsx";
import { useProblemWords } from "../ui/problem-words.ts";
import { useSpanWords } from "../ui/span-words.ts";
import { FirstSyncStrip } from "./first-sync-strip.tsx";
import { useSignInAgain } from "./sign-out.ts";

export type Update = Readonly<{ ready: boolean; reload: () => void }>;

// These the foot of the rail tells well enough, or a strip of their own does.
const toldElsewhere: ReadonlySet<string> = new Set(["unreachable", "signed-out", "never-online", "device-copied"]);

/** What one should know before going on, above everything else: each a strip that says what to do. */
export function Notices({ update }: { update: Update }): React.JSX.Element {
  const status = useSyncStatus();
  const words = useProblemWords();
  const { trouble } = status;
  const signIn = useSignInAgain();
  return (
    <>
      {update.ready && <UpdateStrip reload={update.reload} />}
      {(trouble === "signed-out" || trouble === "device-copied") && <SignInAgain signIn={signIn} />}
      {trouble === "never-online" && <NeverOnline signIn={signIn} />}
      {trouble !== null && !toldElsewhere.has(trouble) && <Strip>{words(trouble)}</Strip>}
      <SpaceStrip />
      <StuckFilesStrip />
      <LockedStrip />
      <RecoveredStrip />
      <DamageStrip />
      <HappenedStrips />
      <ClockStrip />
      <FirstSyncStrip />
    </>
  );
}

function UpdateStrip({ reload }: { reload: () => void }): React.JSX.Element | null {
  const { t } = useTranslation("shell");
  const [later, setLater] = useState(false);
  if (later) return null;
  return (
    <Strip
      actions={
        <>
          <Button size="xs" onClick={reload}>
            {t("update.now")}
          </Button>
          <Button size="xs" variant="default" onClick={() => setLater(true)}>
            {t("update.later")}
          </Button>
        </>
      }
    >
      {t("update.ready")}
    </Strip>
  );
}

function LockedStrip(): React.JSX.Element | null {
  const { t } = useTranslation("shell");
  const { locked, unsent } = useSyncStatus();
  return locked ? <Strip>{t("locked", { n: unsent })}</Strip> : null;
}

function RecoveredStrip(): React.JSX.Element | null {
  const { t } = useTranslation("shell");
  const desk = useDesk();
  const { recovered } = useSyncStatus();
  if (recovered === null) return null;
  return (
    <Strip
      actions={
        <Button size="xs" variant="default" onClick={desk.dismissRecovery}>
          {t("recoveredDone")}
        </Button>
      }
    >
      {t("recovered", { n: recovered.steps, at: toChinaText(recovered.at) })}
    </Strip>
  );
}

function DamageStrip(): React.JSX.Element | null {
  const { t } = useTranslation("shell");
  const desk = useDesk();
  const { journalDamage } = useSyncStatus();
  if (journalDamage === null) return null;
  const at = toChinaText(journalDamage.at);
  return (
    <Strip
      actions={
        <Button size="xs" variant="default" onClick={desk.dismissDamage}>
          {t("recoveredDone")}
        </Button>
      }
    >
      {journalDamage.records === null
        ? t("journalGone", { at })
        : t("journalDamaged", { n: journalDamage.records, at })}
    </Strip>
  );
}

function HappenedStrips(): React.JSX.Element {
  const { t } = useTranslation("shell");
  const desk = useDesk();
  const { happened } = useSyncStatus();
  return (
    <>
      {happened.map(({ what, n, at }) => (
        <Strip
          key={what}
          actions={
            <Button size="xs" variant="default" onClick={() => desk.dismissHappening(what)}>
              {t("recoveredDone")}
            </Button>
          }
        >
          {t(`happened.${what}`, { n, at: toChinaText(at) })}
        </Strip>
      ))}
    </>
  );
}

function StuckFilesStrip(): React.JSX.Element | null {
  const { t } = useTranslation("shell");
  const words = useProblemWords();
  const { stuckFiles } = useSyncStatus();
  return (
    <>
      {stuckFiles.map(({ name, why }) => (
        <Strip key={name}>
          {t("stuckFile", { name })} {why === "bytes-missing" ? t("bytesMissing") : words(why)}
        </Strip>
      ))}
    </>
  );
}

/** Said before the disk is full: what is still taken, and what to do. */
function SpaceStrip(): React.JSX.Element | null {
  const { t } = useTranslation("shell");
  const { space, trouble } = useSyncStatus();
  return space === "roomy" || trouble === "no-room" ? null : <Strip>{t(`space.${space}`)}</Strip>;
}

function ClockStrip(): React.JSX.Element | null {
  const { t } = useTranslation("shell");
  const span = useSpanWords();
  const { clockOffMinutes } = useSyncStatus();
  if (clockOffMinutes === null) return null;
  const words = span(clockOffMinutes * minuteMs);
  return <Strip>{clockOffMinutes < 0 ? t("clockBehind", { span: words }) : t("clockAhead", { span: words })}</Strip>;
}
