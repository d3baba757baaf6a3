import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Router } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";

import type { Desk, Line, SignInResult } from "../data/desk-api.ts";
import type { WatchedDoor } from "../data/door.ts";
import { DeskProvider } from "../data/use-desk.ts";
import { useLive } from "../data/use-live.ts";
import { ElsewherePage } from "../features/session/elsewhere-page.tsx";
import type { DemoAccounts } from "../features/session/demo-list.tsx";
import { Face } from "../ui/face.tsx";
import { DeskPages } from "./desk-pages.tsx";
import type { ShellEvents } from "./desk-shell.tsx";
import { DeskSurroundings } from "./desk-surroundings.tsx";
import { useLanguage } from "./language.tsx";
import type { Update } from "./notices.tsx";
import { SignIn } from "./sign-in.tsx";
import { SignInAgainProvider, SignOutProvider } from "./sign-out.ts";

type Standing = Desk | "opening" | "signed-out" | "elsewhere";

/** The desk from the door on: opening, signing in, elsewhere, or at work. */
export function DeskApp({
  door,
  line,
  demo,
  update,
  shellEvents,
}: {
  door: WatchedDoor;
  /** The line, for who cannot sign in. */
  line: Line;
  demo: DemoAccounts | null;
  update: Update;
  shellEvents: ShellEvents;
}): React.JSX.Element {
  const [standing, setStanding] = useStanding(door);
  useLanguage();
  if (standing === "opening") return <Opening />;
  if (standing === "elsewhere") {
    const take = async (): Promise<void> => {
      await door.takeOver();
      setStanding((await door.restore()) ?? "signed-out");
    };
    return <ElsewherePage onTakeOver={take} />;
  }
  if (standing === "signed-out") {
    return <SignIn door={door} line={line} demo={demo} onSignedIn={setStanding} />;
  }
  const signOut = (): void => void standing.signOut().then(() => setStanding("signed-out"));
  return (
    <DeskProvider desk={standing}>
      <SignOutProvider value={signOut}>
        <SignInAgainProvider value={(password) => signInAgain(door, standing, { password, stand: setStanding })}>
          <DeskSurroundings>
            <Router hook={useHashLocation}>
              <DeskPages update={update} shellEvents={shellEvents} />
            </Router>
          </DeskSurroundings>
        </SignInAgainProvider>
      </SignOutProvider>
    </DeskProvider>
  );
}

/**
 * Goes on with a password. The data of a computer that was copied cannot go on under its old name: the desk closes and
 * is opened as a new device, with its unsent steps.
 * @see docs/spec/loss.md LO-1
 */
async function signInAgain(
  door: WatchedDoor,
  desk: Desk,
  { password, stand }: Readonly<{ password: string; stand: (standing: Standing) => void }>,
): Promise<SignInResult> {
  const answer = await desk.signInAgain(password);
  if (answer.ok || answer.trouble !== "device-copied") return answer;
  stand("opening");
  await desk.close();
  const opened = await door.signIn(desk.profile.username, password);
  stand(opened.ok ? opened.desk : "signed-out");
  return opened.ok ? { ok: true } : opened;
}

function useStanding(door: WatchedDoor): readonly [Standing, (standing: Standing) => void] {
  const [standing, setStanding] = useState<Standing>("opening");
  const takenOver = useLive(door.takenOver$);
  const [seen, setSeen] = useState(takenOver);
  if (seen !== takenOver) {
    setSeen(takenOver);
    if (takenOver === true) setStanding("elsewhere");
  }
  useEffect(() => {
    let gone = false;
    const open = async (): Promise<Standing> =>
      (await door.elsewhere()) ? "elsewhere" : ((await door.restore()) ?? "signed-out");
    // A store that does not open is told where one signs in: nothing else can be done about it.
    void open()
      .catch((): Standing => "signed-out")
      .then((next) => {
        if (!gone) setStanding(next);
      });
    return () => void (gone = true);
  }, [door]);
  return [standing, setStanding];
}

function Opening(): React.JSX.Element {
  const { t } = useTranslation("session");
  return (
    <main aria-busy="true">
      <Face words={t("opening")} />
    </main>
  );
}
