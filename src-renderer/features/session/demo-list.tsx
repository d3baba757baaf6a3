import { useTranslation } from "react-i18next";

import type { Role } from "../../../src-shared/domain/permission/role.ts";
import { officeKinds, type OfficeKind } from "../../../src-shared/domain/reference/office.ts";
import { classes } from "../../ui/classes.ts";
import styles from "./session.module.css";

export type DemoAccount = Readonly<{
  username: string;
  name: string;
  /** the office's short name */
  office: string;
  level: OfficeKind;
  roles: readonly Role[];
}>;

/** The accounts of the demonstration data: shown only when the province says that it is one. */
export type DemoAccounts = Readonly<{ password: string; accounts: readonly DemoAccount[] }>;

type Picked = Readonly<{ username: string; password: string }>;

/** From so many roles on a person is called an all-rounder: the list would be longer than the line. */
const manyRoles = 6;

/** The demonstration's accounts by level and role; one click fills the form in. */
export function DemoList({
  demo,
  picked,
  onPick,
}: {
  demo: DemoAccounts;
  picked: string;
  onPick: (account: Picked) => void;
}): React.JSX.Element {
  const { t } = useTranslation("session");
  const groups = officeKinds.map((level) => ({ level, accounts: demo.accounts.filter((one) => one.level === level) }));
  return (
    <section className={styles["demo"]} aria-labelledby="demo-title">
      <h2 id="demo-title">{t("demo.title")}</h2>
      <p>{t("demo.words", { password: demo.password })}</p>
      <div className={styles["levels"]}>
        {groups.map(
          ({ level, accounts }) =>
            accounts.length > 0 && (
              <div key={level} className={styles["level"]} role="group" aria-labelledby={`demo-${level}`}>
                <h3 id={`demo-${level}`}>{t(`demo.levels.${level}`)}</h3>
                {accounts.map((account) => (
                  <AccountLine
                    key={account.username}
                    account={account}
                    isPicked={account.username === picked}
                    onPick={() => onPick({ username: account.username, password: demo.password })}
                  />
                ))}
              </div>
            ),
        )}
      </div>
    </section>
  );
}

function AccountLine({
  account,
  isPicked,
  onPick,
}: {
  account: DemoAccount;
  isPicked: boolean;
  onPick: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("session");
  const { name, office, roles, level } = account;
  const separator = t("separator", { ns: "common" });
  const words =
    roles.length >= manyRoles ? t("demo.allRoles") : roles.map((role) => t(`demo.roles.${role}`)).join(separator);
  return (
    <button
      type="button"
      className={classes(styles["account"], isPicked && styles["accountPicked"])}
      aria-pressed={isPicked}
      onClick={onPick}
    >
      <span>{level === "province" ? name : `${office} · ${name}`}</span>
      <span className={styles["accountRoles"]}>{words}</span>
    </button>
  );
}
