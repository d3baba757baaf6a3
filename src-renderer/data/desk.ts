import { firstValueFrom, map } from "rxjs";
import type { Observable } from "rxjs";

import type { Sha256 } from "../../src-shared/kernel/ids.ts";
import { uuidV7 } from "../../src-shared/kernel/uuid.ts";
import { administration } from "./administration.ts";
import { openCourier } from "./courier/courier.ts";
import { registerOnline, toldFault } from "./courier/register-online.ts";
import { takeReturn } from "./courier/take-return.ts";
import { isSamePlace } from "./become.ts";
import type { Desk, SignInResult } from "./desk-api.ts";
import { openCore, type CoreParts, type DeskCore } from "./desk-core.ts";
import { openDrafts } from "./drafts.ts";
import { attach, type FileParts } from "./files.ts";
import type { HttpFault } from "./http.ts";
import { forgetLast } from "./identity.ts";
import { createKnownCases } from "./known-cases.ts";
import { diagnose, type DiagnoseParts } from "./diagnose.ts";
import { continues, isParked, isRefused, unsentEntries } from "./ledger.ts";
import { createLineShelf } from "./line-shelf.ts";
import { counts$, orders$, type ListParts } from "./lists.ts";
import type { MirrorLine } from "./mirror.ts";
import { overlay$, type Overlay } from "./overlay.ts";
import { openFiles, type OpenFilesParts } from "./open-files.ts";
import { register } from "./register.ts";
import { createSearch } from "./search.ts";
import { askToSignIn } from "./session.ts";
import { asNote, sendAgain, setAside } from "./settle.ts";
import { submit, type SubmitParts } from "./submit.ts";
import { takeBack, type TakeBackParts } from "./take-back.ts";
import { order$, queue$ } from "./views.ts";

/**
 * Opens the desk of an account, online or not. The caller holds the account's lock.
 * @param onEnd called once when the desk has closed
 * @throws Unavailable when the local store does not open
 */
export async function openDesk(parts: CoreParts, onEnd: () => void): Promise<Desk> {
  const core = await openCore(parts);
  try {
    // A desk that has newer orders already, from a line or a later packet, keeps them.
    if (parts.brought) await takeReturn(core, parts.brought);
    return await deskOf(core, onEnd);
  } catch (fault) {
    // Its engine runs already: it must not go on behind the next try.
    await core.close();
    throw fault;
  }
}

async function deskOf(core: DeskCore, onEnd: () => void): Promise<Desk> {
  const { mirror, stores, reference } = core;
  const { ledger$ } = stores.outbox;
  const writing = submitParts(core);
  const touched$ = overlay$({ mirror, ledger$, judge: core.judge, standpoint: core.standpoint });
  const lists = listParts(core, touched$);
  const files = fileParts(core, writing);
  const close = closing(core, onEnd);
  const opened = await openRest(core, writing.newId);
  return {
    get profile() {
      return core.profile$.value;
    },
    get actor() {
      return core.judge().actor;
    },
    get reference() {
      return reference.current();
    },
    get rules() {
      return reference.rules();
    },
    facts: core.parts.platform.facts,
    now: core.clock.now,
    newId: writing.newId,
    submit: (intent) => submit(writing, intent),
    register: (order) => register(writing, order),
    withdraw: (action) => takeBack(takeBackParts(core, writing), action),
    attach: (order, file, caption) => attach(files, order, { file, caption }),
    pauseUploads: (which, isPaused) => pauseUploads(core, which, isPaused),
    ...settleDoors(writing),
    order$: (id) => core.lease.hide(order$({ mirror, ledger$, judge$: core.judge$ }, id), null),
    handedOver: mirror.handedOver,
    opened: (id) => void core.openings.open(id).catch(() => undefined),
    orders$: (query) => core.lease.hide(orders$(lists, query), { lines: [], total: 0 }),
    knownCases: unlessLocked(core, createKnownCases(mirror, touched$)),
    counts$: counts$(lists),
    queue$: queue$(ledger$, touched$),
    reference$: reference.reference$,
    ...lineDoors(core),
    administration: administration(core.parts.session, () => core.driver.tell({ type: "try-now" })),
    ...opened,
    signInAgain: (password) => signInAgain(core, password),
    signOut: () => signOut(core, close),
    close,
  };
}

/** What has something to read of its own before it is there. */
async function openRest(core: DeskCore, newId: () => string): Promise<Pick<Desk, "files" | "drafts" | "courier">> {
  const [files, drafts, courier] = await Promise.all([
    openFiles(openFilesParts(core)),
    openDrafts(core.stores.box, core.clock.now),
    openCourier(core, newId),
  ]);
  return { files, drafts, courier };
}

/** What a person may do with a step that was not accepted. */
function settleDoors(writing: SubmitParts): Pick<Desk, "sendAgain" | "asNote" | "setAside"> {
  return {
    sendAgain: (action) => sendAgain(writing, action),
    asNote: (action, text) => asNote(writing, action, text),
    setAside: (action, reason) => setAside(writing, action, reason),
  };
}

function pauseUploads({ stores, upload }: DeskCore, files: readonly Sha256[], isPaused: boolean): Promise<void> {
  const paused = stores.uploads.pause(files, isPaused);
  if (isPaused) files.forEach(upload.leave);
  return paused;
}

