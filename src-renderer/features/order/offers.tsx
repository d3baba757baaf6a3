import { Button, Menu, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ActionType } from "../../../src-shared/actions/action.ts";
import type { OfferedAction } from "../../../src-shared/actions/available-actions.ts";
import { lapsedOffer } from "../../../src-shared/actions/lapsed-offer.ts";
import { isAnswered } from "../../../src-shared/domain/supervision/notice.ts";
import { isEnded } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useReference } from "../../data/use-desk.ts";
import type { OrderView } from "../../data/desk-api.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
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
]);

/** A notice can be settled any time, but only one that was answered waits for it. */
function isAwaited(type: ActionType, order: WorkOrder): boolean {
  if (type !== "settle-notice") return awaited.has(type);
  return order.notices.some((notice) => notice.outcome === null && isAnswered(notice));
}

// Steps of an exception: nobody looks for them among what is done every day.
const seldom: ReadonlySet<ActionType> = new Set([
  "amend",
  "assign-handler",
  "recuse",
  "flag-incident",
  "unflag-incident",
  "merge-order",
  "refuse-order",
  "terminate-order",
  "revoke-card",
  "request-reopen",
  "release-help",
]);

/** 现在可以做: the step that the clock waits for is the one primary button, the others are quiet. */
export function Offers({ view, onStep }: { view: OrderView; onStep: (type: ActionType) => void }): React.JSX.Element {
  const { t } = useTranslation("order");
  const offered = useOffered(view);
  const primary = offered.find((offer) => offer.refusal === null && isAwaited(offer.type, view.order));
  const { shown, more } = inTwo(offered, primary);
  return (
    <section className={styles["offers"]} aria-label={t("canDo")}>
      <h2 className={styles["offersTitle"]}>{t("canDo")}</h2>
      <div className={styles["buttons"]}>
        {shown.map((offer) => (
          <OfferButton key={offer.type} offer={offer} primary={offer === primary} onStep={onStep} />
        ))}
        {more.length > 0 && <MoreOffers offers={more} onStep={onStep} />}
        {primary === undefined && <NothingToDo view={view} />}
      </div>
    </section>
  );
}

/** What is offered, with the reason at what time has closed meanwhile. */
function useOffered({ order, offered }: OrderView): readonly OfferedAction[] {
  const { policy } = useReference();
  const { calendar, now: at } = useSurroundings();
  return offered.map((offer) => ({
    ...offer,
    refusal: offer.refusal ?? lapsedOffer(order, offer.type, { at, calendar, policy }),
  }));
}

/** As many as stand on one line of a small screen; with one more than that, the rest go behind 更多. */
const onOneLine = 6;

/** What stands on the page and what behind 更多: seldom steps go first, the step that is waited for never does. */
function inTwo(
  offered: readonly OfferedAction[],
  primary: OfferedAction | undefined,
): Readonly<{ shown: readonly OfferedAction[]; more: readonly OfferedAction[] }> {
  if (offered.length <= onOneLine) return { shown: offered, more: [] };
  const often = offered.filter((offer) => offer === primary || !seldom.has(offer.type));
  const shown = new Set([...often, ...offered].slice(0, onOneLine));
  if (primary) shown.add(primary);
  return { shown: offered.filter((offer) => shown.has(offer)), more: offered.filter((offer) => !shown.has(offer)) };
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

/** Why an offered step cannot be taken now, in words; null when it can. */
function useWhyNot(): (offer: OfferedAction) => string | null {
  const { t } = useTranslation("requests");
  const office = useOfficeName();
  const words = useProblemWords();
  return ({ refusal, awaits }) => {
    if (refusal !== null) return words(refusal);
    return awaits === undefined ? null : t("pending.awaits", { office: office(awaits) });
  };
}

type OffersProps = { offers: readonly OfferedAction[]; onStep: (type: ActionType) => void };

function MoreOffers({ offers, onStep }: OffersProps): React.JSX.Element {
  const { t } = useTranslation("order");
  const { t: common } = useTranslation("common");
  const whyNot = useWhyNot();
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button size="xs" variant="subtle">
          {common("moreSteps")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offers.map((offer) => {
          const why = whyNot(offer);
          return (
            <Menu.Item key={offer.type} disabled={why !== null} onClick={() => onStep(offer.type)}>
              {t(`steps.${offer.type}`)}
              {why !== null && <div className={styles["whyNot"]}>{why}</div>}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
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
  const why = useWhyNot()(offer);
  const name = t(`steps.${offer.type}`);
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
