import { useEffect, useState } from "react";

import type { Instant } from "../../src-shared/kernel/instant.ts";

const everyMs = 20_000;

/** What time it is, as good as this computer knows, looked at often enough for a badge that counts minutes. */
export function useNow(clock: () => Instant): Instant {
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const tick = (): void => setNow(clock());
    const timer = setInterval(tick, everyMs);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [clock]);
  return now;
}
