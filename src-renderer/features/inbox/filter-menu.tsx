import { Button, Checkbox, CloseButton, Group, Popover, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { narrowings, noFilter } from "../../data/list-filter.ts";
import { useChoices, useSurroundings, type Choice } from "../../ui/surroundings.tsx";
import type { KeptFilter } from "./use-kept-filter.ts";

/** What narrows a list besides the text, and the filters kept under a name. */
export function FilterMenu({ kept }: { kept: KeptFilter }): React.JSX.Element {
  const { t } = useTranslation("inbox");
  const many = narrowings(kept.filter);
  return (
    <Popover position="bottom-start" width={320} trapFocus withinPortal>
      <Popover.Target>
        <Button size="xs" variant={many > 0 ? "light" : "default"} px="xs">
          {many > 0 ? t("filterOn", { n: many }) : t("filter")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Narrowings kept={kept} />
          <Saved kept={kept} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Narrowings({ kept }: { kept: KeptFilter }): React.JSX.Element {
  const { t } = useTranslation("inbox");
  const { offices } = useSurroundings();
  const { filter, setFilter } = kept;
  const regions = offices.filter(({ kind, regionCode }) => kind === "city" || (kind === "county" && regionCode !== ""));
  const choices = {
    class: useChoices("order-class"),
    urgency: useChoices("urgency"),
    problem: useChoices("problem-type"),
    region: regions.map((one) => ({ value: one.regionCode, label: one.name.replace(/总工会$/, "") })),
    holder: offices.map((one) => ({ value: one.id.toString(), label: one.name })),
  };
  const field = (name: keyof typeof choices): React.JSX.Element => (
    <OneOf
      label={t(`narrow.${name}`)}
      choices={choices[name]}
      value={filter[name]}
      onChange={(value) => setFilter({ ...filter, [name]: value })}
    />
  );
  return (
    <>
      {field("class")}
      {field("urgency")}
      {field("problem")}
      {field("region")}
      {field("holder")}
      <Checkbox
        label={t("narrow.carded")}
        checked={filter.carded}
        onChange={(event) => setFilter({ ...filter, carded: event.currentTarget.checked })}
      />
      <Button size="xs" variant="default" disabled={narrowings(filter) === 0} onClick={() => setFilter(noFilter)}>
        {t("clearFilter")}
      </Button>
    </>
  );
}

function OneOf({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
}): React.JSX.Element {
  const once = choices.filter((one, at) => choices.findIndex((other) => other.value === one.value) === at);
  return (
    <Select
      size="xs"
      label={label}
      data={once}
      searchable
      clearable
      limit={60}
      comboboxProps={{ withinPortal: false }}
      value={value === "" ? null : value}
      onChange={(code) => onChange(code ?? "")}
    />
  );
}

function Saved({ kept }: { kept: KeptFilter }): React.JSX.Element {
  const { t } = useTranslation("inbox");
  const [name, setName] = useState("");
  const save = (): void => {
    kept.save(name.trim());
    setName("");
  };
  return (
    <>
      {kept.saved.map((one) => (
        <Group key={one.name} gap="xs" wrap="nowrap">
          <Button size="compact-xs" variant="default" onClick={() => kept.setFilter(one.filter)}>
            {one.name}
          </Button>
          <Checkbox
            size="xs"
            label={t("standardFilter")}
            aria-label={t("standardFilterOf", { name: one.name })}
            checked={kept.standard === one.name}
            onChange={(event) => kept.setStandard(event.currentTarget.checked ? one.name : "")}
          />
          <CloseButton
            size="xs"
            aria-label={t("forgetFilter", { name: one.name })}
            onClick={() => kept.forget(one.name)}
          />
        </Group>
      ))}
      <Group gap="xs" wrap="nowrap" align="end">
        <TextInput
          size="xs"
          label={t("filterName")}
          maxLength={20}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          disabled={name.trim() === "" || narrowings(kept.filter) === 0}
          onClick={save}
        >
          {t("saveFilter")}
        </Button>
      </Group>
    </>
  );
}
