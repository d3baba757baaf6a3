import { combineLatest, distinctUntilChanged, interval, map, of, shareReplay, startWith, switchMap } from "rxjs";
import type { Observable } from "rxjs";

import { deadline } from "../../src-shared/calendar/add-working-time.ts";
import type { Rules } from "../../src-shared/domain/decision.ts";
import { minuteMs, type Instant } from "../../src-shared/kernel/instant.ts";
import type { Contacts } from "./sync-status.ts";

/** A copy that the province has lent: without a word from it for long, the content is hidden until the next one. */
export type Lease = Readonly<{
  locked$: Observable<boolean>;
  /** The source while the copy may be read, `instead` while it may not. */
  hide: <T>(source: Observable<T>, instead: T) => Observable<T>;
}>;

type Moment = Readonly<{ now: Instant; rules: Pick<Rules, "calendar" | "policy"> }>;

/**
 * Whether a copy is locked: the policy's time without contact is over. One that never had contact holds nothing.
 * @see docs/spec/local-store.md LS-53
 */
export function isLocked(lastContactAt: Instant | null, { now, rules }: Moment): boolean {
  if (lastContactAt === null) return false;
  return now > deadline(rules.calendar, lastContactAt, rules.policy.offline.mirrorLocksAfter);
}

/**
 * When the province was last heard of, over a line or by a packet that was carried here: to the lease it is the same.
 * @see docs/spec/courier.md CP-26
 */
export function lastHeard({ lastContactAt }: Contacts, byHand: Instant | null): Pick<Contacts, "lastContactAt"> {
  const latest = Math.max(lastContactAt ?? 0, byHand ?? 0);
  return { lastContactAt: latest === 0 ? null : latest };
}

/** The same as it changes. */
export function lastHeard$(
  contacts$: Observable<Contacts>,
  byHand$: Observable<Instant | null>,
): Observable<Pick<Contacts, "lastContactAt">> {
  return combineLatest([contacts$, byHand$]).pipe(map(([contacts, byHand]) => lastHeard(contacts, byHand)));
}

export function createLease(contacts$: Observable<Pick<Contacts, "lastContactAt">>, moment: () => Moment): Lease {
  const locked$ = combineLatest([contacts$, interval(minuteMs).pipe(startWith(0))]).pipe(
    map(([{ lastContactAt }]) => isLocked(lastContactAt, moment())),
    distinctUntilChanged(),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
  return {
    locked$,
    hide: (source, instead) => locked$.pipe(switchMap((locked) => (locked ? of(instead) : source))),
  };
}
