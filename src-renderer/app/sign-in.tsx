import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Desk, DeskDoor, Line } from "../data/desk-api.ts";
import { DiagnosisPage } from "../features/diagnosis/diagnosis-page.tsx";
import type { DemoAccounts } from "../features/session/demo-list.tsx";
import { SignInPage } from "../features/session/sign-in-page.tsx";
import { LanguageSwitch } from "./language.tsx";

/**
 * Signing in, and from there a look at the line where the province is not reached. What was typed stays meanwhile.
 * @see docs/spec/weak-line.md WK-8
 */
export function SignIn({
  door,
  line,
  demo,
  onSignedIn,
}: {
  door: DeskDoor;
  line: Line;
  demo: DemoAccounts | null;
  onSignedIn: (desk: Desk) => void;
}): React.JSX.Element {
  const { t } = useTranslation("diagnosis");
  const [isLooking, setLooking] = useState(false);
  const look = (): void => setLooking(true);
  const way = (
    <Button variant="default" onClick={() => setLooking(false)}>
      {t("toSignIn")}
    </Button>
  );
  return (
    <>
      <div hidden={isLooking}>
        <SignInPage door={door} demo={demo} onSignedIn={onSignedIn} onLook={look} foot={<LanguageSwitch />} />
      </div>
      {isLooking && <DiagnosisPage line={line} way={way} />}
    </>
  );
}
