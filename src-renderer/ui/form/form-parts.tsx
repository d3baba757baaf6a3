import { Input, Menu, Button, SegmentedControl, Select, Textarea } from "@mantine/core";
import { useId, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DictionaryName } from "../../../src-shared/domain/reference/dictionary.ts";
import type { Template } from "../../../src-shared/domain/reference/template.ts";
import { classes } from "../classes.ts";
import { useChoiceGroups, useChoices, useSurroundings } from "../surroundings.tsx";
import styles from "./step-form.module.css";

/** Fields beside each other as far as there is room; `narrow` for short ones, such as amounts. */
export function FormRow({ narrow = false, children }: { narrow?: boolean; children: ReactNode }): React.JSX.Element {
  return <div className={classes(styles["row"], narrow && styles["narrow"])}>{children}</div>;
}

/** Choices of different widths beside each other, on further lines where their words need more room. */
export function ChoiceRow({ children }: { children: ReactNode }): React.JSX.Element {
  return <div className={styles["choices"]}>{children}</div>;
}

export function FormSection({ title, children }: { title: string; children: ReactNode }): React.JSX.Element {
  return (
    <fieldset className={styles["section"]}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

type CodeProps = Readonly<{
  label: string;
  name: DictionaryName;
  value: string;
  error?: string | undefined;
  needed?: boolean;
  onChange: (code: string) => void;
}>;

/** Chooses a code of a flat dictionary. */
export function CodeSelect({ label, name, value, error, needed = false, onChange }: CodeProps): React.JSX.Element {
  const { t } = useTranslation("ui");
  const choices = useChoices(name);
  return (
    <Select
      label={label}
      data={[...choices]}
      value={value === "" ? null : value}
      placeholder={t("select")}
      nothingFoundMessage={t("nothingFound")}
      error={error}
      withAsterisk={needed}
      searchable
      clearable={!needed}
      allowDeselect={!needed}
      onChange={(code) => onChange(code ?? "")}
    />
  );
}

/** Chooses a code of a dictionary with two levels. */
export function GroupedCodeSelect({
  label,
  name,
  value,
  error,
  needed = false,
  onChange,
}: CodeProps): React.JSX.Element {
  const { t } = useTranslation("ui");
  const groups = useChoiceGroups(name);
  const data = groups.map((group) => {
    const [only] = group.items;
    return group.items.length === 1 && only ? { ...only } : { group: group.group, items: [...group.items] };
  });
  return (
    <Select
      label={label}
      data={data}
      value={value === "" ? null : value}
      placeholder={t("select")}
      nothingFoundMessage={t("nothingFound")}
      error={error}
      withAsterisk={needed}
      searchable
      clearable={!needed}
      allowDeselect={!needed}
      onChange={(code) => onChange(code ?? "")}
    />
  );
}

/** One of a few codes, all in sight. */
export function CodeSegments<Code extends string>({
  label,
  codes,
  value,
  words,
  needed = false,
  error,
  onChange,
}: {
  label: string;
  codes: readonly Code[];
  value: Code | "";
  words: (code: Code) => string;
  /** Whether one of them has to be chosen; a choice that begins with one chosen needs no mark. */
  needed?: boolean;
  error?: string | undefined;
  onChange: (code: Code) => void;
}): React.JSX.Element {
  const id = useId();
  return (
    <Input.Wrapper
      label={label}
      withAsterisk={needed}
      error={error}
      labelElement="div"
      labelProps={{ id }}
      data-error={error !== undefined || undefined}
    >
      <div>
        <SegmentedControl
          aria-labelledby={id}
          size="sm"
          classNames={{ root: styles["segments"] ?? "" }}
          data={codes.map((code) => ({ value: code, label: words(code) }))}
          value={value}
          onChange={(code) => {
            if (code !== "") onChange(code);
          }}
        />
      </div>
    </Input.Wrapper>
  );
}

/** A text of several lines with the sentences everyone writes at hand. */
export function TemplatedText({
  label,
  value,
  error,
  needed = false,
  hint,
  rows = 3,
  templates,
  fill,
  onChange,
}: {
  label: string;
  value: string;
  error?: string | undefined;
  needed?: boolean;
  hint?: string;
  rows?: number;
  templates: readonly Template[];
  fill: (text: string) => string;
  onChange: (text: string) => void;
}): React.JSX.Element {
  const ref = useRef<HTMLTextAreaElement>(null);
  const insert = (text: string): void => {
    onChange(value.trim() === "" ? text : `${value.trimEnd()}\n${text}`);
    ref.current?.focus();
  };
  return (
    <div>
      <Textarea
        ref={ref}
        label={label}
        value={value}
        error={error}
        withAsterisk={needed}
        placeholder={hint}
        autosize
        minRows={rows}
        maxRows={14}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <TemplateMenu templates={templates} onPick={(text) => insert(fill(text))} />
    </div>
  );
}

/** The menu of common sentences; nothing when there is none for this use. */
export function TemplateMenu({
  templates,
  onPick,
}: {
  templates: readonly Template[];
  onPick: (text: string) => void;
}): React.JSX.Element | null {
  const { t } = useTranslation("form");
  const { language } = useSurroundings();
  if (templates.length === 0) return null;
  return (
    <Menu position="top-start" withinPortal>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" title={t("template")}>
          {t("templates")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {templates.map((template) => (
          <Menu.Item key={template.id} onClick={() => onPick(language === "en" ? template.en : template.zh)}>
            {language === "en" ? template.title.en : template.title.zh}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
