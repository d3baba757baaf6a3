import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";

import type { QueuedStep } from "../data/desk-api.ts";
import { intentOf } from "../data/fold.ts";
import { useDesk } from "../data/use-desk.ts";
import { valuesOfRegistration } from "../features/intake/intake-values.ts";

/**
 * Takes a refused registration back into the form, to be corrected and registered anew; a form that is half filled in
 * goes first.
 * @see docs/spec/receipts.md RC-26
 */
export function useRegisterAgain(): (step: QueuedStep["step"]) => Promise<void> {
  const desk = useDesk();
  const [, go] = useLocation();
  const { t } = useTranslation("syncCenter");
  const say = (message: string): void => void notifications.show({ message, color: "gray" });
  return async (step) => {
    const intent = intentOf(step);
    if (intent?.type !== "register") return say(t("formCannotRead"));
    if ((await desk.drafts.read("register")) != null) return say(t("formInUse"));
    await desk.drafts.write("register", valuesOfRegistration(intent.payload));
    go("/new");
  };
}
