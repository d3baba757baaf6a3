import type { Platform } from "../platform/platform.ts";
import type { ProvinceClock } from "./province-clock.ts";
import type { SyncDriver } from "./sync-driver.ts";

/** Tells the engine what the computer says of its line and its sleep. Returns how to stop listening. */
export function hearTheMachine(platform: Platform, clock: ProvinceClock, driver: SyncDriver): () => void {
  const stopLine = platform.onLineHint((online) => driver.tell({ type: "line-hint", online }));
  const stopShell = platform.onShellEvent((event) => {
    if (event.type === "resumed") void clock.wake().then(() => driver.tell({ type: "try-now" }));
  });
  return () => {
    stopLine();
    stopShell();
  };
}
