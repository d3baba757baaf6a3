import { Button, CloseButton, SegmentedControl, TextInput } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { isAdministrator } from "../../../src-shared/domain/permission/role.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import type { OrderLine, OrderList, WorkListName } from "../../data/desk-api.ts";
import { narrowings } from "../../data/list-filter.ts";
import { isFirstSync, useDesk, useOrderList, useSyncPart } from "../../data/use-desk.ts";
import { Face } from "../../ui/face.tsx";
import { useKeys } from "../../ui/use-keys.ts";
import styles from "./inbox.module.css";
import { FilterMenu } from "./filter-menu.tsx";
import { OrderRow, type Asked } from "./order-row.tsx";
import { useKeptFilter } from "./use-kept-filter.ts";

const pageSize = 500;
const rowHeight = 64;
type Sort = "due" | "newest";

/** One list of orders: filter, order, lines; J and K walk it. `hrefOf` says where a line leads. */
export function Inbox({
  list,
  selected,
  hrefOf,
  onOpen,
}: {
  list: WorkListName;
  selected: OrderId | null;
  hrefOf: (id: OrderId) => string;
  onOpen: (id: OrderId) => void;
}): React.JSX.Element {
  const { t } = useTranslation("inbox");
  const [typed, setTyped] = useState("");
  const [composing, setComposing] = useState(false);
  const kept = useKeptFilter();
  const { sort, setSort, filter } = kept;
  const [limit, setLimit] = useState(pageSize);
  const [settled, setSettled] = useState("");
  if (!composing && settled !== typed) setSettled(typed);
  const text = useDeferredValue(settled);
  const page = useOrderList({ list, sort, limit, filter, ...(text.trim() === "" ? {} : { text: text.trim() }) });
  const lines = page === "loading" ? none : page.lines;
  useWalk(lines, selected, onOpen);
  return (
    <div className={styles["inbox"]}>
      <div className={styles["tools"]}>
        <TextInput
          size="xs"
          className={styles["filter"]}
          aria-label={t("filterPrompt")}
          placeholder={t("filterPrompt")}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          rightSection={
            typed === "" ? null : <CloseButton size="xs" aria-label={t("clear")} onClick={() => setTyped("")} />
          }
        />
        <FilterMenu kept={kept} />
        <SegmentedControl<Sort>
          size="xs"
          aria-label={t("sort")}
          value={sort}
          onChange={setSort}
          data={[
            { value: "due", label: t("sorts.due") },
            { value: "newest", label: t("sorts.newest") },
          ]}
        />
      </div>
      <Lines
        list={list}
        text={text}
        narrowed={narrowings(filter) > 0}
        page={page}
        selected={selected}
        hrefOf={hrefOf}
      />
      <TooMany page={page} onMore={() => setLimit(limit + pageSize)} />
    </div>
  );
}

const none: readonly OrderLine[] = [];

/** J goes to the next line, K to the one before. */
function useWalk(lines: readonly OrderLine[], selected: OrderId | null, onOpen: (id: OrderId) => void): void {
  const step = (by: number): void => {
    const at = lines.findIndex((line) => line.id === selected);
    const next = lines[at === -1 ? 0 : Math.min(lines.length - 1, Math.max(0, at + by))];
    if (next) onOpen(next.id);
  };
  useKeys({ j: () => step(1), k: () => step(-1) });
}

type LinesProps = Readonly<{
  list: WorkListName;
  text: string;
  narrowed: boolean;
  page: OrderList | "loading";
  selected: OrderId | null;
  hrefOf: (id: OrderId) => string;
}>;

const askedOn: ReadonlyMap<WorkListName, Asked> = new Map([
  ["to-help", "help"],
  ["to-reply", "reply"],
  ["reply-awaited", "reply"],
]);

// The names of the other lists say the state of what is on them.
const mixed: ReadonlySet<WorkListName> = new Set([
  "all",
  "ended",
  "below",
  "mine",
  "own",
  "carded",
  "to-reply",
  "late-records",
  "to-judge",
  "to-rule",
  "to-supervise",
  "reply-awaited",
]);

function Lines({ list, text, narrowed, page, selected, hrefOf }: LinesProps): React.JSX.Element {
  const { t } = useTranslation("inbox");
  if (page === "loading") return <Face words={t("loading", { ns: "common" })} />;
  if (page.lines.length > 0)
    return (
      <VirtualLines
        lines={page.lines}
        label={t(`lists.${list}`, { ns: "shell" })}
        selected={selected}
        hrefOf={hrefOf}
        showState={mixed.has(list)}
        asked={askedOn.get(list) ?? null}
        decides={list === "to-decide"}
      />
    );
  if (narrowed) return <Face words={t("noMatchFilter")} />;
  if (text.trim() !== "") return <Face words={t("noMatch", { text: text.trim() })} />;
  return <Nothing list={list} />;
}

/** Why a list is empty: during a first sync its orders may still be on their way. */
function Nothing({ list }: { list: WorkListName }): React.JSX.Element {
  const { t } = useTranslation("inbox");
  const { actor } = useDesk();
  const onTheWay = useSyncPart(isFirstSync);
  if (actor.roles.every(isAdministrator)) return <Face words={t("emptyForAdministrator")} />;
  return <Face words={onTheWay ? t("onTheWay") : t(`empty.${list}`)} />;
}

function VirtualLines({
  lines,
  label,
  selected,
  hrefOf,
  showState,
  asked,
  decides,
}: {
  label: string;
  showState: boolean;
  asked: Asked | null;
  decides: boolean;
  lines: readonly OrderLine[];
  selected: OrderId | null;
  hrefOf: (id: OrderId) => string;
}): React.JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const at = lines.findIndex((line) => line.id === selected);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new selection moves the list
  }, [selected]);
  return (
    <div ref={scroller} className={styles["scroller"]} tabIndex={-1}>
      <ul className={styles["lines"]} aria-label={label} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          return (
            <li key={line.id} className={styles["item"]} style={{ transform: `translateY(${item.start}px)` }}>
              <OrderRow
                line={line}
                href={hrefOf(line.id)}
                current={line.id === selected}
                showState={showState}
                asked={asked}
                decides={decides}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function TooMany({ page, onMore }: { page: OrderList | "loading"; onMore: () => void }): React.JSX.Element | null {
  const { t } = useTranslation("inbox");
  if (page === "loading" || page.total <= page.lines.length) return null;
  const shown = page.lines.length;
  return (
    <div className={styles["more"]}>
      <span>{t("tooMany", { total: page.total, n: shown })}</span>
      <Button size="compact-xs" variant="subtle" onClick={onMore}>
        {t("showMore", { n: Math.min(pageSize, page.total - shown) })}
      </Button>
    </div>
  );
}
