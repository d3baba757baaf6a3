import { Anchor } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import type { HandedOver } from "../../data/stub.ts";
import { useDesk, useQueue, useSyncStatus } from "../../data/use-desk.ts";
import { Face } from "../../ui/face.tsx";
import { formatMoment } from "../../ui/format.ts";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./order.module.css";

/** What stands where an order was: to whom it went and when, as long as that is remembered. */
export function MissingOrder({ id }: { id: OrderId }): React.JSX.Element {
  const { t } = useTranslation("order");
  const desk = useDesk();
  const office = useOfficeName();
  const { locked } = useSyncStatus();
  const { now } = useSurroundings();
  const [stub, setStub] = useState<HandedOver | null>(null);
  useEffect(() => {
    let isGone = false;
    // A copy that cannot be read has nothing to tell either.
    const nothing = (): null => null;
    void desk
      .handedOver(id)
      .catch(nothing)
      .then((found) => (isGone ? undefined : setStub(found)));
    return () => void (isGone = true);
  }, [desk, id]);
  if (locked) return <Face title={t("custody.locked.title")} words={t("custody.locked.words")} />;
  if (stub === null) return <Face title={t("missing.title")} words={t("missing.words")} />;
  const at = formatMoment(stub.at, now);
  const title =
    stub.to === null ? t("custody.handedOver.away") : t("custody.handedOver.to", { office: office(stub.to) });
  return (
    <Face title={title} words={t("custody.handedOver.words", { at })}>
      <LeftHere id={id} />
    </Face>
  );
}

/**
 * What of the person's own steps on the order is still to be sent or settled; nothing where all is through.
 * @see docs/spec/desk.md DE-49
 */
function LeftHere({ id }: { id: OrderId }): React.JSX.Element | null {
  const { t } = useTranslation("order");
  const queue = useQueue();
  if (queue === "loading") return null;
  const mine = queue.filter(({ step }) => step.orderId === id);
  const refused = mine.filter(({ stage }) => stage === "refused").length;
  const waiting = mine.filter(({ stage }) => stage === "saved" || stage === "sending").length;
  if (refused + waiting === 0) return null;
  return (
    <div>
      {refused > 0 && <p className={styles["left"]}>{t("custody.handedOver.refused", { n: refused })}</p>}
      {waiting > 0 && <p className={styles["left"]}>{t("custody.handedOver.waiting", { n: waiting })}</p>}
      <Anchor href="#/sync">{t("custody.handedOver.see")}</Anchor>
    </div>
  );
}
