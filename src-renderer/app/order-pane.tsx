import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";

import type { ActionType } from "../../src-shared/actions/action.ts";
import { activeAssignment } from "../../src-shared/domain/assignment/custody.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { OrderView, SyncStatus, WorkListName } from "../data/desk-api.ts";
import { useDesk, useOrder, useSyncPart } from "../data/use-desk.ts";
import { OrderPage } from "../features/order/order-page.tsx";
import type { PrintedSheet } from "../features/order/print-tab.tsx";
import { MissingOrder } from "../features/order/missing-order.tsx";
import { Face } from "../ui/face.tsx";
import { useProblemWords } from "../ui/problem-words.ts";
import { pathTo, pathToPrint } from "./routes.ts";
import { StepFormOf } from "./step-form-of.tsx";
import { useOpened } from "./use-opened.ts";

type Props = Readonly<{ list: WorkListName; id: OrderId; step: ActionType | null }>;

/** The third pane: an order, or the form of the step one takes on it. */
export function OrderPane({ list, id, step }: Props): React.JSX.Element {
  const { t } = useTranslation("order");
  const view = useOrder(id);
  if (view === "loading") return <Face words={t("loading")} />;
  if (view === null) return <MissingOrder key={id} id={id} />;
  return <OpenOrder list={list} view={view} step={step} />;
}

function OpenOrder({
  list,
  view,
  step,
}: {
  list: WorkListName;
  view: OrderView;
  step: ActionType | null;
}): React.JSX.Element {
  const [, go] = useLocation();
  const told = useTellSaved();
  const accept = useAccept(told);
  const { order } = view;
  useOpened(order);
  const back = (): void => go(pathTo(list, order.id));
  const take = (type: ActionType): void => {
    if (type === "accept") accept(order);
    else go(pathTo(list, order.id, type));
  };
  const sent = (): void => {
    told();
    back();
  };
  const page = {
    view,
    list,
    onStep: take,
    hrefOfSheet: (sheet: PrintedSheet) => `#${pathToPrint(order.id, sheet)}`,
  };
  if (step === null) return <OrderPage key={order.id} {...page} />;
  return (
    <OrderPage key={order.id} {...page}>
      <StepFormOf key={step} step={step} order={order} onLeave={back} onSent={sent} />
    </OrderPage>
  );
}

/** Says that a step is safe, and what becomes of it next. */
export function useTellSaved(): () => void {
  const { t } = useTranslation("order");
  const online = useSyncPart(isOnline);
  return () => {
    const when = online ? t("savedOnline") : t("savedOffline");
    notifications.show({ message: t("saved", { when }) });
  };
}

function isOnline(status: SyncStatus): boolean {
  return status.line === "online" && status.trouble !== "signed-out" && status.trouble !== "device-copied";
}

/** Accepting is one click. */
function useAccept(told: () => void): (order: WorkOrder) => void {
  const { t } = useTranslation("order");
  const desk = useDesk();
  const words = useProblemWords();
  const refuse = (refusal: string): void => {
    notifications.show({ title: t("notDone"), message: words(refusal), autoClose: false });
  };
  return (order) => {
    const assignment = activeAssignment(order)?.id;
    if (!assignment) return refuse("assignment-moved");
    void desk
      .submit({ type: "accept", orderId: order.id, payload: { assignment } })
      .then((outcome) => (outcome.ok ? told() : refuse(outcome.refusal)));
  };
}
