import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { isReleasable } from "../../../src-shared/domain/co-handling/helpers.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";

/** 解除协办: which helper, and why; it then no longer sees the order. */
export function ReleaseHelpForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("coHandling");
  const { t: ui } = useTranslation("ui");
  const { order } = props;
  const { actor, profile } = useDesk();
  const office = useOfficeName();
  const isHub = actor.office === profile.hub;
  const mine = order.helps.filter((help) => isReleasable(help) && (isHub || help.askedBy === actor.office));
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(order.id, "release-help")}
      title={t("releaseTitle")}
      submitLabel={t("releaseSubmit")}
      hint={t("releaseHint")}
      only={mine.length === 1 ? mine[0]?.id : undefined}
      choose={({ value, error, onChange }) => (
        <Select
          label={t("helper")}
          withAsterisk
          data={mine.map((help) => ({ value: help.id, label: office(help.office) }))}
          value={value === "" ? null : value}
          placeholder={ui("select")}
          error={error}
          onChange={(help) => onChange(help ?? "")}
        />
      )}
      intent={({ choice, reason }) => {
        const help = mine.find((one) => String(one.id) === choice)?.id;
        if (!help) return { refusal: "help-over" };
        return { type: "release-help", orderId: order.id, payload: { help, reason } };
      }}
    />
  );
}
