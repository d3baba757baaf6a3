import { useState } from "react";
import { useTranslation } from "react-i18next";

import { unopenedLateRecords } from "../../../src-shared/domain/work-order/opening.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useDesk } from "../../data/use-desk.ts";
import { Strip } from "../../ui/face.tsx";
import { useOfficeName } from "../../ui/surroundings.tsx";

/**
 * 前承办单位迟到的记录: says that an office that had the order before has added something that arrived after it moved on,
 * as long as this page of the order stays open.
 * @see docs/spec/late.md LT-21
 */
export function LateStrip({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("timeline");
  const { profile } = useDesk();
  const office = useOfficeName();
  const unopened = unopenedLateRecords(order, profile.office);
  const [shown, setShown] = useState(unopened);
  // Opening the page is what makes them opened: who reads must not see the sentence go under their eyes.
  const late = unopened.length > shown.length ? unopened : shown;
  if (late !== shown) setShown(late);
  if (late.length === 0) return null;
  const from = [...new Set(late.map((event) => event.office))].map(office).join(t("separator", { ns: "common" }));
  return <Strip>{t("lateRecords", { n: late.length, from })}</Strip>;
}
