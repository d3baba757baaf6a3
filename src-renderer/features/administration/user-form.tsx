import { Button, Checkbox, Modal, PasswordInput, SimpleGrid, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { isAdministrator, roles as allRoles, type Role } from "../../../src-shared/domain/permission/role.ts";
import { isOpenOffice } from "../../../src-shared/domain/reference/office.ts";
import { subtreeOf } from "../../../src-shared/domain/reference/office-tree.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import type { AdministeredUser, UserChangeAsked } from "../../../src-shared/protocol/administration.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { TroubleNote } from "../../ui/face.tsx";
import { OfficePicker } from "../../ui/office-picker.tsx";
import { useProblemWords } from "../../ui/problem-words.ts";
import { useLabel } from "../../ui/surroundings.tsx";
import styles from "./administration.module.css";

export type UserTask =
  | Readonly<{ type: "create" }>
  | Readonly<{ type: "roles" | "move" | "disable" | "enable" | "reset"; user: AdministeredUser }>;

type Values = Readonly<{ username: string; name: string; office: string; roles: readonly Role[] }>;

/** One thing done to an account: what is to be, and the administrator's own password once more. */
export function UserForm({
  task,
  onChanged,
  onLeave,
}: {
  task: UserTask;
  onChanged: () => void;
  onLeave: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  const desk = useDesk();
  const user = "user" in task ? task.user : null;
  const [values, setValues] = useState<Values>(() => firstValues(user));
  const [trouble, setTrouble] = useState<string | null>(null);
  const [given, setGiven] = useState<string | null>(null);
  const submit = async (password: string): Promise<void> => {
    const answer = await desk.administration.changeUser({ password, change: changeOf(task, values) });
    setTrouble(answer.ok ? null : answer.trouble);
    if (!answer.ok) return;
    onChanged();
    if (answer.value.oneTimePassword === null) onLeave();
    else setGiven(answer.value.oneTimePassword);
  };
  const name = user?.name ?? values.name;
  const title = task.type === "create" ? t("users.create") : `${t(titles[task.type])}：${name}`;
  return (
    <Modal opened onClose={onLeave} title={given === null ? title : t("users.given", { name })} size="lg">
      {given === null ? (
        <Asking
          task={task}
          values={values}
          onChange={setValues}
          onSubmit={(password) => void submit(password)}
          trouble={trouble}
        />
      ) : (
        <Given secret={given} />
      )}
    </Modal>
  );
}

function Given({ secret }: { secret: string }): React.JSX.Element {
  const { t } = useTranslation("administration");
  return (
    <>
      <p className={styles["secret"]}>{secret}</p>
      <p className={styles["line"]}>{t("users.givenHint")}</p>
      <p className={styles["dim"]}>{t("users.copied")}</p>
    </>
  );
}

function Asking({
  trouble,
  onSubmit,
  ...fields
}: FieldProps & { trouble: string | null; onSubmit: (password: string) => void }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const words = useProblemWords();
  const [password, setPassword] = useState("");
  return (
    <form
      className={styles["fields"]}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(password);
      }}
    >
      <Fields {...fields} />
      <PasswordInput
        label={t("users.own")}
        description={t("users.ownHint")}
        value={password}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": t("showPassword", { ns: "session" }) }}
        withAsterisk
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {trouble !== null && <TroubleNote>{words(trouble)}</TroubleNote>}
      <Button type="submit" disabled={password === ""}>
        {t("users.submit")}
      </Button>
    </form>
  );
}

function firstValues(user: AdministeredUser | null): Values {
  return { username: "", name: "", office: user?.office ?? "", roles: user?.roles ?? [] };
}

const titles = {
  roles: "users.change",
  move: "users.move",
  disable: "users.disable",
  enable: "users.enable",
  reset: "users.reset",
} as const;

function changeOf(task: UserTask, { username, name, office, roles }: Values): UserChangeAsked {
  if (task.type === "create")
    return {
      type: "create",
      username: username.trim(),
      name: name.trim(),
      office: officeId(office),
      roles: [...roles],
    };
  const { id } = task.user;
  if (task.type === "roles") return { type: "roles", id, roles: [...roles] };
  return task.type === "move" ? { type: "move", id, office: officeId(office) } : { type: task.type, id };
}

type FieldProps = Readonly<{ task: UserTask; values: Values; onChange: (values: Values) => void }>;

function Fields({ task, values, onChange }: FieldProps): React.JSX.Element {
  const { t } = useTranslation("administration");
  const desk = useDesk();
  const { offices } = useReference();
  const range = desk.actor.roles.includes("security-administrator") ? offices : subtreeOf(offices, desk.profile.office);
  return (
    <>
      {task.type === "create" && (
        <SimpleGrid cols={2}>
          <TextInput
            label={t("users.name")}
            value={values.name}
            withAsterisk
            data-autofocus
            onChange={(event) => onChange({ ...values, name: event.currentTarget.value })}
          />
          <TextInput
            label={t("users.username")}
            placeholder={t("users.usernameHint")}
            value={values.username}
            withAsterisk
            onChange={(event) => onChange({ ...values, username: event.currentTarget.value })}
          />
        </SimpleGrid>
      )}
      {(task.type === "create" || task.type === "move") && (
        <OfficePicker
          label={t("users.office")}
          offices={range.filter(isOpenOffice)}
          value={values.office}
          suggestions={[]}
          error={undefined}
          onChange={(office) => onChange({ ...values, office })}
        />
      )}
      {(task.type === "create" || task.type === "roles") && <RoleBoxes values={values} onChange={onChange} />}
      {task.type === "disable" && <p className={styles["line"]}>{t("users.disableHint")}</p>}
      {task.type === "reset" && <p className={styles["line"]}>{t("users.resetHint")}</p>}
    </>
  );
}

function RoleBoxes({ values, onChange }: Omit<FieldProps, "task">): React.JSX.Element {
  const { t } = useTranslation("administration");
  const labelOf = useLabel();
  const desk = useDesk();
  const mayAll = desk.actor.roles.includes("security-administrator");
  const offered = allRoles.filter((role) => mayAll || !isAdministrator(role) || role === "office-administrator");
  const choose = (chosen: readonly string[]): void =>
    onChange({ ...values, roles: allRoles.filter((role) => chosen.includes(role)) });
  return (
    <Checkbox.Group label={t("users.roles")} value={[...values.roles]} onChange={choose}>
      <SimpleGrid cols={3} spacing="xs" mt={4}>
        {offered.map((role) => (
          <Checkbox key={role} value={role} label={labelOf("role", role)} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
