import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useRequestRows } from "../../ui/request-rows.ts";
import styles from "./order.module.css";

/** 申请与裁定: what was asked for beside the order's course and what came of it. */
export function RequestList({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("requests");
  const rows = useRequestRows(order);
  if (rows.length === 0) return null;
  return (
    <Table verticalSpacing={4} className={styles["custody"]} mt="md" aria-label={t("list.title")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("list.what")}</Table.Th>
          <Table.Th>{t("list.who")}</Table.Th>
          <Table.Th>{t("list.reason")}</Table.Th>
          <Table.Th>{t("list.outcome")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.key}>
            <Table.Td>{row.what}</Table.Td>
            <Table.Td>{row.who}</Table.Td>
            <Table.Td>{row.reason}</Table.Td>
            <Table.Td>{row.outcome}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
