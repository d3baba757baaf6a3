import { notifications } from "@mantine/notifications";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import type { KnownCase } from "../../../src-shared/domain/contact/known-case.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import type { SubmitResult } from "../../data/desk-api.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import type { Registration } from "./check-intake.ts";

type Registering = Readonly<{
  send: (registration: Registration) => Promise<SubmitResult>;
  goOn: (order: OrderId) => void;
  /** The order that the new one is to be merged into; null for none. */
  aim: (target: KnownCase | null) => void;
}>;

/**
 * Registers, then takes the step that ends the order at once where one was chosen. A registration stands also when that
 * step is refused: it is told, and the order waits like any other. Afterwards one goes to the order, or on to merging
 * it, with what is known already filled in.
 * @see docs/spec/intake.md IK-4, IK-7, IK-10
 */
export function useRegistration(onRegistered: (order: OrderId, merging: boolean) => void): Registering {
  const { t } = useTranslation("intake");
  const desk = useDesk();
  const words = useProblemWords();
  const into = useRef<KnownCase | null>(null);
  const send = async ({ order, closing }: Registration): Promise<SubmitResult> => {
    const registered = await desk.register(order);
    if (!registered.ok || closing === null || into.current !== null) return registered;
    const closed = await desk.submit({ ...closing, orderId: registered.orderId });
    if (!closed.ok) {
      notifications.show({ title: t("notEnded"), message: words(closed.refusal), autoClose: false });
    }
    return registered;
  };
  const goOn = async (order: OrderId): Promise<void> => {
    if (into.current === null) return onRegistered(order, false);
    const { id, number, title } = into.current;
    const begun = { into: id, title, reason: t("repeat.reason", { number }) };
    // The draft of the merge form; one that cannot be kept is only typed again.
    await desk.drafts.write(`${order}/merge-order`, begun).catch(() => undefined);
    return onRegistered(order, true);
  };
  return { send, goOn: (order) => void goOn(order), aim: (target) => void (into.current = target) };
}
