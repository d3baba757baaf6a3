import { BehaviorSubject, type Observable } from "rxjs";

import type { SignInAnswer } from "../../src-shared/protocol/session.ts";
import type { Reference } from "../../src-shared/protocol/reference.ts";
import { passwordRefusal } from "../../src-shared/domain/permission/password-rules.ts";
import type { UserId } from "../../src-shared/kernel/ids.ts";
import { uuidV7 } from "../../src-shared/kernel/uuid.ts";
import type { Hold, Journal, Platform } from "../platform/platform.ts";
import { choosePassword } from "./administration.ts";
import { checkPassword } from "./courier/check-password.ts";
import { openSetup, type OpenedSetup } from "./courier/open-setup.ts";
import { registerOnline, toldFault } from "./courier/register-online.ts";
import { dropSetup, keepSetup, readSetup } from "./courier/setup-kept.ts";
import { hashPassword } from "./courier/stretch.ts";
import type { Desk, DeskDoor, SignInResult } from "./desk-api.ts";
import { troubleOf } from "./desk.ts";
import { createHolds, lockName } from "./holds.ts";
import { createHttp, type HttpAnswer } from "./http.ts";
import { newDevice, openDevice, readAccounts, rememberAccount, type Account, type Device } from "./identity.ts";
import { continues } from "./ledger.ts";
import { closing, openHeld, openWhole, orLetGo, type DoorParts } from "./open-held.ts";
import { closeDatabases, openDatabases } from "./open-local.ts";
import { readLedger } from "./outbox.ts";
import { provinceApi } from "./province-api.ts";
import { readReference, saveReference } from "./reference-store.ts";
import { askToSignIn, openSession, type Session } from "./session.ts";

/** The door, and whether another page of this browser has taken the desk from this one. */
export type WatchedDoor = DeskDoor & Readonly<{ takenOver$: Observable<boolean> }>;

type Opened = Readonly<{ ok: true; desk: Desk }> | Extract<SignInResult, { ok: false }>;

/**
 * The desk's door on a platform: goes on as the last account without a line, or signs somebody in.
 * One page holds a desk at a time; `takenOver$` says when another one took it and this one has closed.
 */
export function createDoor(platform: Platform): WatchedDoor {
  const takenOver$ = new BehaviorSubject(false);
  const http = createHttp(platform.facts.serverUrl, platform.fetch);
  const inner: DoorParts = { platform, http, holds: createHolds(platform), takenOver$ };
  const last = async (): Promise<UserId | null> => (await readAccounts(platform.secrets)).last;
  return {
    takenOver$,
    restore: () => restore(inner),
    signIn: (username, password) => signIn(inner, username, password),
    openSetup: async (file, code) => {
      const opened = await openSetup(platform, file, code);
      if (!opened.ok) return { ok: false, trouble: opened.refusal };
      const { head, madeAt } = opened.value.facts;
      const begin = (password: string): Promise<Opened> => beginWith(inner, opened.value, password);
      return { ok: true, setup: { profile: head.profile, madeAt, begin } };
    },
    choosePassword: (request) => choosePassword(http, request),
    elsewhere: async () => {
      const account = await last();
      return account !== null && inner.holds.of(account) === null && platform.locks.isHeld(lockName(account));
    },
    takeOver: async () => {
      const account = await last();
      if (account !== null) await inner.holds.insist(account);
    },
  };
}

async function restore(inner: DoorParts): Promise<Desk | null> {
  const { platform, holds } = inner;
  // The browser begins with its database while other things are read.
  indexedDB.databases().catch(() => undefined);
  const { last, accounts } = await readAccounts(platform.secrets);
  const account = accounts.find((one) => one.userId === last);
  if (!account) return null;
  const hold = await holds.take(account.userId);
  return hold === null ? null : goOn(inner, account, hold);
}

