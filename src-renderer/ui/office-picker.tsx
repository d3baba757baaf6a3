import { Button, Select, type ComboboxParsedItem } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Office } from "../../src-shared/domain/reference/office.ts";
import styles from "./office-picker.module.css";
import { useLabel } from "./surroundings.tsx";

export type OfficeSuggestion = Readonly<{ office: Office; reason: string }>;

/** Whether a typed text finds an office: by short name, full name or code, in any order of words. */
export function officeMatches(office: Office, text: string): boolean {
  const haystack = `${office.shortName} ${office.name} ${office.code}`.toLowerCase();
  return text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((part) => haystack.includes(part));
}

/** Chooses an office by typing a part of its name; the suggested ones stand above, the best first, with the reason. */
export function OfficePicker({
  label,
  offices,
  value,
  suggestions,
  note,
  error,
  optional = false,
  onChange,
}: {
  label: string;
  offices: readonly Office[];
  value: string;
  suggestions: readonly OfficeSuggestion[];
  /** What the chosen office answers for. */
  note?: string | undefined;
  error: string | undefined;
  optional?: boolean;
  onChange: (id: string) => void;
}): React.JSX.Element {
  const { t } = useTranslation("ui");
  const labelOf = useLabel();
  const byId = useMemo(() => new Map(offices.map((office) => [office.id.toString(), office])), [offices]);
  const data = useMemo(() => groupByKind(offices, (kind) => labelOf("office-kind", kind)), [offices, labelOf]);
  return (
    <div>
      {suggestions.map(({ office, reason }, at) => (
        <div key={office.id} className={styles["suggestion"]}>
          <Button variant={at === 0 ? "default" : "subtle"} size="xs" onClick={() => onChange(office.id)}>
            {t(at === 0 ? "officeSuggested" : "officeOr", { office: office.name })}
          </Button>
          <span className={styles["reason"]}>{reason}</span>
        </div>
      ))}
      <Select
        label={label}
        description={note}
        inputWrapperOrder={["label", "input", "description", "error"]}
        withAsterisk={!optional}
        searchable
        clearable
        data={data}
        value={value === "" ? null : value}
        placeholder={t("officeSearch")}
        nothingFoundMessage={t("officeNone")}
        error={error}
        limit={200}
        filter={({ options, search }) =>
          keepMatching(options, (id) => {
            const office = byId.get(id);
            return office !== undefined && officeMatches(office, search);
          })
        }
        onChange={(id) => onChange(id ?? "")}
      />
    </div>
  );
}

function keepMatching(options: ComboboxParsedItem[], keeps: (id: string) => boolean): ComboboxParsedItem[] {
  const kept: ComboboxParsedItem[] = [];
  for (const option of options) {
    if (!("group" in option)) {
      if (keeps(option.value)) kept.push(option);
      continue;
    }
    const items = option.items.filter((item) => keeps(item.value));
    if (items.length > 0) kept.push({ ...option, items });
  }
  return kept;
}

type Group = { group: string; items: { value: string; label: string }[] };

function groupByKind(offices: readonly Office[], wordsOf: (kind: string) => string): Group[] {
  const groups = new Map<string, Group>();
  for (const office of offices) {
    const group = groups.get(office.kind) ?? { group: wordsOf(office.kind), items: [] };
    group.items.push({ value: office.id, label: office.name });
    groups.set(office.kind, group);
  }
  return [...groups.values()];
}
