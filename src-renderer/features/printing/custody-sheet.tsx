import { useTranslation } from "react-i18next";

import { hopsOf, totalOf } from "../../../src-shared/domain/assignment/custody-chain.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { useClockTime, useHopWords } from "../../ui/custody-words.ts";
import { useLabel, useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { usePrintJob } from "./print-context.ts";
import { SheetHead } from "./sheet-frame.tsx";

/** 流转时间表: who held the order how long, of which limit, and why it moved; the times add up. */
export function CustodySheet(): React.JSX.Element {
  const { t } = useTranslation("order");
  const { t: papers } = useTranslation("papers");
  const { order, printedAt } = usePrintJob();
  const { calendar } = useSurroundings();
  const office = useOfficeName();
  const label = useLabel();
  const span = useClockTime();
  const words = useHopWords(order);
  const hops = hopsOf(order, calendar, printedAt);
  const total = totalOf(hops);
  return (
    <>
      <SheetHead title={papers("custody")} />
      <table>
        <thead>
          <tr>
            <th>{t("custody.office")}</th>
            <th>{t("custody.stage")}</th>
            <th>{t("custody.why")}</th>
            <th className="paper-when">{t("custody.received")}</th>
            <th>{t("custody.calendarTime")}</th>
            <th>{t("custody.held")}</th>
            <th>{t("custody.share")}</th>
          </tr>
        </thead>
        <tbody>
          {hops.map((hop) => {
            const said = words(hop);
            return (
              <tr key={hop.why.id}>
                <td>{office(hop.office)}</td>
                <td>{label("order-state", hop.state)}</td>
                <td>{said.why}</td>
                <td>{toChinaText(hop.from)}</td>
                <td>{said.span}</td>
                <td>{said.held}</td>
                <td>{said.share}</td>
              </tr>
            );
          })}
          <tr>
            <td colSpan={4}>{t("custody.total")}</td>
            <td>{span(total.ms)}</td>
            <td>{t("custody.heldDays", { n: total.netDays })}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </>
  );
}
