import { createHash } from "node:crypto";

import { minuteMs, type Instant } from "../../../src-shared/kernel/instant.ts";

const freeFailures = 5;
const firstDelayMs = 30_000;
const longestDelayMs = 15 * minuteMs;

/**
 * How long after the last failure a further sign-in is not looked at, in ms: nothing for the first five, then 30 s,
 * doubling up to a quarter of an hour.
 * @see docs/spec/session.md SN-20, SN-21 (security.md S7)
 */
export function delayAfter(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(20, failures - freeFailures));
}

/** How much of the delay is left, in ms. */
export function delayLeft(record: Readonly<{ failures: number; lastAt: Instant }>, now: Instant): number {
  return Math.max(0, record.lastAt + delayAfter(record.failures) - now);
}

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
