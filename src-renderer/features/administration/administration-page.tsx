import { useTranslation } from "react-i18next";

import { mayAdminister } from "../../../src-shared/domain/permission/administration.ts";
import { useDesk, useSyncPart } from "../../data/use-desk.ts";
import type { SyncStatus } from "../../data/desk-api.ts";
import { classes } from "../../ui/classes.ts";
import { Strip } from "../../ui/face.tsx";
import styles from "./administration.module.css";
import { homeTabOf, tabsFor, type AdministrationTab } from "./administration-tab.ts";
import { AuditTab } from "./audit-tab.tsx";
import { CalendarTab } from "./calendar-tab.tsx";
import { DictionariesTab } from "./dictionaries-tab.tsx";
import { OfficesTab } from "./offices-tab.tsx";
import { PolicyTab } from "./policy-tab.tsx";
import { TemplatesTab } from "./templates-tab.tsx";
import { UsersTab } from "./users-tab.tsx";

/** 系统管理: what is published, who may sign in, and what administrators did. */
export function AdministrationPage({ tab: asked }: { tab: AdministrationTab | null }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const desk = useDesk();
  const isOffline = useSyncPart(offline);
  const tabs = tabsFor(desk.actor.roles);
  const tab = tabs.find((one) => one === asked) ?? homeTabOf(desk.actor.roles);
  const mayPublish = mayAdminister(desk.actor.roles, "reference");
  const isReference = tab !== "users" && tab !== "audit";
  return (
    <main className={styles["page"]} aria-labelledby="administration">
      <h1 id="administration" className={styles["title"]}>
        {t("title")}
      </h1>
      <nav className={styles["tabs"]} aria-label={t("title")}>
        {tabs.map((one) => (
          <a
            key={one}
            href={`#/administration/${one}`}
            className={classes(styles["tab"], one === tab && styles["tabCurrent"])}
            aria-current={one === tab ? "page" : undefined}
          >
            {t(`tabs.${one}`)}
          </a>
        ))}
      </nav>
      {isOffline && <Strip>{t("offline")}</Strip>}
      {!mayPublish && isReference && <p className={styles["dim"]}>{t("readOnly")}</p>}
      <div className={styles["body"]}>
        <Tab tab={tab} mayPublish={mayPublish} />
      </div>
    </main>
  );
}

function Tab({ tab, mayPublish }: { tab: AdministrationTab; mayPublish: boolean }): React.JSX.Element {
  switch (tab) {
    case "offices":
      return <OfficesTab mayPublish={mayPublish} />;
    case "users":
      return <UsersTab />;
    case "policy":
      return <PolicyTab mayPublish={mayPublish} />;
    case "calendar":
      return <CalendarTab mayPublish={mayPublish} />;
    case "dictionaries":
      return <DictionariesTab mayPublish={mayPublish} />;
    case "templates":
      return <TemplatesTab mayPublish={mayPublish} />;
    case "audit":
      return <AuditTab />;
  }
}

function offline({ line }: SyncStatus): boolean {
  return line === "offline";
}
