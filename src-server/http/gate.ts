import { accept, refuse, type Result } from "../../src-shared/kernel/result.ts";

export type Gate = Readonly<{
  /** Runs the work when its turn comes; refuses `busy` at once when too many wait already. */
  pass: <Value>(work: () => Promise<Value>) => Promise<Result<Value, "busy">>;
}>;

/** Lets `width` pieces of work run at a time and `queue` more wait, so that no herd takes the province down. */
export function createGate(limits: Readonly<{ width: number; queue: number }>): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = async (): Promise<void> => {
    if (running >= limits.width) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  return {
    pass: async (work) => {
      if (running >= limits.width && waiting.length >= limits.queue) return refuse("busy");
      await enter();
      try {
        return accept(await work());
      } finally {
        leave();
      }
    },
  };
}
