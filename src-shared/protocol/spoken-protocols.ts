import { protocolVersion } from "./sync.ts";

/** The requests of a desk that change with the protocol. Signing in does not: its shapes may only grow. */
export type RequestName = "push" | "pull" | "bootstrap" | "audit" | "orders" | "openings";

type Body = Readonly<Record<string, unknown>>;

/** Turns requests of one protocol into those of the next; what is not named is the same in both. */
export type RequestAdapter = Readonly<Partial<Record<RequestName, (body: Body) => Body>>>;

/**
 * What a province speaks: its own protocol, and for each older one how its requests become those of the next. An adapter
 * stays for ever: a desk that was in a drawer for years may lose pulling, never pushing.
 */
export type SpokenProtocols = Readonly<{ current: number; adapters: Readonly<Record<number, RequestAdapter>> }>;

/** Protocol 1 is the first one: there is nothing to adapt yet. */
export const spokenProtocols: SpokenProtocols = { current: protocolVersion, adapters: {} };

/** How many protocols before its own a province serves whole. */
const servedBefore = 2;

/**
 * Whether a desk of a protocol is served whole, or may only push. One that is newer is served as far as it is understood.
 * @see docs/spec/versions.md NV-1
 */
export function isTooOld({ current }: SpokenProtocols, protocol: number): boolean {
  return protocol < Math.max(1, current - servedBefore);
}

/**
 * A request as a desk of the current protocol would send it; what names no protocol stays as it is, to be refused. The
 * actions inside are signed: an adapter changes what is around them and never what they say.
 * @see docs/spec/versions.md NV-2
 */
export function asCurrent(spoken: SpokenProtocols, name: RequestName, body: unknown): unknown {
  if (!isBody(body) || !Number.isSafeInteger(body["protocol"])) return body;
  const from = Math.max(1, Number(body["protocol"]));
  const steps = Object.keys(spoken.adapters)
    .map(Number)
    .filter((protocol) => protocol >= from && protocol < spoken.current)
    .toSorted((a, b) => a - b);
  return steps.reduce<Body>((adapted, protocol) => spoken.adapters[protocol]?.[name]?.(adapted) ?? adapted, body);
}

function isBody(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
