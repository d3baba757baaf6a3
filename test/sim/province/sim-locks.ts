import type { SharedLocks } from "../../../src-server/store/shared-locks.ts";
import type { Process } from "../store/executor.ts";

type Held = Readonly<{ holder: Process; onAsked: () => void }>;

/** Locks that all server processes share. What a dead one held is free: its connection to the database is gone. */
export function simLocks(): (process: Process) => SharedLocks {
  const held = new Map<string, Held>();
  const { signal: never } = new AbortController();
  return (holder) => ({
    take: async (name, onAsked) => {
      const other = held.get(name);
      if (other && !other.holder.isDead) {
        other.onAsked();
        return null;
      }
      const own = { holder, onAsked };
      held.set(name, own);
      const release = async (): Promise<void> => {
        if (held.get(name) === own) held.delete(name);
      };
      return { lost: never, release };
    },
    close: async () => undefined,
  });
}
