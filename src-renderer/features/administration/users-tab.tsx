import { Button, Menu, Table, TextInput } from "@mantine/core";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AdministeredUser } from "../../../src-shared/protocol/administration.ts";
import { useDesk } from "../../data/use-desk.ts";
import { Face } from "../../ui/face.tsx";
import { formatMoment } from "../../ui/format.ts";
import { useLabel, useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./administration.module.css";
import { NotThere } from "./not-there.tsx";
import { SetupForm } from "./setup-form.tsx";
import { useAsked } from "./use-asked.ts";
import { UserForm, type UserTask } from "./user-form.tsx";

/** The accounts that one administers: looked up, created, changed. */
export function UsersTab(): React.JSX.Element {
  const { t } = useTranslation("administration");
  const desk = useDesk();
  const officeName = useOfficeName();
  const [text, setText] = useState("");
  const [task, setTask] = useState<UserTask | null>(null);
  const [setupOf, setSetupOf] = useState<AdministeredUser | null>(null);
  const revoke = async (user: AdministeredUser): Promise<void> => {
    await desk.administration.revokeSetup(user);
    again();
  };
  const [answer, again] = useAsked(useCallback(() => desk.administration.users(), [desk]));
  if (answer === "loading" || !answer.ok) return <NotThere answer={answer} onAgain={again} />;
  const matches = ({ name, username, office }: AdministeredUser): boolean =>
    `${name} ${username} ${officeName(office)}`.toLowerCase().includes(text.trim().toLowerCase());
  const shown = answer.value.filter(matches);
  return (
    <>
      <div className={styles["tools"]}>
        <TextInput
          aria-label={t("users.search")}
          placeholder={t("users.search")}
          value={text}
          w={320}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button onClick={() => setTask({ type: "create" })}>{t("users.create")}</Button>
      </div>
      {shown.length === 0 ? (
        <Face words={t("users.empty")} />
      ) : (
        <UserTable users={shown} onTask={setTask} onSetup={setSetupOf} onRevoke={(user) => void revoke(user)} />
      )}
      {setupOf !== null && <SetupForm user={setupOf} onMade={again} onLeave={() => setSetupOf(null)} />}
      {task !== null && <UserForm task={task} onChanged={again} onLeave={() => setTask(null)} />}
    </>
  );
}

type UserDeeds = Readonly<{
  onTask: (task: UserTask) => void;
  onSetup: (user: AdministeredUser) => void;
  onRevoke: (user: AdministeredUser) => void;
}>;

function UserTable({ users, ...deeds }: UserDeeds & { users: readonly AdministeredUser[] }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { now } = useSurroundings();
  const officeName = useOfficeName();
  const labelOf = useLabel();
  return (
    <Table className={styles["table"]} stickyHeader>
      <Table.Thead>
        <Table.Tr>
          {(["name", "username", "office", "roles", "state", "more"] as const).map((name) => (
            <Table.Th key={name}>{t(`users.${name}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {users.map((user) => (
          <Table.Tr key={user.id}>
            <Table.Td>{user.name}</Table.Td>
            <Table.Td>{user.username}</Table.Td>
            <Table.Td>{officeName(user.office)}</Table.Td>
            <Table.Td>
              {user.roles.map((role) => labelOf("role", role)).join(t("separator", { ns: "common" }))}
            </Table.Td>
            <Table.Td>
              {t(`users.${stateOf(user)}`)}
              {isNumber(user.setupUntil) && (
                <div className={styles["dim"]}>{t("users.setupUntil", { at: formatMoment(user.setupUntil, now) })}</div>
              )}
            </Table.Td>
            <Table.Td>
              <UserMenu user={user} {...deeds} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function stateOf({ disabledAt, oneTimeUntil }: AdministeredUser): "active" | "disabled" | "oneTime" {
  if (disabledAt !== null) return "disabled";
  return oneTimeUntil === null ? "active" : "oneTime";
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === "number";
}

function UserMenu({
  user,
  onTask,
  onSetup,
  onRevoke,
}: UserDeeds & { user: AdministeredUser }): React.JSX.Element | null {
  const { t } = useTranslation("administration");
  const desk = useDesk();
  if (user.id === desk.actor.id) return null;
  const isDisabled = user.disabledAt !== null;
  const hasSetup = isNumber(user.setupUntil);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" aria-label={t("users.moreOf", { name: user.name })}>
          {t("users.more")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onTask({ type: "roles", user })}>{t("users.change")}</Menu.Item>
        <Menu.Item onClick={() => onTask({ type: "move", user })}>{t("users.move")}</Menu.Item>
        <Menu.Item onClick={() => onTask({ type: "reset", user })}>{t("users.reset")}</Menu.Item>
        {!isDisabled && (
          <Menu.Item onClick={() => onSetup(user)}>{t(hasSetup ? "users.setupAgain" : "users.setup")}</Menu.Item>
        )}
        {hasSetup && <Menu.Item onClick={() => onRevoke(user)}>{t("users.setupRevoke")}</Menu.Item>}
        <Menu.Item onClick={() => onTask({ type: isDisabled ? "enable" : "disable", user })}>
          {t(isDisabled ? "users.enable" : "users.disable")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
