import { Button, Menu, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ActionType } from "../../../src-shared/actions/action.ts";
import type { OfferedAction } from "../../../src-shared/actions/available-actions.ts";
import type { Role } from "../../../src-shared/domain/permission/role.ts";
import { isEnded, orderStates, type OrderState } from "../../../src-shared/domain/work-order/order-state.ts";
import { useDesk } from "../../data/use-desk.ts";
import type { OrderView, WorkListName } from "../../data/desk-api.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";
import { inTwo, primaryOf, useOfferedSteps } from "./offered-steps.ts";
import { holderSentence, unsentOf } from "./order-header.tsx";
import styles from "./order.module.css";

/** 现在可以做: the step that the clock waits for is the one primary button, the others are quiet. */
export function Offers({
  view,
  list,
  onStep,
}: {
  view: OrderView;
  /** The list one came from: it may be there for a step that the order itself does not wait for. */
  list: WorkListName;
  onStep: (type: ActionType) => void;
}): React.JSX.Element {
  const { t } = useTranslation("order");
  const offered = useOfferedSteps(view);
  const primary = primaryOf(offered, view.order, list);
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

/** Whose work an order in each state waits for within the office that holds it. */
const dutyOf: Readonly<Partial<Record<OrderState, Role>>> = {
  registered: "dispatcher",
  "awaiting-dispatch": "dispatcher",
  "awaiting-acceptance": "handler",
  "return-review": "dispatcher",
  handling: "handler",
  "awaiting-review": "leader",
  "awaiting-callback": "callback-agent",
  "awaiting-inspection": "inspector",
};

function NothingToDo({ view }: { view: OrderView }): React.JSX.Element {
  const { t } = useTranslation("order");
  const office = useOfficeName();
  const label = useLabel();
  const mine = useDesk().actor.office;
  const { order, queued } = view;
  const pending = holderSentence(order, unsentOf(queued)) === "holderOnceSent";
  const name = office(order.holder);
  const open = pending ? t("nothingToDoOnceSent", { office: name }) : t("nothingToDo", { office: name });
  const duty = order.holder === mine && !pending ? dutyOf[order.state] : undefined;
  const waits = duty === undefined ? open : t("nothingToDoHere", { who: label("role", duty) });
  const known = isEnded(order.state) ? t("nothingLeft") : waits;
  const words = orderStates.includes(order.state) ? known : t("nothingToTell");
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
