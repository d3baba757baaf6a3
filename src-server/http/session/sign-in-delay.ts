import { createHash } from "node:crypto";

import { minuteMs, type Instant } from "../../../src-shared/kernel/instant.ts";

/** The key under which failures of a name are counted; the name itself need not exist and is not kept. */
export function failureKey(username: string): string {
  return createHash("sha256").update(`sign-in ${username}`).digest("base64url");
}

/** An office of many people has one address: so many failures a quarter of an hour are still people who mistype. */
const addressFailures = 30;
/** One failure of an address is forgotten in this time, in ms: 30 in a quarter of an hour. */
export const addressDrainMs = (15 * minuteMs) / addressFailures;

/**
 * How long an address that failed too often waits, in ms: until one more failure is forgotten.
 * @param record its failures as of `lastAt`, those forgotten by then taken off
 * @see docs/spec/session.md SN-23
 */
export function addressDelayLeft(record: Readonly<{ failures: number; lastAt: Instant }>, now: Instant): number {
  const over = record.failures - addressFailures + 1;
  return over <= 0 ? 0 : Math.max(0, record.lastAt + over * addressDrainMs - now);
}

export function addressKey(address: string): string {
  return createHash("sha256").update(`sign-in from ${address}`).digest("base64url");
}
