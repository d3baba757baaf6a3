import { auditTime, BehaviorSubject, combineLatest, distinctUntilChanged, map } from "rxjs";
import type { Observable } from "rxjs";

import type { Actor } from "../../src-shared/domain/decision.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Profile } from "../../src-shared/protocol/session.ts";
import type { Platform } from "../platform/platform.ts";
import { apiPath } from "./api-path.ts";
import { parseAudit, type AuditResult } from "./audit-result.ts";
import { becomes } from "./become.ts";
import { readValue, writeValue, type Box } from "./box.ts";
import { readHeardByHand } from "./courier/heard-by-hand.ts";
import { openOwnSetup, type OwnSetup } from "./courier/setup-kept.ts";
import type { ReturnFacts } from "./courier/read-return.ts";
import { openDoubt, type Doubt } from "./doubt.ts";
import { createEpoch, type Epoch } from "./epoch.ts";
import { createPace } from "./errands.ts";
import { openEventStream } from "./event-stream.ts";
import type { Judge } from "./fold.ts";
import { hearTheMachine } from "./hear-the-machine.ts";
import type { Http } from "./http.ts";
import { openDevice, type Account } from "./identity.ts";
import { unsentEntries } from "./ledger.ts";
import { createLease, lastHeard$, type Lease } from "./lease.ts";
import { meetEpoch } from "./meet-epoch.ts";
import type { Mirror } from "./mirror.ts";
import { closeLocal, type Databases } from "./open-local.ts";
import { openStores, type Stores } from "./open-stores.ts";
import { createPages } from "./page-ahead.ts";
import { createProvinceClock, parseHeard, type ProvinceClock } from "./province-clock.ts";
import { provinceApi } from "./province-api.ts";
import { createOwnScope } from "./own-scope.ts";
import { createReferenceStore, type ReferenceStore } from "./reference-store.ts";
import { openPartialFiles, type PartialFiles } from "./partial-files.ts";
import { openOpenings, type Openings } from "./openings.ts";
import type { Session } from "./session.ts";
import { createSyncDriver, type SyncDriver } from "./sync-driver.ts";
import { openStrays, type StrayFiles } from "./stray-files.ts";
import { statusStream, type StatusStream } from "./status-stream.ts";
import type { Contacts } from "./sync-status.ts";
import { readStanding } from "./read-standing.ts";
import { noteVersion, openTold, type Told } from "./told.ts";
import { createUploadErrand, type UploadErrand } from "./upload-errand.ts";
import { isWaiting, mendUploads, type Uploads } from "./uploads.ts";
import type { Standpoint } from "./work-list.ts";
import type { Journal } from "../platform/platform.ts";
import type { Reference } from "../../src-shared/protocol/reference.ts";

export type CoreParts = Readonly<{
  platform: Platform;
  http: Http;
  session: Session;
  account: Account;
  journal: Journal;
  databases: Databases;
  reference: Reference;
  /** What a setup packet brings to a desk that begins with it. */
  brought?: ReturnFacts;
}>;

/** Everything a desk is made of, opened and running. */
export type DeskCore = Readonly<{
  parts: CoreParts;
  stores: Stores;
  mirror: Mirror;
  clock: ProvinceClock;
  epoch: Epoch;
  reference: ReferenceStore;
  profile$: BehaviorSubject<Profile>;
  judge: () => Judge;
  judge$: Observable<Judge>;
  standpoint: () => Standpoint;
  openings: Openings;
  partials: PartialFiles;
  driver: SyncDriver;
  upload: UploadErrand;
  lease: Lease;
  /** when the province made the latest packet that was taken in here: a kind of contact, only slower */
  heardByHand$: BehaviorSubject<Instant | null>;
  /** Whether the desk was set up by a packet and has had no line since. */
  setup: OwnSetup;
  dismissHappening: Told["dismiss"];
  /** The account has another office or other roles. */
  adoptProfile: (profile: Profile) => Promise<void>;
  close: () => Promise<void>;
}> &
  StatusStream;

