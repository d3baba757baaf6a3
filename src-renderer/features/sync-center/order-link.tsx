import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { useOrder } from "../../data/use-desk.ts";

/** The order a step belongs to, by number and title, as a way to it. */
export function OrderLink({ id }: { id: OrderId }): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const view = useOrder(id);
  if (view === "loading") return <span>…</span>;
  if (view === null) return <span>{t("unknownOrder")}</span>;
  const { number, provisionalNumber, classification } = view.order;
  return (
    <Anchor href={`#/order/${id}`} size="sm">
      {number ?? provisionalNumber} {classification.title}
    </Anchor>
  );
}
