import { Anchor, Button } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";

import { mayAct } from "../../src-shared/actions/authorise.ts";
import { isAdministrator } from "../../src-shared/domain/permission/role.ts";
import type { ShellEvent } from "../../src-shared/ipc/desk-bridge.ts";
import type { WorkListName } from "../data/desk-api.ts";
import { isFirstSync, useCounts, useDesk, useSyncPart } from "../data/use-desk.ts";
import { AdministrationPage } from "../features/administration/administration-page.tsx";
import { Inbox } from "../features/inbox/inbox.tsx";
import { KnowledgePage } from "../features/knowledge/knowledge-page.tsx";
import { QuickFind } from "../features/search/quick-find.tsx";
import { DiagnosisPage } from "../features/diagnosis/diagnosis-page.tsx";
import { SyncCenter } from "../features/sync-center/sync-center.tsx";
import { classes } from "../ui/classes.ts";
import { Face } from "../ui/face.tsx";
import { ListIcon } from "../ui/icons.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { DraftsPage } from "./drafts-page.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { ListBatch } from "./list-batch.tsx";
import { ManualPane } from "./manual-pane.tsx";
import { ListResizer, useListWidth } from "./list-width.tsx";
import { Notices, type Update } from "./notices.tsx";
import { OrderPane } from "./order-pane.tsx";
import { Rail } from "./rail.tsx";
import { RegisterPane } from "./register-pane.tsx";
import { pathTo, pathToArticle, type Place } from "./routes.ts";
import { RulingsPane } from "./rulings-pane.tsx";
import styles from "./shell.module.css";
import { useRegisterAgain } from "./use-register-again.ts";

export type ShellEvents = (listener: (event: ShellEvent) => void) => () => void;

/** The frame: rail, list, order; notices above; quick find and the sheet of keys on call. */
export function DeskShell({
  place,
  update,
  shellEvents,
}: {
  place: Place;
  update: Update;
  shellEvents: ShellEvents;
}): React.JSX.Element {
  const [, go] = useLocation();
  const desk = useDesk();
  const [open, setOpen] = useState<"find" | "keys" | null>(null);
  const mayRegister = mayAct(desk.actor.roles, "register");
  const register = (): void => {
    if (mayRegister) go("/new");
  };
  const manual = (): void => go("/manual");
  useKeys({ "mod+k": () => setOpen("find"), "?": () => setOpen("keys"), n: register, F1: manual });
  useMenuCommands(shellEvents, {
    new: register,
    find: () => setOpen("find"),
    shortcuts: () => setOpen("keys"),
    refresh: desk.syncNow,
    manual,
    "sync-center": () => go("/sync"),
  });
  useNoStrayDrops();
  return (
    <div className={styles["shell"]}>
      <SkipLink />
      <Notices update={update} />
      <div className={styles["panes"]}>
        <Rail place={place} onFind={() => setOpen("find")} onKeys={() => setOpen("keys")} />
        <Panes place={place} />
      </div>
      <QuickFind opened={open === "find"} onClose={() => setOpen(null)} onOpen={(id) => go(pathTo("all", id))} />
      <KeySheet opened={open === "keys"} onClose={() => setOpen(null)} />
    </div>
  );
}

function SkipLink(): React.JSX.Element {
  const { t } = useTranslation("shell");
  const skip = (): void => document.getElementById("order-title")?.focus();
  return (
    <button type="button" className={styles["skip"]} onClick={skip}>
      {t("skipToOrder")}
    </button>
  );
}

