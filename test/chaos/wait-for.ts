import { setTimeout as sleep } from "node:timers/promises";

/** Waits until something is so. @throws with `what` and the last look when it does not become so in time */
export async function waitFor(what: string, isSo: () => unknown, withinMs = 60_000): Promise<void> {
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(50)) if (isSo() === true) return;
  throw new Error(`not within ${withinMs} ms: ${what}`);
}
