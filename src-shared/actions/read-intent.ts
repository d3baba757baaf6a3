import type { OrderId } from "../kernel/ids.ts";
import { actionVersion, isActionType, parseIntent, type ActionType, type Intent } from "./action.ts";

type Payload = Readonly<Record<string, unknown>>;

/**
 * Turns payloads of one version of the actions into those of the next; kinds that are not named did not change. It is
 * given whatever came, also what cannot be read, and never throws.
 */
export type PayloadAdapter = Readonly<Partial<Record<ActionType, (payload: Payload) => Payload>>>;

/**
 * The version of the payloads that this build makes, and for each older one how its payloads become those of the next.
 * An adapter stays for ever: journals and logs keep every step as it was made.
 */
export type PayloadVersions = Readonly<{ current: number; adapters: Readonly<Record<number, PayloadAdapter>> }>;

/** Version 1 is the first one: there is nothing to adapt yet. */
export const payloadVersions: PayloadVersions = { current: actionVersion, adapters: {} };

/** What is read of a step: its kind, its version, and what it says. */
export type Readable = Readonly<{ type: string; orderId: OrderId; actionVersion: number; payload: Payload }>;

/**
 * Reads the intent of a step, however old the desk that made it: `unknown-action` for one that a newer desk made, of a
 * kind or a version that this build does not know; `malformed` for one that cannot be read.
 * @see docs/spec/versions.md NV-3
 */
export function readIntent(step: Readable, versions = payloadVersions): Intent | "unknown-action" | "malformed" {
  const { type, orderId } = step;
  if (step.actionVersion > versions.current || !isActionType(type)) return "unknown-action";
  return parseIntent({ type, orderId, payload: todaysPayload(step, versions) }) ?? "malformed";
}

/**
 * What a step says, with the names of today, whether or not it can be read: for whoever shows the words in it. A step of a
 * newer desk, or of a kind that is not known, is left as it is.
 */
export function todaysPayload(step: Omit<Readable, "orderId">, versions = payloadVersions): Payload {
  const { type, payload } = step;
  if (!isActionType(type)) return payload;
  const { current, adapters } = versions;
  const steps = Object.keys(adapters)
    .map(Number)
    .filter((version) => version >= step.actionVersion && version < current)
    .toSorted((a, b) => a - b);
  return steps.reduce((now, version) => adapters[version]?.[type]?.(now) ?? now, payload);
}
