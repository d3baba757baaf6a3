import { createRoot } from "react-dom/client";

import { App } from "./app/app.tsx";
import { AppFrame } from "./app/app-frame.tsx";
import { rememberedLanguage } from "./app/language.tsx";
import { createDoor } from "./data/door.ts";
import { openPlatform } from "./platform/open-platform.ts";
import { registerServiceWorker } from "./platform/service-worker-registration.ts";
import { startI18n } from "./text/start-i18n.ts";
import { TroubleNote } from "./ui/face.tsx";

/** This build's version, put here by the bundler. */
declare const __DESK_VERSION__: string;

const root = createRoot(document.getElementById("root") ?? document.body);
const words = startI18n(rememberedLanguage());

async function start(): Promise<void> {
  const platform = await openPlatform(__DESK_VERSION__);
  const door = createDoor(platform);
  root.render(<App words={words} door={door} platform={platform} update={registerServiceWorker(platform.kind)} />);
}

start().catch((fault: unknown) => {
  reportError(fault);
  root.render(
    <AppFrame words={words} onBug={() => ""}>
      <TroubleNote>{words.t("local-store", { ns: "problems" })}</TroubleNote>
    </AppFrame>,
  );
});
