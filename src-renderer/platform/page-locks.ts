import type { Hold, Locks } from "./platform.ts";

const channelName = "lianxinqiao-desk";

/** Locks among the pages of this origin, by Web Locks; asking goes over a broadcast channel. */
export function pageLocks(): Locks {
  return {
    take,
    exclusive: exclusively,
    isHeld: async (name) => ((await navigator.locks.query()).held ?? []).some((lock) => lock.name === name),
    askToLetGo: (name) => {
      const channel = new BroadcastChannel(channelName);
      channel.postMessage(name);
      channel.close();
    },
  };
}

/** Does work while no other page of this origin does any under the name. */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, work);
}

function take(name: string, options = { steal: false }): Promise<Hold | null> {
  return new Promise((resolve) => {
    const listeners = new Set<() => void>();
    const tell = (): void => listeners.forEach((listener) => listener());
    const held = navigator.locks.request(name, options.steal ? { steal: true } : { ifAvailable: true }, (lock) => {
      if (lock === null) return resolve(null);
      return holdUntilReleased(name, { listeners, resolve, tell });
    });
    // A stolen lock ends with an AbortError: the page learns it like a request to let go.
    held.catch(tell);
  });
}

type Holding = Readonly<{ listeners: Set<() => void>; resolve: (hold: Hold) => void; tell: () => void }>;

function holdUntilReleased(name: string, { listeners, resolve, tell }: Holding): Promise<void> {
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.data === name) tell();
  });
  return new Promise((done) => {
    const release = (): void => {
      channel.close();
      done();
    };
    resolve({ release, onAsked: (listener) => void listeners.add(listener) });
  });
}
