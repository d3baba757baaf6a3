import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { mayAct } from "../../src-shared/actions/authorise.ts";
import { isUndispatched } from "../../src-shared/domain/work-order/order-state.ts";
import type { WorkListName } from "../data/desk-api.ts";
import { isOffline, useCounts, useDesk, useOrderList, useSyncPart, useSyncStatus } from "../data/use-desk.ts";
import { tabsFor } from "../features/administration/administration-tab.ts";
import { CardShape } from "../ui/card-badge.tsx";
import { classes } from "../ui/classes.ts";
import { cardOf } from "../ui/due.ts";
import { PlusIcon, SearchIcon } from "../ui/icons.tsx";
import { useSurroundings } from "../ui/surroundings.tsx";
import { SyncFace } from "../ui/sync-face.tsx";
import { useDrafts } from "./drafts-page.tsx";
import { pathTo, type Place } from "./routes.ts";
import styles from "./shell.module.css";
import { useSyncWords } from "./sync-words.ts";
import { UserMenu } from "./user-menu.tsx";
import { useWorkLists } from "./use-work-lists.ts";

/** The rail: whose desk it is, the lists one works from, and at its foot, always, how the line stands. */
export function Rail({
  place,
  onFind,
  onKeys,
}: {
  place: Place;
  onFind: () => void;
  onKeys: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("shell");
  const desk = useDesk();
  const counts = useCounts();
  const { work, look } = useWorkLists();
  const current = place.page === "order" ? place.list : place.page;
  const item = (list: WorkListName): React.JSX.Element => (
    <RailLink
      key={list}
      href={`#${pathTo(list)}`}
      words={t(`lists.${list}`)}
      count={counts === "loading" || list === "all" || list === "ended" ? null : counts[list]}
      current={current === list}
      mark={work.includes(list) && <PressingCard list={list} />}
    />
  );
  // Lists that few offices ever fill stand in the rail only while something is on them.
  const isThere = (list: WorkListName): boolean =>
    !rare.has(list) || current === list || (counts !== "loading" && counts[list] > 0);
  return (
    <nav className={styles["rail"]} aria-label={t("work")}>
      <div className={styles["brand"]}>
        <span className={styles["product"]}>{t("product", { ns: "common" })}</span>
        <span className={styles["office"]} title={desk.profile.officeName}>
          {desk.profile.officeName}
        </span>
      </div>
      {mayAct(desk.actor.roles, "register") && (
        <Button component="a" href="#/new" variant="default" leftSection={<PlusIcon />} mx="sm" mb="xs">
          {t("register")}
        </Button>
      )}
      <button type="button" className={styles["find"]} onClick={onFind}>
        <SearchIcon />
        <span>{t("find")}</span>
        <kbd>{t("findKey")}</kbd>
      </button>
      <div className={styles["links"]}>
        <p className={styles["group"]}>{t("work")}</p>
        {work.filter(isThere).map(item)}
        <DraftsLink current={current === "drafts"} />
        <p className={styles["group"]}>{t("look")}</p>
        {look.map(item)}
        <RailLink
          href="#/knowledge"
          words={t("title", { ns: "knowledge" })}
          count={null}
          current={current === "knowledge"}
        />
        {tabsFor(desk.actor.roles).length > 0 && (
          <RailLink
            href="#/administration"
            words={t("administration")}
            count={null}
            current={current === "administration"}
          />
        )}
      </div>
      <div className={styles["railFoot"]}>
        <SyncLink current={current === "sync"} />
        <UserMenu onKeys={onKeys} />
      </div>
    </nav>
  );
}

const rare: ReadonlySet<WorkListName> = new Set(["to-help", "late-records", "incidents"]);

function DraftsLink({ current }: { current: boolean }): React.JSX.Element {
  const { t } = useTranslation("shell");
  return <RailLink href="#/drafts" words={t("drafts")} count={useDrafts().length} current={current} />;
}

function RailLink({
  href,
  words,
  count,
  current,
  mark,
}: {
  href: string;
  words: string;
  count: number | null;
  current: boolean;
  mark?: ReactNode;
}): React.JSX.Element {
  return (
    <a
      href={href}
      className={classes(styles["link"], current && styles["linkCurrent"])}
      aria-current={current ? "page" : undefined}
    >
      <span>{words}</span>
      {count !== null && count > 0 && (
        <span className={styles["count"]}>
          {mark}
          {count}
        </span>
      )}
    </a>
  );
}

/** How many lines the rail looks at for its mark: those due soonest, among which a red card stands. */
const lookedAt = 50;

/** The worst card on a list. */
function PressingCard({ list }: { list: WorkListName }): React.JSX.Element | null {
  const page = useOrderList({ list, limit: lookedAt });
  const offline = useSyncPart(isOffline);
  const { calendar, now } = useSurroundings();
  if (page === "loading") return null;
  const cards = page.lines.map((line) => {
    if (line.due === null || line.card !== null || isUndispatched(line.state)) return line.card;
    return offline ? cardOf(calendar, { start: line.registeredAt, due: line.due }, now) : null;
  });
  const worst = cards.includes("red") ? "red" : cards.find((card) => card !== null);
  return worst === undefined ? null : <CardShape card={worst} />;
}

function SyncLink({ current }: { current: boolean }): React.JSX.Element {
  const { t } = useTranslation("shell");
  const face = useSyncWords(useSyncStatus());
  return (
    <a
      href="#/sync"
      className={classes(styles["sync"], current && styles["linkCurrent"])}
      title={t("sync.open")}
      aria-live="polite"
    >
      <SyncFace kind={face.kind} words={face.words} />
    </a>
  );
}
