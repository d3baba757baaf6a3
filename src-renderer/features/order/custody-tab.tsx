import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { hopsOf, totalOf, type Hop } from "../../../src-shared/domain/assignment/custody-chain.ts";
import { openTurns } from "../../../src-shared/domain/assignment/custody.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { useClockTime, useHopWords } from "../../ui/custody-words.ts";
import { StateBadge } from "../../ui/state-badge.tsx";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { CustodyBar } from "./custody-bar.tsx";
import { RequestList } from "./request-list.tsx";
import styles from "./order.module.css";

/** 流转: whose hands the order passed through, how long each held it, of which limit, and why it moved. */
export function CustodyTab({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const { calendar, now } = useSurroundings();
  const span = useClockTime();
  const hops = hopsOf(order, calendar, now);
  const total = totalOf(hops);
  return (
    <div className={styles["tab"]}>
      <CustodyBar hops={hops} />
      <Table verticalSpacing={4} className={styles["custody"]}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("custody.office")}</Table.Th>
            <Table.Th>{t("custody.stage")}</Table.Th>
            <Table.Th>{t("custody.why")}</Table.Th>
            <Table.Th>{t("custody.received")}</Table.Th>
            <Table.Th ta="right">{t("custody.calendarTime")}</Table.Th>
            <Table.Th ta="right">{t("custody.held")}</Table.Th>
            <Table.Th ta="right">{t("custody.share")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {hops.map((hop) => (
            <HopRow key={hop.why.id} hop={hop} order={order} />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={4}>{t("custody.total")}</Table.Th>
            <Table.Th ta="right">{span(total.ms)}</Table.Th>
            <Table.Th ta="right">{t("custody.heldDays", { n: total.netDays })}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
      <HandlerLine order={order} />
      <RequestList order={order} />
    </div>
  );
}

/** Who is in charge at each office that has the order in its hands. */
function HandlerLine({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("requests");
  const office = useOfficeName();
  const people = openTurns(order).flatMap((one) => (one.handler ? [`${office(one.office)} ${one.handler.name}`] : []));
  return people.length === 0 ? null : <p>{t("handler.inCharge", { people: people.join(t("handler.and")) })}</p>;
}

function HopRow({ hop, order }: { hop: Hop; order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const office = useOfficeName();
  const words = useHopWords(order)(hop);
  return (
    <Table.Tr>
      <Table.Td>{office(hop.office)}</Table.Td>
      <Table.Td>
        <StateBadge state={hop.state} />
      </Table.Td>
      <Table.Td>{words.why}</Table.Td>
      <Table.Td>
        {toChinaText(hop.from)}
        {hop.until === null && <span className={styles["small"]}> {t("custody.open")}</span>}
      </Table.Td>
      <Table.Td ta="right">{words.span}</Table.Td>
      <Table.Td ta="right">{words.held}</Table.Td>
      <Table.Td ta="right">{words.share}</Table.Td>
    </Table.Tr>
  );
}
