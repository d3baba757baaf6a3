import { useTranslation } from "react-i18next";

import { openHelps } from "../../../src-shared/domain/co-handling/helpers.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { TroubleNote } from "../../ui/face.tsx";
import { useOfficeName } from "../../ui/surroundings.tsx";

/** Says at a report that helpers have not answered yet; the lead may report all the same (CH-4). */
export function OpenHelps({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("coHandling");
  const { t: common } = useTranslation("common");
  const office = useOfficeName();
  const open = openHelps(order);
  if (open.length === 0) return null;
  const names = open.map((help) => office(help.office)).join(common("separator"));
  return <TroubleNote>{t("stillOpen", { offices: names })}</TroubleNote>;
}
