import { BehaviorSubject, of, type Subscription } from "rxjs";
import { afterEach, expect, test, vi } from "vitest";

import { createLease, isLocked, lastHeard } from "../../../src-renderer/data/lease.ts";
import { dayMs } from "../../../src-shared/kernel/instant.ts";
import { shippedRules } from "../../support/orders.ts";

const seen: Subscription[] = [];
afterEach(() => {
  seen.splice(0).forEach((one) => one.unsubscribe());
  vi.useRealTimers();
});

const contact = Date.parse("2026-03-02T09:00:00+08:00");
const at = (now: number) => ({ now, rules: shippedRules });

test("[LS-53] locked after the end of the thirtieth day without contact, and never before the first", () => {
  const end = Date.parse("2026-04-02T00:00:00+08:00");
  expect(isLocked(contact, at(end - 1))).toBe(false);
  expect(isLocked(contact, at(end + 1))).toBe(true);
  expect(isLocked(null, at(end + 400 * dayMs))).toBe(false);
});

test("[CP-26] a return packet is a word from the province, as a line is: the later one counts", () => {
  const heard = (lastContactAt: number | null, byHand: number | null) =>
    lastHeard({ lastContactAt, lastEmptiedAt: null }, byHand).lastContactAt;
  expect([heard(null, null), heard(1, null), heard(null, 2), heard(1, 2), heard(3, 2)]).toEqual([null, 1, 2, 2, 3]);
  const end = Date.parse("2026-04-02T00:00:00+08:00");
  expect(isLocked(heard(null, contact), at(end + 1))).toBe(true);
  expect(isLocked(heard(contact, end), at(end + 1))).toBe(false);
});

test("[LS-53] what is hidden comes back with the next contact", () => {
  vi.useFakeTimers();
  const moment = { now: contact };
  const contacts$ = new BehaviorSubject({ lastContactAt: contact, lastEmptiedAt: null });
  const lease = createLease(contacts$, () => at(moment.now));
  const shown: (string | null)[] = [];
  seen.push(lease.hide(of("an order"), null).subscribe((value) => shown.push(value)));
  moment.now = contact + 40 * dayMs;
  vi.advanceTimersByTime(61_000);
  contacts$.next({ lastContactAt: moment.now, lastEmptiedAt: null });
  expect(shown).toEqual(["an order", null, "an order"]);
});
