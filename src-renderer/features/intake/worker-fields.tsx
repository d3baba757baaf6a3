import { useState } from "react";
import { useTranslation } from "react-i18next";

import { genders, yesNo } from "../../../src-shared/domain/work-order/classification.ts";
import { idNumber } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSegments, FormRow, FormSection, GroupedCodeSelect } from "../../ui/form/form-parts.tsx";
import { MaskedLine } from "../../ui/form/masked-line.tsx";
import { TextBlock, TextLine } from "../../ui/form/text-fields.tsx";
import { maskIdNumber, maskPhone } from "../../ui/format.ts";
import { useLabel } from "../../ui/surroundings.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { MoreFields } from "./more-fields.tsx";

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
        <PhoneField {...props} />
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

/** The caller's own number is read back to the caller; a registered one stays masked. */
function PhoneField({ values, change, wrong, kept }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("intake");
  const field = { label: t("fields.phone"), value: values.phone, error: wrong("phone") };
  const onChange = (phone: string): void => change({ phone });
  if (kept === undefined) return <TextLine {...field} onChange={onChange} />;
  return <MaskedLine {...field} mask={maskPhones} kept={kept.phone} onChange={onChange} />;
}

function maskPhones(text: string): string {
  return text.split(" / ").map(maskPhone).join(" / ");
}

/** Checked as soon as it is left, while the worker is still there to ask. */
function IdNumberField({ values, change, wrong, kept }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("intake");
  const [left, setLeft] = useState(false);
  const problem = left ? idNumber(values.idNumber) : undefined;
  const words = useFieldWords(problem ? { idNumber: problem } : {});
  return (
    <MaskedLine
      label={t("fields.idNumber")}
      value={values.idNumber}
      mask={maskIdNumber}
      kept={kept?.idNumber ?? ""}
      error={wrong("idNumber") ?? words("idNumber")}
      onChange={(typed) => {
        setLeft(false);
        change({ idNumber: typed });
      }}
      onLeave={() => setLeft(true)}
    />
  );
}

function MoreAboutWorker(props: FieldsProps): React.JSX.Element {
  const { values, change, wrong } = props;
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
          codes={yesNo}
          value={values.unionMember}
          words={(code) => label("yes-no", code)}
          onChange={(unionMember) => change({ unionMember })}
        />
        <IdNumberField {...props} />
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
