import { Type } from "typebox";
import Value from "typebox/value";

/** Where a province of this machine listens when nothing else is said (docs/operations). */
export const localProvince = "http://127.0.0.1:12351";

const configSchema = Type.Object({ server: Type.String() });
const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** The configured address is none, or would carry people's words unencrypted over a network. */
export class BadServerUrl extends Error {
  override readonly name = "BadServerUrl";
}

/**
 * The province's origin, from the first that names one: `LXQ_SERVER`, the user's `config.json`, the one that was
 * installed. `http` only on this machine.
 *
 * @param configs texts of the files that may say `{"server": "https://…"}`, the user's first; null for one that is not there
 * @throws BadServerUrl
 */
export function serverUrl(named: string | undefined, configs: readonly (string | null)[]): string {
  if (named !== undefined && named !== "") return originOf(named);
  for (const text of configs) {
    if (text !== null) return originOf(serverIn(text));
  }
  return localProvince;
}

function serverIn(text: string): string {
  try {
    const config: unknown = JSON.parse(text);
    if (Value.Check(configSchema, config)) return config.server;
  } catch {
    // said below, with the words of the file
  }
  throw new BadServerUrl(`config.json names no server: ${text.slice(0, 80)}`);
}

function originOf(text: string): string {
  const url = URL.parse(text);
  if (!url || url.username !== "" || url.password !== "") throw new BadServerUrl(`no address: ${text.slice(0, 80)}`);
  if (url.protocol === "https:" || (url.protocol === "http:" && loopback.has(url.hostname))) return url.origin;
  throw new BadServerUrl(`only https leaves this machine: ${text.slice(0, 80)}`);
}

/** Whether the province is on this machine or in the same house, where Chromium asks before a page may speak to it. */
export function isNearby(server: string): boolean {
  const { hostname } = new URL(server);
  return loopback.has(hostname) || /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)[\d.]+$/.test(hostname);
}
