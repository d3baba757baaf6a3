import { Autocomplete, Select } from "@mantine/core";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { employersLike, type KnownCase } from "../../../src-shared/domain/contact/known-case.ts";
import { yesNo } from "../../../src-shared/domain/work-order/classification.ts";
import { CodeSegments, CodeSelect, FormRow, FormSection, GroupedCodeSelect } from "../../ui/form/form-parts.tsx";
import { TextLine } from "../../ui/form/text-fields.tsx";
import { useLabel, useSurroundings } from "../../ui/surroundings.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { employerParts } from "./intake-values.ts";
import { MoreFields } from "./more-fields.tsx";

export function EmployerFields(props: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("intake");
  const { values, change } = props;
  return (
    <FormSection title={t("sections.employer")}>
      <FormRow>
        <EmployerName {...props} />
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

const offered = 6;
const noCases: readonly KnownCase[] = [];

/** The employer's name; one of an earlier order fills in what was written about it then. */
function EmployerName({ values, change, wrong, cases = noCases }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("intake");
  const found = useMemo(() => employersLike(cases, values.employerName), [cases, values.employerName]);
  // Choosing is told first, and then the text that changed with it: both are one change of the form.
  const chosen = useRef(false);
  const write = (employerName: string): void => {
    const employer = chosen.current ? found.find(({ name }) => name === employerName) : undefined;
    chosen.current = false;
    change(employer === undefined ? { employerName } : employerParts(employer));
  };
  return (
    <Autocomplete
      label={t("fields.employerName")}
      value={values.employerName}
      error={wrong("employerName")}
      data={found.map(({ name }) => name).slice(0, offered)}
      filter={({ options }) => options}
      onChange={write}
      onOptionSubmit={() => void (chosen.current = true)}
    />
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
        codes={yesNo}
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
