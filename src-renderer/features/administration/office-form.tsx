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
  const { t } = useTranslation("administration");
  const { offices } = useReference();
  const [values, setValues] = useState<Values>(() => firstValues(office, task));
  const proposal = useMemo(
    (): Proposal => ({ kind: "offices", change: changeOf(office, task, values) }),
    [office, task, values],
  );
  const targets = offices.filter((one) => isOpenOffice(one) && !isWithin(one.path, office.path));
  return (
    <div className={styles["fields"]}>
      {(task === "open" || task === "rename") && <NameFields task={task} values={values} onChange={setValues} />}
      {(task === "move" || task === "merge") && (
        <OfficePicker
          label={t(task === "move" ? "offices.parent" : "offices.into")}
          offices={targets}
          value={values.to}
          suggestions={[]}
          error={undefined}
          onChange={(to) => setValues({ ...values, to })}
        />
      )}
      {task === "move" && <p className={styles["line"]}>{t("offices.moveHint")}</p>}
      {(task === "close" || task === "merge") && <p className={styles["line"]}>{t("offices.closeHint")}</p>}
      {isFilled(task, values) && <PublishBox proposal={proposal} />}
    </div>
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
      return { type, id };
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
