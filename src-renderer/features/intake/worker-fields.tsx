import { useTranslation } from "react-i18next";

import { CodeSegments, FormRow, FormSection, GroupedCodeSelect } from "../../ui/form/form-parts.tsx";
import { TextBlock, TextLine } from "../../ui/form/text-fields.tsx";
import { useLabel } from "../../ui/surroundings.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { MoreFields } from "./more-fields.tsx";

const genders = ["female", "male", "unknown"] as const;
const answers = ["yes", "no", "unknown"] as const;

export function WorkerFields(props: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("intake");
  const { values, change, wrong } = props;
  return (
    <FormSection title={t("sections.worker")}>
      <FormRow>
        <TextLine
          label={t("fields.name")}
          needed={!values.flags.includes("anonymous")}
          value={values.name}
          error={wrong("name")}
          onChange={(name) => change({ name })}
        />
        <TextLine
          label={t("fields.phone")}
          value={values.phone}
          error={wrong("phone")}
          onChange={(phone) => change({ phone })}
        />
        <GroupedCodeSelect
          label={t("fields.identity")}
          name="worker-identity"
          needed
          value={values.identity}
          onChange={(identity) => change({ identity })}
        />
        <TextLine
          label={t("fields.persons")}
          value={values.persons}
          error={wrong("persons")}
          onChange={(persons) => change({ persons })}
        />
      </FormRow>
      <MoreFields title={t("moreWorker")}>
        <MoreAboutWorker {...props} />
      </MoreFields>
    </FormSection>
  );
}

function MoreAboutWorker({ values, change, wrong }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("intake");
  const label = useLabel();
  return (
    <>
      <FormRow>
        <CodeSegments
          label={t("fields.gender")}
          codes={genders}
          value={values.gender}
          words={(code) => label("gender", code)}
          onChange={(gender) => change({ gender })}
        />
        <CodeSegments
          label={t("fields.unionMember")}
          codes={answers}
          value={values.unionMember}
          words={(code) => label("yes-no", code)}
          onChange={(unionMember) => change({ unionMember })}
        />
        <TextLine
          label={t("fields.idNumber")}
          value={values.idNumber}
          error={wrong("idNumber")}
          onChange={(idNumber) => change({ idNumber })}
        />
        <TextLine
          label={t("fields.address")}
          value={values.address}
          error={wrong("address")}
          onChange={(address) => change({ address })}
        />
      </FormRow>
      <TextBlock
        label={t("fields.coClaimants")}
        rows={2}
        value={values.coClaimants}
        error={wrong("coClaimants")}
        onChange={(coClaimants) => change({ coClaimants })}
      />
    </>
  );
}
