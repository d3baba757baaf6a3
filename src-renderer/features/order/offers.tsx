import { Button, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ActionType } from "../../../src-shared/actions/action.ts";
import type { OfferedAction } from "../../../src-shared/actions/available-actions.ts";
import { isEnded } from "../../../src-shared/domain/work-order/order-state.ts";
import type { OrderView } from "../../data/desk-api.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import { holderSentence, unsentOf } from "./order-header.tsx";
import styles from "./order.module.css";

// The steps that an order waits for. All others are open to somebody, but nobody is waiting for them.
const awaited: ReadonlySet<ActionType> = new Set([
  "dispatch",
  "accept",
  "report-result",
  "answer-help",
  "decide-return",
  "approve-result",
  "call-back",
  "inspect",
  "archive",
  "resume",
  "decide-extension",
  "rule-objection",
  "decide-reopen",
  "answer-notice",
  "settle-notice",
]);

/** 现在可以做: the step that the clock waits for is the one primary button, the others are quiet. */
export function Offers({ view, onStep }: { view: OrderView; onStep: (type: ActionType) => void }): React.JSX.Element {
  const { t } = useTranslation("order");
  const { offered } = view;
  const primary = offered.find((offer) => offer.refusal === null && awaited.has(offer.type));
  return (
    <section className={styles["offers"]} aria-label={t("canDo")}>
      <h2 className={styles["offersTitle"]}>{t("canDo")}</h2>
      <div className={styles["buttons"]}>
        {offered.map((offer) => (
          <OfferButton key={offer.type} offer={offer} primary={offer === primary} onStep={onStep} />
        ))}
        {primary === undefined && <NothingToDo view={view} />}
      </div>
    </section>
  );
}

function NothingToDo({ view }: { view: OrderView }): React.JSX.Element {
  const { t } = useTranslation("order");
  const office = useOfficeName();
  const { order, queued } = view;
  const pending = holderSentence(order, unsentOf(queued)) === "holderOnceSent";
  const name = office(order.holder);
  const open = pending ? t("nothingToDoOnceSent", { office: name }) : t("nothingToDo", { office: name });
  const words = isEnded(order.state) ? t("nothingLeft") : open;
  return <span className={styles["nothing"]}>{words}</span>;
}

function OfferButton({
  offer,
  primary,
  onStep,
}: {
  offer: OfferedAction;
  primary: boolean;
  onStep: (type: ActionType) => void;
}): React.JSX.Element {
  const { t } = useTranslation("order");
  const { t: tRequests } = useTranslation("requests");
  const office = useOfficeName();
  const words = useProblemWords();
  const name = t(`steps.${offer.type}`);
  const waits = offer.awaits === undefined ? null : tRequests("pending.awaits", { office: office(offer.awaits) });
  const why = offer.refusal === null ? waits : words(offer.refusal);
  if (why === null) {
    return (
      <Button size="xs" variant={primary ? "filled" : "default"} onClick={() => onStep(offer.type)}>
        {name}
      </Button>
    );
  }
  return (
    <Tooltip label={why} multiline maw={360}>
      <Button size="xs" variant="default" data-disabled aria-disabled onClick={(event) => event.preventDefault()}>
        {name}
      </Button>
    </Tooltip>
  );
}
