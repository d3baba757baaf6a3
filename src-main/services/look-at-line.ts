import type { LineLook } from "../../src-shared/ipc/desk-bridge.ts";

/** What Chromium's network stack tells the main process and hides from a page (Electron's `Session`). */
export type NetworkEyes = Readonly<{
  resolveHost: (host: string) => Promise<Readonly<{ endpoints: readonly unknown[] }>>;
  resolveProxy: (url: string) => Promise<string>;
  fetch: (url: string) => Promise<unknown>;
}>;

/**
 * Looks at the line to the configured province, and to nothing else: how many addresses its name has, whether a proxy
 * stands between, and Chromium's name of what is wrong with the connection.
 * @see docs/spec/weak-line.md WK-3
 */
export async function lookAtLine(eyes: NetworkEyes, server: string): Promise<LineLook> {
  const { hostname } = new URL(server);
  const found = await eyes.resolveHost(hostname).catch(() => null);
  const proxy = await eyes.resolveProxy(server).catch(() => "DIRECT");
  const fault = await eyes.fetch(`${server}/api/health`).then(() => null, faultOf);
  return { addresses: found?.endpoints.length ?? 0, proxy: proxy !== "DIRECT" && proxy !== "", fault };
}

/** `net::ERR_CERT_DATE_INVALID` and its like: a word of Chromium's, without addresses. */
function faultOf(cause: unknown): string {
  const text =
    cause instanceof Error
      ? `${cause.message} ${cause.cause instanceof Error ? cause.cause.message : ""}`
      : String(cause);
  return /ERR_[A-Z0-9_]+/.exec(text)?.[0] ?? "ERR_FAILED";
}
