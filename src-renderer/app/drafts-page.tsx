import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { isActionType } from "../../src-shared/actions/action.ts";
import { orderId } from "../../src-shared/kernel/ids.ts";
import { toChinaText } from "../../src-shared/kernel/instant.ts";
import { useDesk, useOrder } from "../data/use-desk.ts";
import { useLive } from "../data/use-live.ts";
import { Face } from "../ui/face.tsx";
import { useStepName } from "../ui/use-step-name.ts";
import { pathTo } from "./routes.ts";
import styles from "./shell.module.css";

type KeptDraft = Readonly<{ key: string; at: number }>;
const none: readonly KeptDraft[] = [];

/** What was begun and not sent, newest first. */
export function useDrafts(): readonly KeptDraft[] {
  const desk = useDesk();
  const kept = useLive(desk.drafts.list$);
  return kept === "loading" ? none : kept.toSorted((a, b) => b.at - a.at);
}

/** 我的草稿: every form that was begun, and a way back into it. */
export function DraftsPage(): React.JSX.Element {
  const { t } = useTranslation("shell");
  const drafts = useDrafts();
  return (
    <main className={styles["page"]}>
      <h1 className={styles["listTitle"]}>{t("drafts")}</h1>
      {drafts.length === 0 ? (
        <Face words={t("draftsEmpty")} />
      ) : (
        <ul className={styles["drafts"]}>
          {drafts.map((draft) => (
            <li key={draft.key}>
              <DraftLink draft={draft} />
              <time>{t("draftAt", { at: toChinaText(draft.at) })}</time>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}

function DraftLink({ draft }: { draft: KeptDraft }): React.JSX.Element {
  const { t } = useTranslation("shell");
  const [order = "", step = ""] = draft.key.split("/");
  if (step === "") return <Anchor href="#/new">{t("register")}</Anchor>;
  return <OrderDraftLink order={order} step={step} />;
}

function OrderDraftLink({ order, step }: { order: string; step: string }): React.JSX.Element {
  const { t } = useTranslation("shell");
  const name = useStepName();
  const view = useOrder(orderId(order));
  const title = view === "loading" || view === null ? "…" : view.order.classification.title;
  const form = isActionType(step) && step !== "note" ? step : undefined;
  return (
    <Anchor href={`#${pathTo("all", orderId(order), form)}`}>{t("draftOf", { step: name(step), order: title })}</Anchor>
  );
}
