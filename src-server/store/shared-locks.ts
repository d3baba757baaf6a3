/** A lock that is held until it is released, or until the connection that holds it breaks: from then on it is lost. */
export type Hold = Readonly<{ lost: AbortSignal; release: () => Promise<void> }>;

/** Locks by name, shared by all server processes of a database. */
export type SharedLocks = Readonly<{
  /**
   * Takes a lock that is free; null while it is held, and its holder, in whatever process, has then been asked for it.
   * @param onAsked called whenever somebody else asks for the lock that was taken here
   */
  take: (name: string, onAsked: () => void) => Promise<Hold | null>;
  close: () => Promise<void>;
}>;

/** Where one process is all there is. */
export function memoryLocks(): SharedLocks {
  const held = new Map<string, () => void>();
  const { signal: never } = new AbortController();
  return {
    take: async (name, onAsked) => {
      const ask = held.get(name);
      if (ask !== undefined) {
        ask();
        return null;
      }
      held.set(name, onAsked);
      return { lost: never, release: async () => void held.delete(name) };
    },
    close: async () => undefined,
  };
}
