import type { Logger } from "pino";

import type { Heads, HeadsChannel } from "../store/store.ts";

/** Spreads word of moved heads to the open event streams, of this process and of the others on the same database. */
export type HeadsBroadcast = Readonly<{
  publish: (heads: Heads) => void;
  subscribe: (listener: (heads: Heads) => void) => () => void;
}>;

export function headsBroadcast(channel: HeadsChannel, log: Logger): HeadsBroadcast {
  const listeners = new Set<(heads: Heads) => void>();
  const tellHere = (heads: Heads): void => listeners.forEach((listener) => listener(heads));
  channel.subscribe(tellHere);
  return {
    publish: (heads) => {
      if (Object.keys(heads).length === 0) return;
      tellHere(heads);
      channel.publish(heads).catch((cause: unknown) => log.warn({ cause }, "other processes were not told"));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
