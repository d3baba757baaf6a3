import { Button, Checkbox, Group, Modal, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Intent } from "../../../src-shared/actions/action.ts";
import { replyDate } from "../../../src-shared/domain/supervision/reply-date.ts";
import type { OrderLine } from "../../data/desk-api.ts";
import { useDesk, useOrderList, useReference } from "../../data/use-desk.ts";
import { DeadlineBadge } from "../../ui/deadline-badge.tsx";
import { useProblemWords } from "../../ui/problem-words.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import styles from "./supervision.module.css";

/** How many orders are looked at for a batch; what is left comes up in the next. */
const atOnce = 200;

/** 批量发催办通知书: the orders on 待督办 that are past their limit, ticked, each with a notice of its own. */
export function BatchUrge(): React.JSX.Element {
  const { t } = useTranslation("notice");
  const [opened, setOpened] = useState(false);
  return (
    <>
      <div className={styles["batch"]}>
        <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
          {t("batch")}
        </Button>
      </div>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t("batchTitle")} size="lg" centered>
        <CheckList onDone={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function useOverdue(): readonly OrderLine[] {
  const { actor, now } = useDesk();
  const page = useOrderList({ list: "to-supervise", sort: "due", limit: atOnce });
  const at = now();
  const lines = page === "loading" ? [] : page.lines;
  return lines.filter((line) => line.due !== null && at > line.due && line.holder !== actor.office);
}

function CheckList({ onDone }: { onDone: () => void }): React.JSX.Element {
  const { t } = useTranslation("notice");
  const lines = useOverdue();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { issue, issuing } = useIssue(onDone);
  const chosen = lines.filter((line) => !left.has(line.id));
  const toggle = (id: string): void => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  if (lines.length === 0) return <Text>{t("batchNone")}</Text>;
  return (
    <>
      <Text size="sm">{t("batchWords", { n: lines.length })}</Text>
      <ul className={styles["checks"]}>
        {lines.map((line) => (
          <li key={line.id}>
            <CheckLine line={line} checked={!left.has(line.id)} onToggle={() => toggle(line.id)} />
          </li>
        ))}
      </ul>
      <Group mt="md">
        <Button loading={issuing} disabled={chosen.length === 0} onClick={() => void issue(chosen)}>
          {t("batchSubmit", { n: chosen.length })}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("close")}
        </Button>
      </Group>
    </>
  );
}

function CheckLine({
  line,
  checked,
  onToggle,
}: {
  line: OrderLine;
  checked: boolean;
  onToggle: () => void;
}): React.JSX.Element {
  const office = useOfficeName();
  return (
    <Checkbox
      checked={checked}
      onChange={onToggle}
      label={
        <span className={styles["checkLine"]}>
          <span>{line.title}</span>
          <span className={styles["quiet"]}>
            {line.number} · {office(line.holder)}
          </span>
          {line.due !== null && <DeadlineBadge due={line.due} />}
        </span>
      }
    />
  );
}

function useIssue(
  onDone: () => void,
): Readonly<{ issue: (lines: readonly OrderLine[]) => Promise<void>; issuing: boolean }> {
  const { t } = useTranslation("notice");
  const desk = useDesk();
  const reference = useReference();
  const words = useProblemWords();
  const [issuing, setIssuing] = useState(false);
  const noticeTo = ({ id, holder }: OrderLine): Intent => ({
    type: "issue-notice",
    orderId: id,
    payload: {
      kind: "urging-notice",
      office: holder,
      reason: "overdue",
      demand: t("demands.urging-notice"),
      replyBy: replyDate(reference, "urging-notice", desk.now()),
    },
  });
  const issue = async (lines: readonly OrderLine[]): Promise<void> => {
    setIssuing(true);
    const refused: string[] = [];
    for (const line of lines) {
      const outcome = await desk.submit(noticeTo(line));
      if (!outcome.ok) refused.push(t("batchRefused", { title: line.title, words: words(outcome.refusal) }));
    }
    setIssuing(false);
    notifications.show({ message: t("batchSent", { n: lines.length - refused.length }) });
    for (const message of refused) notifications.show({ message, autoClose: false });
    onDone();
  };
  return { issue, issuing };
}