/** Opens the desk of an account that is known here, without asking the province. */
async function goOn(inner: DoorParts, account: Account, hold: Hold): Promise<Desk | null> {
  const { platform, holds } = inner;
  const letGo = (): void => holds.drop(account.userId);
  return orLetGo(letGo, async () => {
    // All at once: most of the time goes into waiting, and each is waited for in a place of its own.
    const opening = [platform.openJournal(account.userId), openDatabases(account)] as const;
    const closeAgain = async (): Promise<void> => {
      const [journal, databases] = opening;
      await Promise.allSettled([journal.then((one) => one.close()), databases.then(closeDatabases)]);
    };
    const [kept, journal, databases] = await orLetGo(closeAgain, () =>
      Promise.all([sessionAndReference(inner, account), ...opening]),
    );
    if (kept === null) {
      await closeAgain();
      letGo();
      return null;
    }
    return openHeld(inner, hold, { ...kept, account, journal, databases });
  });
}

/** The account's session and its reference; null when there is no reference to be had. */
async function sessionAndReference(
  inner: DoorParts,
  account: Account,
): Promise<Readonly<{ session: Session; reference: Reference }> | null> {
  const [session, kept] = await Promise.all([
    openSession(sessionParts(inner, account)),
    readReference(inner.platform, account.userId),
  ]);
  const reference = kept ?? (await fetchReference(session, account));
  return reference === null ? null : { session, reference };
}

async function fetchReference(session: Session, account: Account): Promise<Reference | null> {
  const answer = await provinceApi(session, account.device.id).reference();
  return answer.ok ? answer.value : null;
}

function sessionParts({ platform, http }: DoorParts, { userId, device }: Account): Parameters<typeof openSession>[0] {
  return { http, secrets: platform.secrets, clock: platform.clock, account: userId, device: device.id };
}

async function signIn(inner: DoorParts, username: string, password: string): Promise<Opened> {
  const entered = await enter(inner, username, password);
  if (!entered.ok && entered.trouble === "unreachable") return signInHere(inner, username, password);
  if (!entered.ok) return entered;
  const letGo = async (): Promise<void> => {
    await closing(entered.journal)();
    inner.holds.drop(entered.account.userId);
  };
  return orLetGo(letGo, () => openEntered(inner, entered, letGo));
}

async function openEntered(inner: DoorParts, entered: Entered, letGo: () => Promise<void>): Promise<Opened> {
  const { account, answer, hold, journal } = entered;
  const { platform } = inner;
  const session = await openSession(sessionParts(inner, account));
  await session.adopt(answer);
  const reference = await latestReference(platform, session, account);
  if (!reference.ok) {
    await letGo();
    return { ok: false, ...troubleOf(reference.fault) };
  }
  await rememberAccount(platform.secrets, account);
  const desk = await openWhole(inner, hold, { session, account, journal, reference: reference.value });
  return { ok: true, desk };
}

/**
 * Signs in without a line: only an account that was set up so and has had none since has a password here to compare with.
 * @see docs/spec/courier.md CP-49
 */
async function signInHere(inner: DoorParts, username: string, password: string): Promise<Opened> {
  const { platform, holds } = inner;
  const { accounts } = await readAccounts(platform.secrets);
  const account = accounts.find((one) => one.username === username.trim().toLowerCase());
  const kept = account ? await readSetup(platform.secrets, account.userId) : null;
  if (!account || kept === null) return unreachable;
  const checked = await checkPassword(platform, { account: account.userId, password, hash: kept.passwordHash });
  if (!checked.ok) return checked;
  await rememberAccount(platform.secrets, account);
  const desk = await goOn(inner, account, await holds.insist(account.userId));
  return desk === null ? unreachable : { ok: true, desk };
}

const unreachable = { ok: false, trouble: "unreachable", retryAfterMs: null } as const;

/**
 * Makes this computer the desk of a setup packet's account. The account's device here is the one that it has, with its
 * unsent work, or a new one. The account is remembered last: a beginning that was cut is begun again.
 * @see docs/spec/courier.md CP-44
 */
