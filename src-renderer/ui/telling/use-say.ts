import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId } from "../../../src-shared/kernel/ids.ts";
import { useCardWords } from "./use-card-words.ts";
import { useLabel, useOfficeName, useSurroundings } from "../surroundings.tsx";
import { useArticleTitle } from "../use-articles.ts";
import type { Say } from "./told.ts";

type Named = Pick<WorkOrder, "attachments" | "helps" | "cards" | "assignments">;

/** Everything `tellEvent` needs, in the language of the screen. `viewer` is the office that reads it, if it is one. */
export function useSay(order: Named & Readonly<{ viewer?: OfficeId }>): Say {
  const { attachments, helps } = order;
  const cards = useCardWords(order);
  const { t } = useTranslation("timeline");
  const { t: ui } = useTranslation("ui");
  const { t: common } = useTranslation("common");
  const label = useLabel();
  const office = useOfficeName();
  const { language } = useSurroundings();
  return {
    t,
    label,
    office,
    language,
    article: useArticleTitle(),
    late: ui("late"),
    lateNote: (by) => ui(order.viewer === undefined || by === order.viewer ? "lateNote" : "lateRecord"),
    separator: common("separator"),
    fileName: (sha256) => attachments.find((file) => file.sha256 === sha256)?.name ?? "",
    hasArrived: (sha256) => attachments.find((file) => file.sha256 === sha256)?.stored ?? true,
    helper: (id) => office(helps.find((help) => help.id === id)?.office ?? ""),
    cards,
  };
}
