import { Select } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { CodeSegments, CodeSelect, FormRow, FormSection, GroupedCodeSelect } from "../../ui/form/form-parts.tsx";
import { TextLine } from "../../ui/form/text-fields.tsx";
import { useLabel, useSurroundings } from "../../ui/surroundings.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { MoreFields } from "./more-fields.tsx";

const answers = ["yes", "no", "unknown"] as const;

export function EmployerFields(props: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("intake");
  const { values, change, wrong } = props;
  return (
    <FormSection title={t("sections.employer")}>
      <FormRow>
        <TextLine
          label={t("fields.employerName")}
          value={values.employerName}
          error={wrong("employerName")}
          onChange={(employerName) => change({ employerName })}
        />
        <RegionSelect value={values.region} onChange={(region) => change({ region })} />
        <GroupedCodeSelect
          label={t("fields.nature")}
          name="enterprise-nature"
          value={values.nature}
          onChange={(nature) => change({ nature })}
        />
      </FormRow>
      <MoreFields title={t("moreEmployer")}>
        <MoreAboutEmployer {...props} />
      </MoreFields>
    </FormSection>
  );
}

/** The region by the offices that stand for one: what decides where an order is sent. */
function RegionSelect({ value, onChange }: { value: string; onChange: (code: string) => void }): React.JSX.Element {
  const { t } = useTranslation("intake");
  const { t: ui } = useTranslation("ui");
  const { offices, officeById } = useSurroundings();
  const data = useMemo(
    () =>
      offices
        .filter((office) => office.regionCode !== "" && office.kind !== "province")
        .map((office) => {
          const above = office.kind === "county" ? officeById.get(office.parentId ?? "") : undefined;
          const name = [above?.name, office.name].map((words) => words?.replace(/总工会$/, "") ?? "").join(" ");
          return { value: office.regionCode, label: name.trim() };
        })
        .filter((one, at, all) => all.findIndex((other) => other.value === one.value) === at),
    [offices, officeById],
  );
  return (
    <Select
      label={t("fields.region")}
      data={data}
      searchable
      clearable
      limit={60}
      placeholder={ui("select")}
      nothingFoundMessage={ui("nothingFound")}
      value={value === "" ? null : value}
      onChange={(code) => onChange(code ?? "")}
    />
  );
}

function MoreAboutEmployer({ values, change, wrong }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("intake");
  const label = useLabel();
  const line = (
    name: "creditCode" | "employerContact" | "employerAddress" | "project" | "generalContractor" | "subcontractor",
  ): React.JSX.Element => (
    <TextLine
      label={t(`fields.${name}`)}
      value={values[name]}
      error={wrong(name)}
      onChange={(text) => change({ [name]: text })}
    />
  );
  return (
    <FormRow>
      <GroupedCodeSelect
        label={t("fields.industry")}
        name="industry"
        value={values.industry}
        onChange={(industry) => change({ industry })}
      />
      <CodeSelect
        label={t("fields.size")}
        name="enterprise-size"
        value={values.size}
        onChange={(size) => change({ size })}
      />
      <CodeSegments
        label={t("fields.hasUnion")}
        codes={answers}
        value={values.hasUnion}
        words={(code) => label("employer-union", code)}
        onChange={(hasUnion) => change({ hasUnion })}
      />
      {line("creditCode")}
      {line("employerContact")}
      {line("employerAddress")}
      {line("project")}
      {line("generalContractor")}
      {line("subcontractor")}
    </FormRow>
  );
}