async function beginWith(inner: DoorParts, setup: OpenedSetup, password: string): Promise<Opened> {
  const { platform, holds } = inner;
  const { profile } = setup.facts.head;
  const { userId, username, name, officeName } = profile;
  const refusal = passwordRefusal(password, [username, name, officeName]);
  if (refusal !== null) return { ok: false, trouble: refusal, retryAfterMs: null };
  const { reference } = setup.facts;
  if (reference === null) return { ok: false, trouble: "packet-damaged", retryAfterMs: null };
  const passwordHash = await hashPassword(password);
  const { accounts } = await readAccounts(platform.secrets);
  const known = accounts.find((one) => one.userId === userId);
  const device = known ? await openDevice(known.device) : await freshDevice(platform);
  const account: Account = { username, userId, profile, device: device.stored };
  const hold = await holds.insist(userId);
  const { id, ticket, facts } = setup;
  try {
    const journal = await platform.openJournal(userId);
    await saveReference(platform, userId, reference);
    await keepSetup(platform.secrets, userId, { setup: id, ticket, passwordHash, isRegistered: false });
    const session = await openSession(sessionParts(inner, account));
    const desk = await openWhole(inner, hold, { session, account, journal, reference, brought: facts });
    await rememberAccount(platform.secrets, account);
    return { ok: true, desk };
  } catch (fault) {
    holds.drop(userId);
    throw fault;
  }
}

/** The reference that was kept, which the engine brings up to date, or the province's when there is none. */
async function latestReference(platform: Platform, session: Session, account: Account): Promise<HttpAnswer<Reference>> {
  const kept = await readReference(platform, account.userId);
  if (kept !== null) return { ok: true, value: kept };
  const answer = await provinceApi(session, account.device.id).reference();
  if (answer.ok) await saveReference(platform, account.userId, answer.value);
  return answer;
}

type Entered = Readonly<{ ok: true; account: Account; answer: SignInAnswer; hold: Hold; journal: Journal }>;

/**
 * Signs in on the account's own device of this computer. The device is a new one when the account is new here, when the
 * province has given its name to another, or when the journal cannot go on from the last step that the province has.
 */
async function enter(
  inner: DoorParts,
  username: string,
  password: string,
): Promise<Entered | Extract<SignInResult, { ok: false }>> {
  const { platform, holds } = inner;
  const typed = username.trim().toLowerCase();
  const { accounts } = await readAccounts(platform.secrets);
  const known = accounts.find((one) => one.username === typed);
  const asked = { inner, username: typed, password };
  let device = known ? await openDevice(known.device) : await freshDevice(platform);
  const registered = await register(inner, known);
  let answer = await ask(asked, device);
  if (isTaken(answer)) {
    device = await freshDevice(platform);
    answer = await ask(asked, device);
  }
  if (!answer.ok) return { ok: false, ...troubleOf(toldFault(registered, answer.fault)) };
  const { userId } = answer.value.profile;
  const hold = await holds.insist(userId);
  const journal = await orLetGo(
    () => holds.drop(userId),
    () => platform.openJournal(userId),
  );
  if (!continues(readLedger(journal.contents.lines), device.id, answer.value)) {
    device = await freshDevice(platform);
    answer = await ask(asked, device);
  }
  if (!answer.ok) {
    await journal.close();
    holds.drop(userId);
    return { ok: false, ...troubleOf(answer.fault) };
  }
  await dropSetup(platform.secrets, userId);
  const { profile } = answer.value;
  const account = { username: typed, userId, profile, device: device.stored };
  return { ok: true, account, answer: answer.value, hold, journal };
}

function isTaken(answer: HttpAnswer<SignInAnswer>): boolean {
  return !answer.ok && answer.fault.kind === "problem" && answer.fault.name === "device-taken";
}

/** An account that was set up by a packet is registered before it signs in over a line for the first time. */
async function register({ platform, http }: DoorParts, known: Account | undefined): Promise<HttpAnswer<null>> {
  if (known === undefined) return { ok: true, value: null };
  const kept = await readSetup(platform.secrets, known.userId);
  return registerOnline(http, kept, { ...known.device, name: platform.facts.deviceName });
}

type Asked = Readonly<{ inner: DoorParts; username: string; password: string }>;

function ask({ inner, username, password }: Asked, device: Device): Promise<HttpAnswer<SignInAnswer>> {
  const name = inner.platform.facts.deviceName.slice(0, 100);
  return askToSignIn(inner.http, { username, password, device: { id: device.id, publicKey: device.publicKey, name } });
}

function freshDevice({ clock }: Platform): Promise<Device> {
  return newDevice(uuidV7(clock.wall(), crypto.getRandomValues(new Uint8Array(10))));
}
