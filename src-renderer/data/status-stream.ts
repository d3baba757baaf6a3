import {
  BehaviorSubject,
  combineLatest,
  distinctUntilChanged,
  interval,
  map,
  shareReplay,
  startWith,
  switchMap,
} from "rxjs";
import type { Observable } from "rxjs";
import { Type } from "typebox";
import Value from "typebox/value";

import type { Platform } from "../platform/platform.ts";
import type { AuditResult } from "./audit-result.ts";
import { dropValue, readValue } from "./box.ts";
import type { OwnSetup } from "./courier/setup-kept.ts";
import type { SyncStatus } from "./desk-api.ts";
import { dropDamage, readDamage, type Stores } from "./open-stores.ts";
import type { ProvinceClock } from "./province-clock.ts";
import type { SyncDriver } from "./sync-driver.ts";
import { statusOf, type Contacts } from "./sync-status.ts";
import type { Told } from "./told.ts";
import type { UploadErrand } from "./upload-errand.ts";

const recoverySchema = Type.Object({ steps: Type.Integer(), at: Type.Integer() });
const minuteMs = 60_000;

type StatusSources = Readonly<{
  stores: Stores;
  clock: ProvinceClock;
  told: Told;
  parts: Readonly<{ platform: Pick<Platform, "space"> }>;
  setup: OwnSetup;
}>;

type Running = Readonly<{
  driver: SyncDriver;
  upload: UploadErrand;
  contacts$: Observable<Contacts>;
  audit$: Observable<AuditResult | null>;
  locked$: Observable<boolean>;
}>;

/** What the screen is told of the line, and how a notice is put away. */
export type StatusStream = Readonly<{
  sync$: Observable<SyncStatus>;
  dismissRecovery: () => void;
  dismissDamage: () => void;
}>;

/** Puts together what the screen says of the line: engine, queue, contacts, files, clock, and what was noted. */
export async function statusStream(
  { stores, clock, told, parts, setup }: StatusSources,
  { driver, upload, contacts$, audit$, locked$: locked }: Running,
): Promise<StatusStream> {
  const [recovery, damage] = await Promise.all([readValue(stores.box, "recovery"), readDamage(stores.box)]);
  const found: unknown = JSON.parse(recovery ?? "null");
  const recovered$ = new BehaviorSubject<SyncStatus["recovered"]>(Value.Check(recoverySchema, found) ? found : null);
  const damage$ = new BehaviorSubject<SyncStatus["journalDamage"]>(damage);
  const openedAt = clock.now();
  const minutes$ = driver.state$.pipe(
    switchMap(() => interval(minuteMs).pipe(startWith(0))),
    map(() => clock.minutesOff()),
    distinctUntilChanged(),
  );
  const space$ = interval(minuteMs).pipe(
    startWith(0),
    switchMap(() => parts.platform.space()),
    startWith("roomy" as const),
    distinctUntilChanged(),
  );
  const sync$ = combineLatest([
    driver.state$,
    stores.outbox.ledger$,
    contacts$,
    upload.progress$,
    minutes$,
    combineLatest({
      ...{ recovered: recovered$, journalDamage: damage$, happened: told.told$, audit: audit$ },
      ...{ locked, space: space$, setup: setup.kept$ },
    }),
    stores.uploads.all$,
  ]);
  return {
    sync$: sync$.pipe(
      map(([engine, ledger, contacts, progress, clockOffMinutes, noted, files]) =>
        statusOf({ engine, ledger, contacts, openedAt, upload: progress, files, clockOffMinutes, ...noted }),
      ),
      shareReplay({ bufferSize: 1, refCount: true }),
    ),
    dismissRecovery: () => {
      recovered$.next(null);
      dropValue(stores.box, "recovery").catch(() => undefined);
    },
    dismissDamage: () => {
      damage$.next(null);
      dropDamage(stores.box).catch(() => undefined);
    },
  };
}
