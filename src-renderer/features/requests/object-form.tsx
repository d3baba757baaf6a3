import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { objectionable } from "../../../src-shared/domain/objection/objectionable.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useTargetWords } from "./target-words.ts";

/** 提出异议: the office that did the work says why a rating or verdict should not stand. */
export function ObjectForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("requests");
  const { order } = props;
  const { profile } = useDesk();
  const words = useTargetWords();
  const targets = objectionable(order, profile.office);
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(order.id, "object", targets[0]?.event)}
      title={t("objection.title")}
      submitLabel={t("objection.submit")}
      reasonLabel={t("objection.statement")}
      rows={5}
      longest={4000}
      choose={({ value, error, onChange }) => (
        <Select
          label={t("objection.target")}
          data={targets.map((target) => ({ value: target.event, label: words(order, target) }))}
          value={value === "" ? null : value}
          error={error}
          allowDeselect={false}
          withAsterisk
          onChange={(event) => onChange(event ?? "")}
        />
      )}
      intent={({ choice, reason }) => {
        const target = targets.find((one) => String(one.event) === choice);
        if (!target) return { refusal: "not-objectionable" };
        return { type: "object", orderId: order.id, payload: { target, statement: reason } };
      }}
    />
  );
}
