import { Button, Select, Table, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { listNames, programLists } from "../../../src-shared/domain/reference/change-dictionaries.ts";
import type { DictionaryEntry } from "../../../src-shared/domain/reference/dictionary.ts";
import type { Proposal } from "../../../src-shared/domain/reference/proposal.ts";
import { chinaDay } from "../../../src-shared/kernel/instant.ts";
import { useReference } from "../../data/use-desk.ts";
import { dictionaryName } from "../../text/dictionary-names.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./administration.module.css";
import { PublishBox } from "./publish-box.tsx";
import { VersionHistory } from "./version-history.tsx";

type Entries = readonly DictionaryEntry[];

/** The lists of codes: words change, codes are added and retired, none ever goes. */
export function DictionariesTab({ mayPublish }: { mayPublish: boolean }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { dictionaries } = useReference();
  const { language } = useSurroundings();
  const names = listNames(dictionaries);
  const [name, setName] = useState("problem-type");
  const [draft, setDraft] = useState<Entries | null>(null);
  const entries = dictionaries.dictionaries[name] ?? [];
  const proposal = useMemo((): Proposal | null => {
    if (draft === null) return null;
    const lists = { ...dictionaries.dictionaries, [name]: [...draft] };
    return { kind: "dictionaries", dictionaries: { ...dictionaries, dictionaries: lists } };
  }, [dictionaries, name, draft]);
  const isOfProgram = programLists.has(name);
  const add = (): void => setDraft([...(draft ?? entries), { code: "", zh: "", en: "" }]);
  return (
    <>
      <div className={styles["tools"]}>
        <Select
          aria-label={t("dictionaries.list")}
          data={names.map((value) => ({ value, label: dictionaryName(value, language) }))}
          value={name}
          searchable
          allowDeselect={false}
          onChange={(chosen) => {
            setName(chosen ?? name);
            setDraft(null);
          }}
        />
        <span>{t("version", { version: dictionaries.version })}</span>
        {mayPublish && (
          <Button variant="default" size="xs" onClick={() => setDraft(draft === null ? entries : null)}>
            {t(draft === null ? "edit" : "stop")}
          </Button>
        )}
        {draft !== null && !isOfProgram && (
          <Button variant="default" size="xs" onClick={add}>
            {t("add")}
          </Button>
        )}
      </div>
      {isOfProgram && <p className={styles["dim"]}>{t("dictionaries.program")}</p>}
      {proposal !== null && <PublishBox proposal={proposal} onPublished={() => setDraft(null)} />}
      <EntryTable entries={draft ?? entries} known={entries} onChange={draft === null ? null : setDraft} />
      <VersionHistory kind="dictionaries" />
    </>
  );
}

function EntryTable({
  entries,
  known,
  onChange,
}: {
  entries: Entries;
  known: Entries;
  onChange: ((entries: Entries) => void) | null;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  const put = (at: number, next: DictionaryEntry): void =>
    onChange?.(entries.map((entry, index) => (index === at ? next : entry)));
  return (
    <Table className={styles["table"]}>
      <Table.Thead>
        <Table.Tr>
          {(["code", "zh", "en", "parent", "retired"] as const).map((name) => (
            <Table.Th key={name}>{t(`dictionaries.${name}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry, at) => (
          <EntryRow
            // A row being added has no code yet; rows are never put into another order.
            key={at}
            entry={entry}
            isNew={at >= known.length}
            onChange={onChange === null ? null : (next) => put(at, next)}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function EntryRow({
  entry,
  isNew,
  onChange,
}: {
  entry: DictionaryEntry;
  isNew: boolean;
  onChange: ((entry: DictionaryEntry) => void) | null;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { now } = useSurroundings();
  const cell = (key: "code" | "zh" | "en" | "parent", editable: boolean): React.JSX.Element =>
    onChange === null || !editable ? (
      <span>{entry[key] ?? ""}</span>
    ) : (
      <TextInput
        aria-label={`${entry.code} ${t(`dictionaries.${key}`)}`}
        size="xs"
        value={entry[key] ?? ""}
        onChange={(event) => onChange(changed(entry, key, event.currentTarget.value))}
      />
    );
  const retire = (): void => {
    const { retiredOn, ...rest } = entry;
    onChange?.(retiredOn === undefined ? { ...rest, retiredOn: chinaDay(now) } : rest);
  };
  return (
    <Table.Tr>
      <Table.Td>{cell("code", isNew)}</Table.Td>
      <Table.Td>{cell("zh", true)}</Table.Td>
      <Table.Td>{cell("en", true)}</Table.Td>
      <Table.Td>{cell("parent", isNew)}</Table.Td>
      <Table.Td>
        {entry.retiredOn ?? ""}{" "}
        {onChange !== null && !isNew && (
          <Button variant="subtle" size="compact-xs" onClick={retire}>
            {t(entry.retiredOn === undefined ? "dictionaries.retire" : "dictionaries.restore")}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** An entry with one member changed; a code above that was emptied is none. */
function changed(entry: DictionaryEntry, key: "code" | "zh" | "en" | "parent", text: string): DictionaryEntry {
  const { parent: _, ...rest } = entry;
  return key === "parent" && text === "" ? rest : { ...entry, [key]: text };
}
