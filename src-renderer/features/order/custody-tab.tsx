import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { workingDaysBetween } from "../../../src-shared/calendar/working-days-between.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { StateBadge } from "../../ui/state-badge.tsx";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { hopsOf } from "./custody-rows.ts";
import styles from "./order.module.css";

/** 流转: whose hands the order passed through and how long each held it. */
export function CustodyTab({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const office = useOfficeName();
  const { calendar, now } = useSurroundings();
  const hops = hopsOf(order, calendar, now);
  const until = hops.at(-1)?.until ?? now;
  const total = workingDaysBetween(calendar, order.registeredAt, until);
  return (
    <div className={styles["tab"]}>
      <Table verticalSpacing={4} className={styles["custody"]}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("custody.office")}</Table.Th>
            <Table.Th>{t("custody.stage")}</Table.Th>
            <Table.Th>{t("custody.received")}</Table.Th>
            <Table.Th>{t("custody.left")}</Table.Th>
            <Table.Th ta="right">{t("custody.held")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {hops.map((hop) => (
            <Table.Tr key={`${hop.from} ${hop.state}`}>
              <Table.Td>{office(hop.office)}</Table.Td>
              <Table.Td>
                <StateBadge state={hop.state} />
              </Table.Td>
              <Table.Td>{toChinaText(hop.from)}</Table.Td>
              <Table.Td>{hop.until === null ? t("custody.open") : toChinaText(hop.until)}</Table.Td>
              <Table.Td ta="right">{t("custody.heldDays", { n: hop.workingDays })}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={4}>{t("custody.total")}</Table.Th>
            <Table.Th ta="right">{t("custody.heldDays", { n: total })}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </div>
  );
}
