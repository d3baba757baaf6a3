import { Button, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Office } from "../../../src-shared/domain/reference/office.ts";
import { isOpenOffice } from "../../../src-shared/domain/reference/office.ts";
import { useReference } from "../../data/use-desk.ts";
import { classes } from "../../ui/classes.ts";
import { Face } from "../../ui/face.tsx";
import { officeMatches } from "../../ui/office-picker.tsx";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";
import styles from "./administration.module.css";
import { OfficeForm, type OfficeTask } from "./office-form.tsx";
import { VersionHistory } from "./version-history.tsx";

/** The tree of offices, and what can be done to each. */
export function OfficesTab({ mayPublish }: { mayPublish: boolean }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { offices } = useReference();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const tree = useMemo(() => inOrder(offices), [offices]);
  const shown = text.trim() === "" ? tree : tree.filter((office) => officeMatches(office, text));
  const office = offices.find(({ id }) => id === chosen);
  return (
    <div className={styles["two"]}>
      <div className={styles["pane"]}>
        <TextInput
          aria-label={t("offices.search")}
          placeholder={t("offices.search")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ul className={styles["tree"]}>
          {shown.map((one) => (
            <li key={one.id}>
              <OfficeNode office={one} current={one.id === chosen} onChoose={() => setChosen(one.id)} />
            </li>
          ))}
        </ul>
      </div>
      <div className={styles["pane"]}>
        {office ? (
          <OfficeCard key={office.id} office={office} mayPublish={mayPublish} />
        ) : (
          <Face title={t("offices.choose")} words={t(mayPublish ? "offices.chooseHint" : "offices.lookHint")} />
        )}
        <VersionHistory kind="offices" />
      </div>
    </div>
  );
}

/** Each office followed by those below it. */
function inOrder(offices: readonly Office[]): readonly Office[] {
  const below = Map.groupBy(offices, ({ parentId }) => parentId);
  const walk = (office: Office): readonly Office[] => [office, ...(below.get(office.id) ?? []).flatMap(walk)];
  return (below.get(null) ?? []).flatMap(walk);
}

function OfficeNode({
  office,
  current,
  onChoose,
}: {
  office: Office;
  current: boolean;
  onChoose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  const depth = office.path.split(".").length - 1;
  return (
    <button
      type="button"
      className={classes(styles["node"], current && styles["nodeCurrent"])}
      style={{ paddingLeft: 8 + 18 * depth }}
      aria-pressed={current}
      onClick={onChoose}
    >
      <span>{office.shortName}</span>
      {office.closedOn !== undefined && (
        <span className={styles["dim"]}>{t("offices.closed", { day: office.closedOn })}</span>
      )}
    </button>
  );
}

const tasks = ["open", "rename", "move", "merge", "close"] as const;

function OfficeCard({ office, mayPublish }: { office: Office; mayPublish: boolean }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const labelOf = useLabel();
  const officeName = useOfficeName();
  const [task, setTask] = useState<OfficeTask | null>(null);
  const isRoot = office.parentId === null;
  const offered = tasks.filter((one) => !isRoot || one === "open" || one === "rename");
  return (
    <section aria-label={office.name}>
      <h2 className={styles["heading"]}>{office.name}</h2>
      <p className={styles["line"]}>
        {labelOf("office-kind", office.kind)} · {t("offices.code")} {office.code}
        {office.regionCode !== "" && ` · ${t("offices.region")} ${office.regionCode}`}
      </p>
      {office.closedOn !== undefined && (
        <p className={styles["line"]}>
          {t("offices.closed", { day: office.closedOn })}{" "}
          {office.successor !== undefined && t("offices.successor", { name: officeName(office.successor) })}
        </p>
      )}
      {mayPublish && isOpenOffice(office) && (
        <div className={styles["tools"]}>
          {offered.map((one) => (
            <Button
              key={one}
              size="xs"
              variant={task === one ? "light" : "default"}
              aria-pressed={task === one}
              onClick={() => setTask(one)}
            >
              {t(`offices.${one}`)}
            </Button>
          ))}
        </div>
      )}
      {task !== null && <OfficeForm key={task} office={office} task={task} />}
    </section>
  );
}
