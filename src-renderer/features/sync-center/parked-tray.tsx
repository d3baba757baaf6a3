import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";

import type { QueuedStep } from "../../data/desk-api.ts";
import type { HandedOver } from "../../data/stub.ts";
import { useDesk, useOrder } from "../../data/use-desk.ts";
import type { useHandedOver } from "../../data/use-handed-over.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { stepWords } from "../../ui/step-words.ts";
import { WentTo } from "./handover-tray.tsx";
import { OrderNow } from "./order-now.tsx";
import { SetAside, StepTitle } from "./tray.tsx";

import { SyncSection } from "./sync-section.tsx";
import styles from "./sync-center.module.css";

/**
 * 等省平台升级: steps that the province keeps and judges by itself after its update. Nothing is to be done about them.
 * @see docs/spec/receipts.md RC-30, RC-31
 */
export function ParkedTray({
  steps,
  stubs,
}: {
  steps: readonly QueuedStep[];
  stubs: ReturnType<typeof useHandedOver>;
}): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  return (
    <SyncSection title={t("parkedTray")} count={steps.length} hint={t("parkedHint")}>
      {steps.map((one) => (
        <ParkedStep key={one.step.id} queued={one} stub={stubs.get(one.step.orderId)} />
      ))}
    </SyncSection>
  );
}

type Parked = Readonly<{ queued: QueuedStep; stub: HandedOver | undefined }>;

function ParkedStep({ queued, stub }: Parked): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const { step } = queued;
  const text = stepWords(step);
  const isRegistration = step.type === "register";
  const view = useOrder(step.orderId);
  const isHere = view !== "loading" && view !== null;
  return (
    <article className={styles["refused"]}>
      <StepTitle queued={queued} stub={stub} />
      {text !== "" && <blockquote className={styles["quote"]}>{text}</blockquote>}
      {stub && <WentTo stub={stub} />}
      {isHere && !isRegistration && <OrderNow step={step} />}
      {isHere && !isRegistration ? (
        <GiveUp step={step} />
      ) : (
        <p className={styles["acts"]}>{t(isRegistration ? "parkedRegister" : "parkedStays")}</p>
      )}
    </article>
  );
}

/** Giving a step up is a step of its own, on the order: only where that stands can the province be told. */
function GiveUp({ step }: Pick<QueuedStep, "step">): React.JSX.Element {
  const desk = useDesk();
  const words = useProblemWords();
  const setAside = async (reason: string): Promise<void> => {
    const result = await desk.setAside(step.id, reason);
    if (!result.ok) notifications.show({ message: words(result.refusal), color: "gray" });
  };
  return <SetAside onSend={setAside} />;
}
