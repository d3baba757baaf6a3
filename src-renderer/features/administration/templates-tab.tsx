import { Button, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Proposal } from "../../../src-shared/domain/reference/proposal.ts";
import { templateUses, type Template } from "../../../src-shared/domain/reference/template.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { classes } from "../../ui/classes.ts";
import { Face } from "../../ui/face.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./administration.module.css";
import { PublishBox } from "./publish-box.tsx";
import { VersionHistory } from "./version-history.tsx";

/** The sentences everyone writes: read, changed, added and removed. */
export function TemplatesTab({ mayPublish }: { mayPublish: boolean }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { language } = useSurroundings();
  const desk = useDesk();
  const { templates: published } = useReference();
  const [draft, setDraft] = useState<readonly Template[] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const templates = draft ?? published.templates;
  const proposal = useMemo(
    (): Proposal | null =>
      draft === null ? null : { kind: "templates", templates: { ...published, templates: [...draft] } },
    [published, draft],
  );
  const add = (): void => {
    const id = `t-${desk.newId().slice(-12)}`;
    const fresh: Template = {
      id,
      use: "note",
      title: { zh: t("templates.fresh"), en: "New template" },
      zh: "",
      en: "",
    };
    setDraft([...templates, fresh]);
    setChosen(id);
  };
  const one = templates.find(({ id }) => id === chosen);
  return (
    <div className={styles["two"]}>
      <div className={styles["pane"]}>
        <div className={styles["tools"]}>
          <span>{t("version", { version: published.version })}</span>
          {mayPublish && (
            <Button variant="default" size="xs" onClick={add}>
              {t("add")}
            </Button>
          )}
          {draft !== null && (
            <Button variant="default" size="xs" onClick={() => setDraft(null)}>
              {t("stop")}
            </Button>
          )}
        </div>
        <ul className={styles["tree"]}>
          {templates.map((template) => (
            <li key={template.id}>
              <button
                type="button"
                className={classes(styles["node"], template.id === chosen && styles["nodeCurrent"])}
                aria-pressed={template.id === chosen}
                onClick={() => setChosen(template.id)}
              >
                <span>{language === "en" ? template.title.en : template.title.zh}</span>
                <span className={styles["dim"]}>{t(`templates.uses.${template.use}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div className={styles["pane"]}>
        {one ? (
          <TemplateFields
            template={one}
            readOnly={!mayPublish}
            onChange={(next) => setDraft(templates.map((other) => (other.id === next.id ? next : other)))}
            onRemove={() => setDraft(templates.filter(({ id }) => id !== one.id))}
          />
        ) : (
          <Face title={t("templates.choose")} words={t("templates.chooseHint")} />
        )}
        {proposal !== null && <PublishBox proposal={proposal} onPublished={() => setDraft(null)} />}
        <VersionHistory kind="templates" />
      </div>
    </div>
  );
}

function TemplateFields({
  template,
  readOnly,
  onChange,
  onRemove,
}: {
  template: Template;
  readOnly: boolean;
  onChange: (template: Template) => void;
  onRemove: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { title, zh, en, use } = template;
  const uses = templateUses.map((value) => ({ value, label: t(`templates.uses.${value}`) }));
  return (
    <div className={styles["fields"]}>
      <SimpleGrid cols={2}>
        <TextInput
          label={t("templates.titleZh")}
          value={title.zh}
          readOnly={readOnly}
          onChange={(event) => onChange({ ...template, title: { ...title, zh: event.currentTarget.value } })}
        />
        <TextInput
          label={t("templates.titleEn")}
          value={title.en}
          readOnly={readOnly}
          onChange={(event) => onChange({ ...template, title: { ...title, en: event.currentTarget.value } })}
        />
      </SimpleGrid>
      <Select
        label={t("templates.use")}
        data={uses}
        value={use}
        readOnly={readOnly}
        allowDeselect={false}
        onChange={(chosen) => onChange({ ...template, use: templateUses.find((one) => one === chosen) ?? use })}
      />
      <Textarea
        label={t("templates.zh")}
        description={t("templates.blank")}
        value={zh}
        readOnly={readOnly}
        autosize
        minRows={3}
        onChange={(event) => onChange({ ...template, zh: event.currentTarget.value })}
      />
      <Textarea
        label={t("templates.en")}
        value={en}
        readOnly={readOnly}
        autosize
        minRows={3}
        onChange={(event) => onChange({ ...template, en: event.currentTarget.value })}
      />
      {!readOnly && (
        <Button variant="default" size="xs" onClick={onRemove} style={{ justifySelf: "start" }}>
          {t("remove")}
        </Button>
      )}
    </div>
  );
}
