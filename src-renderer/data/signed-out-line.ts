import type { Platform } from "../platform/platform.ts";
import type { Line } from "./desk-api.ts";
import { diagnose } from "./diagnose.ts";
import { createHttp } from "./http.ts";

/**
 * The line as it can be looked at where nobody is signed in: whoever cannot sign in needs it most. The event stream and
 * what waits on this computer are an account's own and are not looked at.
 * @see docs/spec/weak-line.md WK-8
 */
export function signedOutLine(platform: Platform): Line {
  const { facts } = platform;
  const http = createHttp(facts.serverUrl, platform.fetch);
  const isOnline = (): boolean => navigator.onLine;
  return {
    facts,
    now: platform.clock.wall,
    diagnose: () => diagnose({ platform, http, session: null, queue: null, isOnline }),
  };
}
