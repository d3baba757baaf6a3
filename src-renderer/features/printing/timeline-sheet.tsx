import { useTranslation } from "react-i18next";

import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import { tellEvent } from "../../ui/telling/tell-event.ts";
import { useSay } from "../../ui/telling/use-say.ts";
import { usePrintJob } from "./print-context.ts";
import { SheetHead } from "./sheet-frame.tsx";

/** 办理经过: everything that happened, in order. Looks at personal data are kept in the electronic file only. */
export function TimelineSheet(): React.JSX.Element {
  const { t } = useTranslation("printing");
  const { order } = usePrintJob();
  const say = useSay(order);
  const office = useOfficeName();
  const told = order.timeline.filter((event) => event.type !== "disclosed" && event.type !== "evidence-stored");
  return (
    <>
      <SheetHead title={t("parts.timeline")} />
      <table>
        <thead>
          <tr>
            <th className="paper-when">{t("timeline.at")}</th>
            <th className="paper-who">{t("timeline.who")}</th>
            <th>{t("timeline.what")}</th>
          </tr>
        </thead>
        <tbody>
          {told.map((event) => {
            const { title, tags, body } = tellEvent(event, say);
            const lines = [[title, ...tags].join(" · "), ...body];
            return (
              <tr key={event.id} className={lines.join("").length > 400 ? "paper-long" : undefined}>
                <td>{toChinaText(event.at)}</td>
                <td>{`${office(event.office)}\n${event.byName}`}</td>
                <td>{lines.join("\n")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
