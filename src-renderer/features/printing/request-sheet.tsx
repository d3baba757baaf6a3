import { useTranslation } from "react-i18next";

import { useRequestRows } from "../../ui/request-rows.ts";
import { usePrintJob } from "./print-context.ts";
import { datedBy, SheetHead, Signatures, SubjectTable } from "./sheet-frame.tsx";

/** 申请与裁定: extensions, objections, withdrawals and reopening, each with what was decided on it. */
export function RequestSheet(): React.JSX.Element {
  const { t } = useTranslation("requests");
  const { order } = usePrintJob();
  const rows = useRequestRows(order);
  return (
    <>
      <SheetHead title={t("list.title")} {...datedBy(rows)} />
      <SubjectTable />
      <table>
        <thead>
          <tr>
            <th>{t("list.what")}</th>
            <th>{t("list.who")}</th>
            <th>{t("list.reason")}</th>
            <th>{t("list.outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>{row.what}</td>
              <td>{row.who}</td>
              <td>{row.reason}</td>
              <td>{row.outcome}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Signatures />
    </>
  );
}
