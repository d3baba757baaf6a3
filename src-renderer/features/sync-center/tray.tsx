import { Button, Group, Popover, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { QueuedStep, SubmitResult } from "../../data/desk-api.ts";
import { useDesk, useOrder } from "../../data/use-desk.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";
import { useStepName } from "../../ui/use-step-name.ts";
import { OrderLink } from "./order-link.tsx";
import { stepText } from "./step-text.ts";
import styles from "./sync-center.module.css";

/** 未被接受: steps that reached the province and had no effect, each beside what the order looks like now. */
export function Tray({ steps }: { steps: readonly QueuedStep[] }): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  return (
    <section className={styles["tray"]} aria-label={t("tray")}>
      <h2 className={styles["heading"]}>
        {t("tray")} <span className={styles["count"]}>{steps.length}</span>
      </h2>
      <p className={styles["hint"]}>{t("trayHint")}</p>
      {steps.map((one) => (
        <RefusedStep key={one.step.id} queued={one} />
      ))}
    </section>
  );
}

function RefusedStep({ queued }: { queued: QueuedStep }): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const name = useStepName();
  const words = useProblemWords();
  const { step, receipt } = queued;
  const text = stepText(step.payload);
  return (
    <article className={styles["refused"]}>
      <h3 className={styles["refusedTitle"]}>
        {name(step.type)} · <OrderLink id={step.orderId} />
      </h3>
      <p className={styles["doubt"]}>
        {receipt?.verdict === "parked" ? t("parked") : words(receipt?.code ?? "unexpected")}
      </p>
      {text !== "" && <blockquote className={styles["quote"]}>{text}</blockquote>}
      <OrderNow queued={queued} />
      <Settle queued={queued} text={text} />
    </article>
  );
}

function OrderNow({ queued }: { queued: QueuedStep }): React.JSX.Element | null {
  const { t } = useTranslation("syncCenter");
  const label = useLabel();
  const office = useOfficeName();
  const view = useOrder(queued.step.orderId);
  if (view === "loading" || view === null) return null;
  const { state, holder } = view.order;
  return <p className={styles["now"]}>{t("now", { state: label("order-state", state), office: office(holder) })}</p>;
}

function Settle({ queued, text }: { queued: QueuedStep; text: string }): React.JSX.Element {
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
    const payload = { kind: "other", text: `${text}\n${origin}`, contactedWorker: false } as const;
    const noted = await desk.submit({ type: "note", orderId: step.orderId, payload });
    if (say(noted)) await desk.setAside(step.id, t("asNote"));
  };
  return (
    <Group gap="xs">
      {receipt?.verdict !== "parked" && (
        <Button size="xs" variant="default" onClick={() => void desk.sendAgain(step.id).then(say)}>
          {t("sendAgain")}
        </Button>
      )}
      {text !== "" && (
        <Button size="xs" variant="default" onClick={() => void asNote()}>
          {t("asNote")}
        </Button>
      )}
      <SetAside onSend={async (reason) => void say(await desk.setAside(step.id, reason))} />
    </Group>
  );
}

function SetAside({ onSend }: { onSend: (reason: string) => Promise<void> }): React.JSX.Element {
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
