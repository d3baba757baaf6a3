// Placeholder of the agreed hooks until the data layer's own file stands here.
import { createContext, createElement, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { Observable } from "rxjs";

import type { Attachment } from "../../src-shared/domain/work-order/attachment.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import type { Desk, OrderList, OrderListQuery, OrderView, QueuedStep, SyncStatus, WorkListName } from "./desk-api.ts";

const context = createContext<Desk | null>(null);

export function DeskProvider({ desk, children }: { desk: Desk; children: ReactNode }): React.JSX.Element {
  return createElement(context.Provider, { value: desk }, children);
}

export function useDesk(): Desk {
  const desk = use(context);
  invariant(desk, "a signed-in desk");
  return desk;
}

function useLive<Value, Start>(source: Observable<Value>, start: Start): Value | Start {
  const [state, setState] = useState<{ source: Observable<Value>; value: Value | Start }>({ source, value: start });
  useEffect(() => {
    const subscription = source.subscribe((value) => setState({ source, value }));
    return () => subscription.unsubscribe();
  }, [source]);
  return state.source === source ? state.value : start;
}

export function useOrder(id: OrderId): OrderView | "loading" | null {
  const desk = useDesk();
  return useLive(
    useMemo(() => desk.order$(id), [desk, id]),
    "loading" as const,
  );
}

export function useOrderList(query: OrderListQuery): OrderList | "loading" {
  const desk = useDesk();
  const { list, text, sort, limit } = query;
  const source = useMemo(
    () =>
      desk.orders$({ list, limit, ...(text === undefined ? {} : { text }), ...(sort === undefined ? {} : { sort }) }),
    [desk, list, text, sort, limit],
  );
  return useLive(source, "loading" as const);
}

export function useCounts(): Readonly<Record<WorkListName, number>> | "loading" {
  return useLive(useDesk().counts$, "loading" as const);
}

export function useQueue(): readonly QueuedStep[] {
  return useLive(useDesk().queue$, none);
}
const none: readonly QueuedStep[] = [];

export function useSyncStatus(): SyncStatus {
  return useLive(useDesk().sync$, atStart);
}
const atStart: SyncStatus = {
  line: "connecting",
  trouble: null,
  unsent: 0,
  sending: false,
  refused: 0,
  offlineSince: null,
  lastContactAt: null,
  lastEmptiedAt: null,
  firstSync: null,
  upload: null,
  clockOffMinutes: null,
  recovered: null,
};

export function useDraft<Value>(key: string, initial: Value): [Value, (value: Value) => void, () => void] {
  const desk = useDesk();
  const [state, setState] = useState({ key, value: initial });
  const touched = useRef(false);
  useEffect(() => {
    void desk.drafts.read(key).then((kept) => {
      if (kept !== undefined && kept !== null && !touched.current) setState({ key, value: kept as Value });
    });
  }, [desk, key]);
  const set = useCallback(
    (value: Value) => {
      touched.current = true;
      setState({ key, value });
      void desk.drafts.write(key, value);
    },
    [desk, key],
  );
  const clear = useCallback(() => {
    touched.current = true;
    setState({ key, value: initial });
    void desk.drafts.clear(key);
  }, [desk, key, initial]);
  return [state.key === key ? state.value : initial, set, clear];
}

type FileUrl = Readonly<{ state: "loading" | "missing"; url: null }> | Readonly<{ state: "ready"; url: string }>;

export function useAttachmentUrl(attachment: Attachment): FileUrl {
  const desk = useDesk();
  const [file, setFile] = useState<FileUrl>({ state: "loading", url: null });
  const { sha256 } = attachment;
  useEffect(() => {
    let live = true;
    let release = (): void => undefined;
    void desk.openFile(attachment).then((opened) => {
      if (!live) return opened?.release();
      release = opened?.release ?? release;
      setFile(opened ? { state: "ready", url: opened.url } : { state: "missing", url: null });
    });
    return () => {
      live = false;
      release();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- bytes are named by their hash
  }, [desk, sha256]);
  return file;
}
