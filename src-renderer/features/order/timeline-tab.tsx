import { Anchor } from "@mantine/core";
import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useDesk } from "../../data/use-desk.ts";
import type { OrderView, QueuedStep } from "../../data/desk-api.ts";
import { Face } from "../../ui/face.tsx";
import { openedFacts } from "../../ui/opened-facts.ts";
import type { OpenedFacts } from "../../ui/receipt-line.tsx";
import { Timeline } from "../../ui/timeline.tsx";
import { useWithdraw } from "../../ui/use-withdraw.ts";
import styles from "./order.module.css";
import { ApartLine, HappenedLine } from "./timeline-entries.tsx";

/** 经过: everything that happened and what waits to be sent, in place, with how far each step has come. */
export function TimelineTab({ view }: { view: OrderView }): React.JSX.Element {
  const { t } = useTranslation("timeline");
  const label = useTranslation("order").t("tabs.timeline");
  const takeBack = useWithdraw(useDesk().withdraw);
  const withdraw = (queued: QueuedStep): void => takeBack(queued.step.id);
  const [shown, setShown] = useState(false);
  const { order, queued, receipts } = view;
  const steps = new Map(queued.map((one) => [one.step.id, one]));
  const happened = order.timeline.filter((event) => shown || event.type !== "disclosed");
  const ids = new Set(order.timeline.map((event) => event.id));
  const apart = queued.filter((one) => !ids.has(one.step.id));
  const looks = order.timeline.length - happened.length;
  const opened = useOpenings(order);
  const scroller = useLatestInSight(happened.length + apart.length);
  if (ids.size + apart.length === 0) return <Face words={t("empty")} />;
  return (
    <div className={styles["tab"]} ref={scroller}>
      <Timeline label={label}>
        {happened.map((event) => {
          const step = steps.get(event.id);
          const receipt = receipts.get(event.id) ?? step?.receipt ?? null;
          const { attachments, helps, cards, assignments } = order;
          const named = { attachments, helps, cards, assignments };
          return (
            <HappenedLine
              key={event.id}
              {...{ event, queued: step, receipt, withdraw }}
              opened={opened(event)}
              {...named}
            />
          );
        })}
        {apart.map((one) => (
          <ApartLine key={one.step.id} queued={one} withdraw={withdraw} />
        ))}
      </Timeline>
      {(shown || looks > 0) && (
        <Anchor component="button" type="button" size="sm" onClick={() => setShown(!shown)}>
          {shown ? t("hideDisclosures") : t("showDisclosures", { n: looks })}
        </Anchor>
      )}
    </div>
  );
}

/** Who opened the order after a step of this office, or after a record that came late. */
function useOpenings(order: WorkOrder): (event: OrderEvent) => OpenedFacts | null {
  const { profile, rules } = useDesk();
  return useMemo(() => {
    const facts = order.timeline.map((event, at) => {
      return [event.id, event.office === profile.office ? openedFacts(order, at, rules.offices) : null] as const;
    });
    const byId = new Map(facts);
    return (event) => byId.get(event.id) ?? null;
  }, [order, profile.office, rules.offices]);
}

/**
 * What happened last is what one looks for: the list opens at its end, goes there when something is added, and stays
 * there while the box below it grows, unless the person has scrolled away.
 */
function useLatestInSight(count: number): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const toEnd = (): void => void (element.scrollTop = element.scrollHeight);
    let isAtEnd = true;
    const look = (): void => void (isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 8);
    const resized = new ResizeObserver(() => isAtEnd && toEnd());
    toEnd();
    element.addEventListener("scroll", look);
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, [count]);
  return scroller;
}
