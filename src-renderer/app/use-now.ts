import { useEffect, useState } from "react";

import type { Instant } from "../../src-shared/kernel/instant.ts";

const everyMs = 20_000;

/**
 * What time it is, as good as this computer knows, looked at often enough for a badge that counts minutes; and at once
 * when the province was heard (`heardAt` changes) and its time is another. All badges are drawn anew when it changes.
 */
export function useNow(clock: () => Instant, heardAt: Instant | null): Instant {
  const [seen, setSeen] = useState({ now: clock(), heardAt });
  if (seen.heardAt !== heardAt) {
    const now = clock();
    setSeen({ now: Math.abs(now - seen.now) < everyMs ? seen.now : now, heardAt });
  }
  useEffect(() => {
    const tick = (): void => setSeen((before) => ({ ...before, now: clock() }));
    const timer = setInterval(tick, everyMs);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [clock]);
  return seen.now;
}
