import type { i18n } from "i18next";
import { useEffect, useMemo, useState } from "react";

import type { WatchedDoor } from "../data/door.ts";
import { signedOutLine } from "../data/signed-out-line.ts";
import { useLive } from "../data/use-live.ts";
import { PrinterProvider } from "../data/use-printer.ts";
import type { DemoAccounts } from "../features/session/demo-list.tsx";
import type { Platform } from "../platform/platform.ts";
import type { DeskUpdate } from "../platform/service-worker-registration.ts";
import { AppFrame } from "./app-frame.tsx";
import { readDemoAccounts } from "./demo-accounts.ts";
import { DeskApp } from "./desk-app.tsx";

/** The whole desk on a platform. */
export function App({
  words,
  door,
  platform,
  update,
}: {
  words: i18n;
  door: WatchedDoor;
  platform: Platform;
  update: DeskUpdate;
}): React.JSX.Element {
  const demo = useDemo(platform);
  const line = useMemo(() => signedOutLine(platform), [platform]);
  const ready = useLive(update.updateReady$) === true;
  return (
    <AppFrame words={words} onBug={bugNumber}>
      <PrinterProvider value={platform.printer}>
        <DeskApp
          door={door}
          line={line}
          demo={demo}
          update={{ ready, reload: update.updateNow }}
          shellEvents={platform.onShellEvent}
        />
      </PrinterProvider>
    </AppFrame>
  );
}

function useDemo(platform: Platform): DemoAccounts | null {
  const [demo, setDemo] = useState<DemoAccounts | null>(null);
  useEffect(() => {
    void readDemoAccounts(platform.fetch, platform.facts.serverUrl).then(setDemo);
  }, [platform]);
  return demo;
}

/** A short number for a bug, the same for the same bug, so that two reports can be told to be one. */
function bugNumber(bug: unknown): string {
  const text = bug instanceof Error ? `${bug.name}${bug.message}${bug.stack ?? ""}` : String(bug);
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  reportError(bug);
  return hash.toString(16).padStart(8, "0");
}
