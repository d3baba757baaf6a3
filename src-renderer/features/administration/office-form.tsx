import { Select, SimpleGrid, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { OfficeChange } from "../../../src-shared/domain/reference/change-offices.ts";
import { isOpenOffice, isWithin, officeKinds, type Office } from "../../../src-shared/domain/reference/office.ts";
import type { Proposal } from "../../../src-shared/domain/reference/proposal.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { useReference } from "../../data/use-desk.ts";
import { OfficePicker } from "../../ui/office-picker.tsx";
import { useLabel } from "../../ui/surroundings.tsx";
import styles from "./administration.module.css";
import { PublishBox } from "./publish-box.tsx";

export type OfficeTask = OfficeChange["type"];
type Values = Readonly<{
  code: string;
  name: string;
  shortName: string;
  kind: Office["kind"];
  region: string;
  to: string;
}>;

/** One change to the tree: what it needs to know, its effect, and publishing it. */
export function OfficeForm({ office, task }: { office: Office; task: OfficeTask }): React.JSX.Element {
  const [values, setValues] = useState<Values>(() => firstValues(office, task));
  const proposal = useMemo(
    (): Proposal => ({ kind: "offices", change: changeOf(office, task, values) }),
    [office, task, values],
  );
  return (
    <div className={styles["fields"]}>
      {(task === "open" || task === "rename") && <NameFields task={task} values={values} onChange={setValues} />}
      {isWhereTo(task) && (
        <WhereTo task={task} office={office} to={values.to} onChange={(to) => setValues({ ...values, to })} />
      )}
      {isFilled(task, values) && <PublishBox proposal={proposal} />}
    </div>
  );
}

const hints = { move: "offices.moveHint", merge: "offices.closeHint", close: "offices.ordersToHint" } as const;
const labels = { move: "offices.parent", merge: "offices.into", close: "offices.ordersTo" } as const;

function isWhereTo(task: OfficeTask): task is keyof typeof hints {
  return Object.hasOwn(hints, task);
}

/** The other office that a change names: above it, its successor, or who takes over its open orders. */
function WhereTo({
  task,
  office,
  to,
  onChange,
}: {
  task: keyof typeof hints;
  office: Office;
  to: string;
  onChange: (to: string) => void;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { offices } = useReference();
  const targets = offices.filter((one) => isOpenOffice(one) && !isWithin(one.path, office.path));
  const above = task === "close" ? targets.find(({ id }) => id === office.parentId) : undefined;
  return (
    <>
      <OfficePicker
        label={t(labels[task])}
        offices={targets}
        value={to}
        optional={task === "close"}
        suggestions={above === undefined ? [] : [{ office: above, reason: t("offices.above") }]}
        error={undefined}
        onChange={onChange}
      />
      <p className={styles["line"]}>{t(hints[task])}</p>
    </>
  );
}

function firstValues(office: Office, task: OfficeTask): Values {
  const { name, shortName, regionCode } = office;
  if (task === "rename") return { code: "", name, shortName, kind: "county", region: regionCode, to: "" };
  return { code: "", name: "", shortName: "", kind: "county", region: "", to: "" };
}

function isFilled(task: OfficeTask, { code, name, shortName, to }: Values): boolean {
  if (task === "move" || task === "merge") return to !== "";
  if (task === "close") return true;
  return name.trim() !== "" && shortName.trim() !== "" && (task === "rename" || code.trim() !== "");
}

function changeOf({ id }: Office, type: OfficeTask, values: Values): OfficeChange {
  const names = { name: values.name.trim(), shortName: values.shortName.trim(), regionCode: values.region.trim() };
  const to = officeId(values.to);
  switch (type) {
    case "open":
      return { type, parentId: id, code: values.code.trim().toUpperCase(), kind: values.kind, ...names };
    case "rename":
      return { type, id, ...names };
    case "move":
      return { type, id, parentId: to };
    case "merge":
      return { type, id, into: to };
    case "close":
      return { type, id, ...(values.to !== "" && { ordersTo: to }) };
  }
}

function NameFields({
  task,
  values,
  onChange,
}: {
  task: "open" | "rename";
  values: Values;
  onChange: (values: Values) => void;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  const labelOf = useLabel();
  const text = (label: string, key: "code" | "name" | "shortName" | "region", needed = true): React.JSX.Element => (
    <TextInput
      label={label}
      value={values[key]}
      withAsterisk={needed}
      onChange={(event) => onChange({ ...values, [key]: event.currentTarget.value })}
    />
  );
  const kinds = officeKinds.filter((kind) => kind !== "province");
  return (
    <SimpleGrid cols={2}>
      {text(t("offices.name"), "name")}
      {text(t("offices.shortName"), "shortName")}
      {task === "open" && text(t("offices.code"), "code")}
      {text(t("offices.region"), "region", false)}
      {task === "open" && (
        <Select
          label={t("offices.kind")}
          data={kinds.map((value) => ({ value, label: labelOf("office-kind", value) }))}
          value={values.kind}
          allowDeselect={false}
          onChange={(chosen) => onChange({ ...values, kind: kinds.find((kind) => kind === chosen) ?? values.kind })}
        />
      )}
    </SimpleGrid>
  );
}
