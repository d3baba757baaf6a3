import { createContext, createElement, useContext, useMemo, useState, type ReactNode } from "react";
import { distinctUntilChanged, map } from "rxjs";

import type { OrderId } from "../../src-shared/kernel/ids.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { Reference } from "../../src-shared/protocol/reference.ts";
import type { Desk, OrderList, OrderListQuery, OrderView, QueuedStep, SyncStatus } from "./desk-api.ts";
import { noFilter } from "./list-filter.ts";
import { connecting } from "./sync-status.ts";
import { useLatest, useLive } from "./use-live.ts";
import type { Counts } from "./lists.ts";

const DeskContext = createContext<Desk | null>(null);

/** Gives a signed-in desk to everything below it. */
export function DeskProvider({ desk, children }: Readonly<{ desk: Desk; children: ReactNode }>): React.JSX.Element {
  return createElement(DeskContext.Provider, { value: desk }, children);
}

/** The signed-in desk. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  invariant(desk, "there is a desk above every page");
  return desk;
}

/** An order as this computer knows it; null when it knows none under the id. */
export function useOrder(id: OrderId): OrderView | null | "loading" {
  const desk = useDesk();
  return useLive(useMemo(() => desk.order$(id), [desk, id]));
}

/** A list. A longer page or another text keeps showing the last lines of the same list until the new ones are there. */
export function useOrderList({
  list,
  sort = "due",
  text = "",
  filter = noFilter,
  limit,
}: OrderListQuery): OrderList | "loading" {
  const desk = useDesk();
  const source = useMemo(
    () => desk.orders$({ list, sort, text, filter, limit }),
    [desk, list, sort, text, filter, limit],
  );
  const { value, isCurrent } = useLatest(source);
  const [shown, setShown] = useState({ list, sort });
  const isSameList = shown.list === list && shown.sort === sort;
  if (isCurrent && !isSameList) setShown({ list, sort });
  return isCurrent || isSameList ? value : "loading";
}

export function useCounts(): Counts | "loading" {
  const desk = useDesk();
  return useLive(desk.counts$);
}

export function useQueue(): readonly QueuedStep[] | "loading" {
  return useLive(useDesk().queue$);
}

/** How the line and the queue stand; it says so from the first render on. */
export function useSyncStatus(): SyncStatus {
  const status = useLive(useDesk().sync$);
  return status === "loading" ? connecting : status;
}

/**
 * One part of that, for whoever need not be drawn again when another part changes.
 * @param select the same function from render to render
 */
export function useSyncPart<T>(select: (status: SyncStatus) => T): T {
  const desk = useDesk();
  const part = useLive(useMemo(() => desk.sync$.pipe(map(select), distinctUntilChanged()), [desk, select]));
  return part === "loading" ? select(connecting) : part;
}

/** How far a step has come, in honest words: a sealed step is not being sent while there is no line. */
export function useShownStage(stage: QueuedStep["stage"]): QueuedStep["stage"] {
  const noLine = useSyncPart(isOffline);
  return stage === "sending" && noLine ? "saved" : stage;
}

/** Whether there is no line to the province now. */
export function isOffline({ line }: SyncStatus): boolean {
  return line === "offline";
}

/** Whether the first copy of the orders is not complete yet. */
export function isFirstSync({ firstSync }: SyncStatus): boolean {
  return firstSync !== null;
}

/** The rules, offices and words in force. */
export function useReference(): Reference {
  const desk = useDesk();
  const reference = useLive(desk.reference$);
  return reference === "loading" ? desk.reference : reference;
}
