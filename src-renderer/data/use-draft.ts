import { useCallback, useEffect, useRef, useState } from "react";
import type { Static, TSchema } from "typebox";
import Value from "typebox/value";

import type { Desk } from "./desk-api.ts";
import { useDesk } from "./use-desk.ts";

/** A form's content that survives a closed page. `restored` says that it was found, not begun. */
export type Draft<T> = Readonly<{ value: T; restored: boolean; set: (value: T) => void; clear: () => Promise<void> }>;

/** How long typing goes on before it is written down, ms. */
const writeAfterMs = 300;

/**
 * The draft under a key, or `initial` when there is none or it is of another shape; `loading` until that is known.
 * What was typed last is written when the form goes away or the page is hidden.
 */
export function useDraft<S extends TSchema>(key: string, schema: S, initial: Static<S>): Draft<Static<S>> | "loading" {
  const desk = useDesk();
  const [held, setHeld] = useState<Readonly<{ key: string; value: Static<S>; restored: boolean }> | null>(null);
  const { writeSoon, drop } = useWriter(desk, key);
  const start = useRef({ schema, initial });
  useEffect(() => {
    let isGone = false;
    void desk.drafts.read(key).then((found) => {
      const { schema: shape, initial: fresh } = start.current;
      const restored = Value.Check(shape, found);
      if (!isGone) setHeld({ key, value: restored ? found : fresh, restored });
    });
    return () => void (isGone = true);
  }, [desk, key]);
  const set = useCallback(
    (value: Static<S>) => {
      setHeld((before) => ({ key, value, restored: before?.restored ?? false }));
      writeSoon(value);
    },
    [key, writeSoon],
  );
  const clear = useCallback(async () => {
    setHeld({ key, value: start.current.initial, restored: false });
    await drop();
  }, [key, drop]);
  return held?.key === key ? { value: held.value, restored: held.restored, set, clear } : "loading";
}

type Writer = Readonly<{ writeSoon: (value: unknown) => void; drop: () => Promise<void> }>;

function useWriter(desk: Desk, key: string): Writer {
  const pending = useRef<Readonly<{ value: unknown; timer: number }> | null>(null);
  const flush = useCallback((): void => {
    const last = pending.current;
    pending.current = null;
    if (last === null) return;
    window.clearTimeout(last.timer);
    // A draft that cannot be written is still on the screen; the desk says when the disk is full.
    desk.drafts.write(key, last.value).catch(() => undefined);
  }, [desk, key]);
  useEffect(() => {
    document.addEventListener("visibilitychange", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }, [flush]);
  const writeSoon = useCallback(
    (value: unknown) => {
      if (pending.current) window.clearTimeout(pending.current.timer);
      pending.current = { value, timer: window.setTimeout(flush, writeAfterMs) };
    },
    [flush],
  );
  const drop = useCallback(async () => {
    if (pending.current) window.clearTimeout(pending.current.timer);
    pending.current = null;
    await desk.drafts.clear(key);
  }, [desk, key]);
  return { writeSoon, drop };
}
