import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { isRecused } from "../../../src-shared/domain/handler/recused.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { Colleague } from "../../../src-shared/protocol/reference.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";

/** Those of the own office who may be in charge of an order, `except` one. */
export function useSuccessors(order: WorkOrder, except: string | undefined): readonly Colleague[] {
  const { profile } = useDesk();
  const { colleagues } = useReference();
  return colleagues.filter(
    (one) =>
      one.office === profile.office &&
      one.id !== except &&
      (one.roles.includes("handler") || one.roles.includes("leader")) &&
      !isRecused(order, one.id),
  );
}

/** Chooses a colleague; `nobody` is the words for choosing none, where that is possible. */
export function ColleagueSelect({
  label,
  people,
  nobody,
  value,
  error,
  onChange,
}: {
  label: string;
  people: readonly Colleague[];
  nobody?: string;
  value: string;
  error?: string | undefined;
  onChange: (id: string) => void;
}): React.JSX.Element {
  const { t } = useTranslation("ui");
  const choices = people.map((one) => ({ value: String(one.id), label: one.name }));
  return (
    <Select
      label={label}
      data={nobody === undefined ? choices : [...choices, { value: "nobody", label: nobody }]}
      value={value === "" ? null : value}
      placeholder={t("select")}
      nothingFoundMessage={t("nothingFound")}
      error={error}
      allowDeselect={false}
      searchable
      withAsterisk
      onChange={(id) => onChange(id ?? "")}
    />
  );
}
