import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { isActionType, payloadSchemas } from "../../src-shared/actions/action.ts";
import { rolesFor } from "../../src-shared/actions/authorise.ts";
import type { ActionEnvelope } from "../../src-shared/protocol/action-envelope.ts";

/** The password of every account of the demo. */
export const password = "lianxinqiao-demo-2026";

/** Every kind of action that a person takes; the rest the province takes by itself. */
export const deskKinds = Object.keys(payloadSchemas)
  .filter(isActionType)
  .filter((type) => rolesFor[type].length > 0);

type Body = Readonly<Record<string, unknown>>;

type RecordedRequest = "signIn" | "refresh" | "push" | "pull" | "bootstrap" | "audit" | "orders" | "openings";

/** A desk as it was recorded: the requests that it makes, with empty places for what the province tells it. */
export type RecordedDevice = Readonly<{
  username: string;
  deviceId: string;
  publicKey: string;
  requests: Readonly<Record<RecordedRequest, Body>>;
}>;

/** What desks of one protocol send: a whole course of an order first, then one action of every other kind. */
export type RecordedProtocol = Readonly<{
  protocol: number;
  devices: readonly RecordedDevice[];
  actions: readonly ActionEnvelope[];
}>;

const folder = path.resolve(import.meta.dirname, "../resources");

export function fileOf(protocol: number): string {
  return path.join(folder, `protocol-${protocol}.json`);
}

/** Every protocol that was ever recorded, the oldest first. */
export function recordedProtocols(): readonly RecordedProtocol[] {
  const numbers = readdirSync(folder).flatMap((name) => /^protocol-(\d+)\.json$/.exec(name)?.[1] ?? []);
  return numbers
    .map(Number)
    .toSorted((a, b) => a - b)
    .map((protocol) => JSON.parse(readFileSync(fileOf(protocol), "utf8")) as RecordedProtocol);
}