function takeBackParts({ mirror, stores, partials, upload }: DeskCore, writing: SubmitParts): TakeBackParts {
  const { outbox, uploads } = stores;
  const { blobs } = partials;
  return { submit: writing, files: { mirror, outbox, uploads, blobs }, leave: upload.leave };
}

function unlessLocked<T>({ lease }: DeskCore, read: () => Promise<readonly T[]>): () => Promise<readonly T[]> {
  return async () => ((await firstValueFrom(lease.locked$)) ? [] : read());
}

function listParts({ mirror, clock, reference, driver }: DeskCore, touched$: Observable<Overlay>): ListParts {
  return {
    mirror,
    search: createSearch(mirror),
    sides: createLineShelf({ mirror, load: mirror.sideLines, read: mirror.lines, entryOf: onSide }),
    overlay$: touched$,
    moment: () => ({ now: clock.now(), calendar: reference.rules().calendar }),
    filling$: driver.state$.pipe(map(({ bootstrap, held }) => !held && (bootstrap?.done ?? 0) > 0)),
  };
}

type LineDoors =
  "sync$" | "syncNow" | "holdFirstSync" | "diagnose" | "dismissRecovery" | "dismissDamage" | "dismissHappening";

/** What the desk says of the line and of losses, and what one may answer. */
function lineDoors(core: DeskCore): Pick<Desk, LineDoors> {
  const { sync$, dismissRecovery, dismissDamage, dismissHappening } = core;
  return {
    sync$,
    syncNow: () => core.driver.tell({ type: "try-now" }),
    holdFirstSync: (held) => core.driver.tell({ type: "hold", held }),
    diagnose: () => diagnose(diagnoseParts(core)),
    dismissRecovery,
    dismissDamage,
    dismissHappening,
  };
}

function diagnoseParts({ parts, stores }: DeskCore): DiagnoseParts {
  const { platform, http, session } = parts;
  const queue = (): ReturnType<NonNullable<DiagnoseParts["queue"]>> => {
    const ledger = stores.outbox.ledger();
    const refused = [...ledger.entries.values()].filter((one) => isRefused(one) && !isParked(one)).length;
    return { unsent: unsentEntries(ledger).length, refused, files: stores.uploads.portable().length };
  };
  return { platform, http, session, queue, isOnline: () => navigator.onLine };
}

function onSide(line: MirrorLine): MirrorLine | null {
  return line.place.sides.length > 0 ? line : null;
}

function fileParts({ parts, stores, mirror, partials }: DeskCore, writing: SubmitParts): FileParts {
  const { outbox, uploads } = stores;
  return { mirror, outbox, uploads, blobs: partials.blobs, space: parts.platform.space, submit: writing };
}

function openFilesParts({ parts, stores, mirror, partials }: DeskCore): OpenFilesParts {
  const { platform, session } = parts;
  const { monotonic } = platform.clock;
  return { partials, pictures: platform.pictures, session, monotonic, box: stores.box, mirror };
}

function submitParts({ parts, stores, mirror, clock, judge }: DeskCore): SubmitParts {
  const newId = (): string => uuidV7(clock.now(), crypto.getRandomValues(new Uint8Array(10)));
  const { account } = parts;
  return { outbox: stores.outbox, mirror, clock, judge, device: account.device.id, account: account.userId, newId };
}

async function signInAgain(core: DeskCore, password: string): Promise<SignInResult> {
  const { parts, driver, stores, setup } = core;
  const { platform, http, session, account } = parts;
  const { id, publicKey } = account.device;
  const device = { id, publicKey, name: platform.facts.deviceName };
  const registered = await registerOnline(http, setup.kept(), device);
  if (registered.ok) await setup.registered();
  const answer = await askToSignIn(http, { username: account.username, password, device });
  if (!answer.ok) return { ok: false, ...troubleOf(toldFault(registered, answer.fault)) };
  // Another computer has gone on under this one's name: only a desk opened anew gets a name of its own (`door.ts`).
  if (!continues(stores.outbox.ledger(), id, answer.value)) {
    return { ok: false, trouble: "device-copied", retryAfterMs: null };
  }
  await session.adopt(answer.value);
  await setup.signedIn();
  // Another office or other roles are taken over with the next cursor: now the copy may be being written for the old ones.
  if (isSamePlace(core.profile$.value, answer.value.profile)) await core.adoptProfile(answer.value.profile);
  driver.tell({ type: "signed-in" });
  return { ok: true };
}

/** Why a sign-in gave nothing, in the words of the screen. */
export function troubleOf(fault: HttpFault): Omit<Extract<SignInResult, { ok: false }>, "ok"> {
  if (fault.kind === "problem") return { trouble: fault.name, retryAfterMs: fault.retryAfterMs };
  return { trouble: fault.kind, retryAfterMs: null };
}

async function signOut({ parts, driver }: DeskCore, close: () => Promise<void>): Promise<void> {
  driver.tell({ type: "signed-out" });
  await parts.session.end();
  await forgetLast(parts.platform.secrets);
  await close();
}

function closing(core: DeskCore, onEnd: () => void): () => Promise<void> {
  let closed: Promise<void> | null = null;
  return () => {
    closed ??= core.close().finally(onEnd);
    return closed;
  };
}