/** Opens stores, clock and engine of an account and lets the engine run. */
export async function openCore(parts: CoreParts): Promise<DeskCore> {
  const { platform, account } = parts;
  const profile$ = new BehaviorSubject(account.profile);
  const reference = createReferenceStore(platform, account.userId, parts.reference);
  const standpoint = (): Standpoint => {
    const { userId: user, office } = profile$.value;
    return { user, office, offices: reference.rules().offices };
  };
  const { box, mirror } = parts.databases;
  const stores = await openStores({ box, journal: parts.journal }, account, platform.clock.wall());
  const heard = await readValue(box, "clock").then(parseHeard);
  const clock = await createProvinceClock(platform.clock, heard);
  const doubt = await openDoubt(mirror, platform.clock);
  const [kept, contacts, audited, openings] = await Promise.all([
    openKept(parts, stores, { mirror, doubt }),
    readContacts(box, heard),
    mirror.readFact("audit"),
    openOpenings({ box, mirror, standpoint, now: clock.now }),
  ]);
  const judge = (): Judge => ({ actor: actorOf(profile$.value), rules: reference.rules() });
  const judge$ = combineLatest([profile$, reference.reference$]).pipe(map(judge));
  const base = { parts, stores, mirror, clock, reference, profile$, standpoint, openings, doubt, ...kept };
  const copyOf = async (id: OrderId): Promise<WorkOrder | undefined> => (await mirror.order(id))?.order;
  await mendUploads(stores.uploads, stores.outbox.ledger(), { copyOf, blobs: base.partials.blobs });
  const upload = uploadErrand(parts, stores.uploads, copyOf);
  const contacts$ = new BehaviorSubject<Contacts>(contacts);
  const audit$ = new BehaviorSubject<AuditResult | null>(parseAudit(audited));
  const [driver, leased] = await Promise.all([
    startDriver(base, upload, { contacts$, audit$ }),
    openLease(base, contacts$),
  ]);
  const status = await statusStream(base, { driver, upload, contacts$, audit$, locked$: leased.lease.locked$ });
  const stopHearing = hearTheMachine(platform, clock, driver);
  return {
    ...base,
    judge,
    judge$,
    driver,
    upload,
    ...leased,
    ...status,
    dismissHappening: kept.told.dismiss,
    adoptProfile: (profile) => becomes(base, profile),
    close: () => {
      stopHearing();
      driver.stop();
      return closeLocal(base, parts.journal);
    },
  };
}

function uploadErrand(
  { platform, account, http, session }: CoreParts,
  uploads: Uploads,
  copyOf: (id: OrderId) => Promise<WorkOrder | undefined>,
): UploadErrand {
  const blobs = platform.blobs(account.userId);
  const { monotonic } = platform.clock;
  return createUploadErrand({
    uploads,
    blobs,
    endpoint: http.urlOf(apiPath.uploads),
    session,
    copyOf,
    monotonic,
  });
}

async function openKept(
  { platform, account }: CoreParts,
  { box, outbox }: Stores,
  { mirror, doubt }: Readonly<{ mirror: Mirror; doubt: Doubt }>,
): Promise<Pick<DeskCore, "epoch" | "setup" | "partials"> & Readonly<{ told: Told; strays: StrayFiles }>> {
  const unsent = unsentEntries(outbox.ledger()).length;
  const partials = openPartialFiles({ platform, account: account.userId, box });
  const [told, setup, strays] = await Promise.all([
    noteVersion(box, platform.facts.version, { unsent, at: platform.clock.wall() }).then(() => openTold(box)),
    openOwnSetup(platform.secrets, account.userId),
    openStrays({ platform, account: account.userId, box, mirror, partials, doubt }),
  ]);
  return { told, epoch: createEpoch(box), setup, partials, strays };
}

async function openLease(
  { stores, clock, reference }: Base,
  contacts$: Observable<Contacts>,
): Promise<Pick<DeskCore, "lease" | "heardByHand$">> {
  const heardByHand$ = new BehaviorSubject(await readHeardByHand(stores.box));
  const heard$ = lastHeard$(contacts$, heardByHand$);
  return { heardByHand$, lease: createLease(heard$, () => ({ now: clock.now(), rules: reference.rules() })) };
}

function actorOf(profile: Profile): Actor {
  return { id: profile.userId, name: profile.name, office: profile.office, roles: profile.roles };
}

type Base = Pick<
  DeskCore,
  "parts" | "stores" | "mirror" | "clock" | "epoch" | "reference" | "profile$" | "standpoint" | "openings" | "setup"
