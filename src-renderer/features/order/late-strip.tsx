import { useTranslation } from "react-i18next";

import { unopenedLateRecords } from "../../../src-shared/domain/work-order/opening.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useDesk } from "../../data/use-desk.ts";
import { Strip } from "../../ui/face.tsx";
import { useOfficeName } from "../../ui/surroundings.tsx";

/**
 * 前承办单位迟到的记录: says that an office that had the order before has added something that arrived after it moved on.
 * @see docs/spec/late.md LT-21
 */
export function LateStrip({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("timeline");
  const { profile } = useDesk();
  const office = useOfficeName();
  const late = unopenedLateRecords(order, profile.office);
  if (late.length === 0) return null;
  const from = [...new Set(late.map((event) => event.office))].map(office).join(t("separator", { ns: "common" }));
  return <Strip>{t("lateRecords", { n: late.length, from })}</Strip>;
}
