import { Button, Group, Popover, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { QueuedStep, SubmitResult } from "../../data/desk-api.ts";
import type { HandedOver } from "../../data/stub.ts";
import { useDesk } from "../../data/use-desk.ts";
import type { useHandedOver } from "../../data/use-handed-over.ts";
import { formatMoment } from "../../ui/format.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { whoActsOn } from "../../ui/who-acts.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { stepWords } from "../../ui/step-words.ts";
import { useStepName } from "../../ui/use-step-name.ts";
import { useNewHolder } from "./handover-tray.tsx";
import { OrderLink } from "./order-link.tsx";
import { OrderNow } from "./order-now.tsx";

import { SyncSection } from "./sync-section.tsx";
import styles from "./sync-center.module.css";

/** 未被接受: steps that the province has refused, each beside what the order looks like now. */
export function Tray({
  steps,
  stubs,
  onRegisterAgain,
}: Pick<Refused, "onRegisterAgain"> & {
  steps: readonly QueuedStep[];
  stubs: ReturnType<typeof useHandedOver>;
}): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  return (
    <SyncSection title={t("tray")} count={steps.length} hint={t("trayHint")}>
      {steps.map((one) => (
        <RefusedStep key={one.step.id} queued={one} stub={stubs.get(one.step.orderId)} {...{ onRegisterAgain }} />
      ))}
    </SyncSection>
  );
}

type Refused = Readonly<{
  queued: QueuedStep;
  /** Where the order went, when it is no longer here. */
  stub: HandedOver | undefined;
  onRegisterAgain: (step: QueuedStep["step"]) => Promise<void>;
}>;

function RefusedStep({ queued, stub, onRegisterAgain }: Refused): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const words = useProblemWords();
  const { step, receipt } = queued;
  const text = stepWords(step);
  const isDone = stub !== undefined && text === "";
  return (
    <article className={styles["refused"]}>
      <StepTitle queued={queued} stub={stub} />
      <p className={styles["doubt"]}>{words(receipt?.code ?? "unexpected")}</p>
      {text !== "" && <blockquote className={styles["quote"]}>{text}</blockquote>}
      {stub ? <OrderGone stub={stub} isDone={isDone} /> : <OrderNow step={step} />}
      <p className={styles["acts"]}>{t(`acts.${isDone ? "meSetAside" : whoActsOn(queued)}`)}</p>
      <Settle {...{ queued, stub, text, onRegisterAgain }} />
    </article>
  );
}

/** What was done, on which order, and when. */
export function StepTitle({ queued, stub }: Pick<Refused, "queued" | "stub">): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const name = useStepName();
  const { now } = useSurroundings();
  const { step, receipt, savedAt } = queued;
  return (
    <h3 className={styles["refusedTitle"]}>
      {name(step.type)} · {stub ? (receipt?.orderNumber ?? t("goneOrder")) : <WhichOrder step={step} />}{" "}
      <span className={styles["saved"]}>{t("savedThen", { at: formatMoment(savedAt, now) })}</span>
    </h3>
  );
}

/** A registration that had no effect has made no order: it goes by its provisional number. */
function WhichOrder({ step }: { step: QueuedStep["step"] }): React.JSX.Element {
  const number = step.type === "register" ? step.payload["provisionalNumber"] : null;
  return typeof number === "string" ? <>{number}</> : <OrderLink id={step.orderId} />;
}

/** Where the order is now; `isDone` when the step left no words that its new holder could use. */
function OrderGone({ stub, isDone }: { stub: HandedOver; isDone: boolean }): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const { now } = useSurroundings();
  const words = { office: useNewHolder(stub), at: formatMoment(stub.at, now) };
  return <p className={styles["now"]}>{t(isDone ? "nowGoneDone" : "nowGone", words)}</p>;
}

function Settle({ queued, stub, text, onRegisterAgain }: Refused & Readonly<{ text: string }>): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const desk = useDesk();
  const name = useStepName();
  const words = useProblemWords();
  const { step, receipt } = queued;
  const say = (result: SubmitResult): boolean => {
    if (!result.ok) notifications.show({ message: words(result.refusal), color: "gray" });
    return result.ok;
  };
  const asNote = async (): Promise<void> => {
    const origin = t("noteOf", { step: name(step.type), reason: words(receipt?.code ?? "unexpected") });
    say(await desk.asNote(step.id, `${text}\n${origin}`));
  };
  return (
    <Group gap="xs">
      {!stub && (
        <Button size="xs" variant="default" onClick={() => void desk.sendAgain(step.id).then(say)}>
          {t("sendAgain")}
        </Button>
      )}
      {step.type === "register" && (
        <Button size="xs" variant="default" onClick={() => void onRegisterAgain(step)}>
          {t("registerAgain")}
        </Button>
      )}
      {text !== "" && step.type !== "register" && (
        <Button size="xs" variant="default" onClick={() => void asNote()}>
          {stub ? t("asLateNote") : t("asNote")}
        </Button>
      )}
      <SetAside onSend={async (reason) => void say(await desk.setAside(step.id, reason))} />
    </Group>
  );
}

export function SetAside({ onSend }: { onSend: (reason: string) => Promise<void> }): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  return (
    <Popover opened={open} onChange={setOpen} trapFocus width={320} shadow="md">
      <Popover.Target>
        <Button size="xs" variant="subtle" onClick={() => setOpen(!open)}>
          {t("setAside")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Textarea
          label={t("setAsideReason")}
          value={reason}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button mt="xs" size="xs" onClick={() => void onSend(reason.trim())}>
          {t("setAside")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
