import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { takenOverBy } from "../../../src-shared/domain/reference/change-offices.ts";
import type { Proposal } from "../../../src-shared/domain/reference/proposal.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import type { Preview } from "../../../src-shared/protocol/administration.ts";
import { useDesk } from "../../data/use-desk.ts";
import { TroubleNote } from "../../ui/face.tsx";
import { useProblemWords } from "../../ui/problem-words.ts";
import styles from "./administration.module.css";
import { PreviewOf } from "./preview-of.tsx";

type State = Readonly<{ preview: Preview | null; trouble: string | null; done: string | null; busy: boolean }>;
const nothing: State = { preview: null, trouble: null, done: null, busy: false };

/** Publishing in two steps: the effect is seen first, then it is published with a reason. A change begins anew. */
export function PublishBox({
  proposal,
  onPublished,
}: {
  proposal: Proposal;
  onPublished?: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  const words = useProblemWords();
  const desk = useDesk();
  const [reason, setReason] = useState("");
  const [seen, setSeen] = useState<State & Readonly<{ of: Proposal | null }>>({ ...nothing, of: null });
  const state = seen.of === proposal ? seen : { ...nothing, done: seen.done };
  const set = (part: Partial<State>): void => setSeen({ ...state, ...part, of: proposal });
  const see = async (): Promise<void> => {
    set({ busy: true, trouble: null, done: null });
    const answer = await desk.administration.preview(proposal);
    set(answer.ok ? { preview: answer.value, busy: false } : { trouble: answer.trouble, busy: false });
  };
  const publish = async (): Promise<void> => {
    if (reason.trim() === "") return set({ trouble: "reason-missing" });
    set({ busy: true, trouble: null });
    const latest = await desk.administration.versions(proposal.kind);
    if (!latest.ok) return set({ trouble: latest.trouble, busy: false });
    const basedOn = latest.value[0]?.version ?? "";
    const answer = await desk.administration.publish({ proposal, basedOn, reason: reason.trim() });
    if (!answer.ok) return set({ trouble: answer.trouble, busy: false });
    const { version, effectiveFrom } = answer.value;
    set({ ...nothing, done: t("publish.done", { version, from: toChinaText(effectiveFrom) }) });
    setReason("");
    return onPublished?.();
  };
  const isBusyOffice = state.preview !== null && isInTheWay(proposal, state.preview);
  return (
    <section className={styles["publish"]} aria-label={t("publish.title")}>
      {state.preview !== null && <PreviewOf preview={state.preview} proposal={proposal} />}
      {state.trouble !== null && <TroubleNote>{words(state.trouble)}</TroubleNote>}
      {state.done !== null && <p role="status">{state.done}</p>}
      {state.preview === null ? (
        <Button loading={state.busy} onClick={() => void see()}>
          {t("publish.preview")}
        </Button>
      ) : (
        <div className={styles["tools"]}>
          <TextInput
            label={t("publish.reason")}
            placeholder={t("publish.reasonHint")}
            value={reason}
            w={340}
            withAsterisk
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button loading={state.busy} disabled={isBusyOffice} onClick={() => void publish()}>
            {t("publish.publish")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Whether what hangs on an office keeps it from being closed or merged. */
function isInTheWay(proposal: Proposal, { heldCount, below, accounts }: Preview): boolean {
  if (proposal.kind !== "offices") return false;
  const { type } = proposal.change;
  if (type !== "close" && type !== "merge") return false;
  return below.length + accounts.length > 0 || (takenOverBy(proposal.change) === null && heldCount > 0);
}
