import type { Logger } from "pino";

import type { Heads, HeadsChannel } from "../store/store.ts";

/** Spreads word of moved heads to the open event streams, of this process and of the others on the same database. */
export type HeadsBroadcast = Readonly<{
  publish: (heads: Heads) => void;
  subscribe: (listener: (heads: Heads) => void) => () => void;
  /**
   * Looks which heads moved without a word: the process that moved them died before it could say so, or the listening
   * connection was broken.
   * @see docs/spec/sync-server.md SV-67
   */
  lookAgain: () => Promise<void>;
}>;

export type BroadcastParts = Readonly<{ channel: HeadsChannel; readAll: () => Promise<Heads>; log: Logger }>;

export function headsBroadcast({ channel, readAll, log }: BroadcastParts): HeadsBroadcast {
  const listeners = new Set<(heads: Heads) => void>();
  const told = new Map<string, number>();
  const tellHere = (heads: Heads): void => {
    for (const [shard, version] of Object.entries(heads)) told.set(shard, Math.max(version, told.get(shard) ?? 0));
    listeners.forEach((listener) => listener(heads));
  };
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
    lookAgain: async () => {
      const moved = Object.entries(await readAll()).filter(([shard, version]) => version > (told.get(shard) ?? 0));
      if (moved.length > 0) tellHere(Object.fromEntries(moved));
    },
  };
}