> &
  Readonly<{ told: Told; doubt: Doubt; partials: PartialFiles; strays: StrayFiles }>;

/** What the desk remembers of its talks with the province. */
type Noted = Readonly<{ contacts$: BehaviorSubject<Contacts>; audit$: BehaviorSubject<AuditResult | null> }>;

async function startDriver(base: Base, upload: UploadErrand, { contacts$, audit$ }: Noted): Promise<SyncDriver> {
  const { parts, stores, mirror, clock, reference } = base;
  const { box, outbox, uploads } = stores;
  const { platform, session, account } = parts;
  const device = await openDevice(account.device);
  const api = provinceApi(session, device.id);
  const remember = (part: Partial<Contacts>): Contacts => ({ ...contacts$.value, ...part });
  const errands = {
    api,
    outbox,
    mirror,
    clock,
    key: device.key,
    blobs: base.partials.blobs,
    uploads,
    upload,
    openings: base.openings,
    pace: createPace(),
    pages: createPages(),
    monotonic: platform.clock.monotonic,
    reference,
    standpoint: base.standpoint,
    epoch: base.epoch,
    heard: async (answer: Readonly<{ serverTime: number; clockToken: string }>) => {
      contacts$.next(remember({ lastContactAt: answer.serverTime }));
      await ifItCan(writeValue(box, "clock", JSON.stringify(await clock.hear(answer))));
    },
    emptied: async () => {
      contacts$.next(remember({ lastEmptiedAt: clock.now() }));
      await ifItCan(writeValue(box, "emptied", String(clock.now())));
    },
    restored: (steps: number) => base.told.tell("province-restored", steps, clock.now()),
    space: platform.space,
    doubt: base.doubt,
    audited: async (result: AuditResult) => {
      audit$.next(result);
      await ifItCan(mirror.writeFact("audit", JSON.stringify(result)));
      if (result.left === 0) await ifItCan(base.strays.sweep(errands));
    },
    ownScope: createOwnScope({ profile$: base.profile$, read: api.profile, become: (now) => becomes(base, now) }),
  };
  const driver = createSyncDriver({
    errands,
    openStream: (listener) => openEventStream(session, listener),
    monotonic: platform.clock.monotonic,
    chance: Math.random,
  });
  await beginSync(base, driver);
  return driver;
}

/** What only makes the next start more comfortable must not stand in the way of receipts. */
function ifItCan(written: Promise<void>): Promise<void> {
  return written.catch(() => undefined);
}

/** Sealing and sending wait so long, ms: an old computer first draws what it has saved. */
const sendAfterMs = 60;

async function beginSync(base: Base, driver: SyncDriver): Promise<void> {
  const { parts, stores, mirror, reference } = base;
  const { cursor, bootstrap } = await readStanding(mirror);
  if (cursor !== null) await meetEpoch({ epoch: base.epoch, outbox: stores.outbox, clock: base.clock }, cursor.epoch);
  const unsent = unsentEntries(stores.outbox.ledger()).length;
  driver.tell({
    type: "opened",
    signedIn: parts.session.isSignedIn(),
    unsent,
    files: stores.uploads.jobs().length,
    openings: base.openings.count(),
    cursor,
    bootstrap,
    referenceVersion: reference.current().version,
    doubtful: base.doubt.isOpen(),
  });
  const counts = combineLatest([stores.outbox.ledger$, stores.uploads.all$, base.openings.waiting$]).pipe(
    map(([ledger, all, openings]) => {
      return { unsent: unsentEntries(ledger).length, files: all.filter(isWaiting).length, openings };
    }),
    distinctUntilChanged(isSameCount),
    auditTime(sendAfterMs),
  );
  counts.subscribe((count) => driver.tell({ type: "queued", ...count }));
}

type Counted = Readonly<{ unsent: number; files: number; openings: number }>;

function isSameCount(before: Counted, now: Counted): boolean {
  return before.unsent === now.unsent && before.files === now.files && before.openings === now.openings;
}

async function readContacts(box: Box, heard: ReturnType<typeof parseHeard>): Promise<Contacts> {
  const emptied = await readValue(box, "emptied");
  return { lastContactAt: heard?.serverTime ?? null, lastEmptiedAt: emptied === null ? null : Number(emptied) };
}