function Panes({ place }: { place: Place }): React.JSX.Element {
  switch (place.page) {
    case "sync":
      return (
        <div className={styles["page"]}>
          <Sync />
        </div>
      );
    case "diagnosis":
      return (
        <div className={styles["page"]}>
          <Diagnosis />
        </div>
      );
    case "drafts":
      return <DraftsPage />;
    case "administration":
      return <AdministrationPage tab={place.tab} />;
    case "manual":
      return <ManualPane topic={place.topic} />;
    case "knowledge":
      return (
        <div className={styles["page"]}>
          <KnowledgePage chosen={place.article} hrefOf={(article) => `#${pathToArticle(article)}`} />
        </div>
      );
    case "register":
      return <RegisterPane />;
    case "order":
      return place.list === "to-rule" ? <RulingsPane {...place} /> : <ListAndOrder place={place} />;
    case "print":
    case "gallery":
      return <div className={styles["page"]} />;
  }
}

function Sync(): React.JSX.Element {
  return <SyncCenter diagnosis="#/diagnosis" onRegisterAgain={useRegisterAgain()} />;
}

function Diagnosis(): React.JSX.Element {
  const { t } = useTranslation("diagnosis");
  const way = (
    <Button variant="default" component="a" href="#/sync">
      {t("back")}
    </Button>
  );
  return <DiagnosisPage line={useDesk()} way={way} />;
}

function ListAndOrder({ place }: { place: Extract<Place, { page: "order" }> }): React.JSX.Element {
  const { t } = useTranslation("shell");
  const [, go] = useLocation();
  const [width, setWidth] = useListWidth();
  const { list, order, step } = place;
  const [showing, setShowing] = useState({ order, list: order === null });
  // On a narrow screen the list makes room as soon as an order is opened.
  if (showing.order !== order) setShowing({ order, list: order === null });
  return (
    <>
      <section
        className={classes(styles["list"], !showing.list && styles["listAway"])}
        style={{ width }}
        aria-label={t(`lists.${list}`)}
      >
        <div className={styles["listHead"]}>
          <h2 className={styles["listTitle"]}>{t(`lists.${list}`)}</h2>
          <ListBatch list={list} />
        </div>
        <div className={styles["listBody"]}>
          <Inbox
            key={list}
            list={list}
            selected={order}
            hrefOf={(id) => `#${pathTo(list, id)}`}
            onOpen={(id) => go(pathTo(list, id))}
          />
        </div>
        <ListResizer width={width} onResize={setWidth} />
      </section>
      <main className={styles["order"]}>
        <div className={styles["showList"]}>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<ListIcon />}
            onClick={() => setShowing({ order, list: !showing.list })}
          >
            {t("showList")}
          </Button>
        </div>
        {order === null ? <NoOrder list={list} /> : <OrderPane list={list} id={order} step={step} />}
      </main>
    </>
  );
}

function NoOrder({ list }: { list: WorkListName }): ReactNode {
  const { t } = useTranslation("shell");
  const { actor } = useDesk();
  const counts = useCounts();
  const onTheWay = useSyncPart(isFirstSync);
  if (actor.roles.every(isAdministrator))
    return (
      <Face title={t("onlyAdministers")} words={t("onlyAdministersHint")}>
        <Anchor href="#/administration">{t("administration")}</Anchor>
      </Face>
    );
  if (counts === "loading") return null;
  const kind = counts[list] > 0 ? "chooseOrder" : onTheWay ? "stillComing" : "nothingToChoose";
  return (
    <div className={styles["noOrder"]}>
      <Face title={t(kind)} words={t(`${kind}Hint`)} />
    </div>
  );
}

type Command = Extract<ShellEvent, { type: "command" }>["command"];

/** Menu commands of the desktop shell. */
function useMenuCommands(events: ShellEvents, commands: Readonly<Partial<Record<Command, () => void>>>): void {
  useEffect(() => events((event) => void (event.type === "command" && commands[event.command]?.())));
}

/** A file dropped beside its place must not replace the desk by itself. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const stop = (event: DragEvent): void => event.preventDefault();
    window.addEventListener("dragover", stop);
    window.addEventListener("drop", stop);
    return () => {
      window.removeEventListener("dragover", stop);
      window.removeEventListener("drop", stop);
    };
  }, []);
}
