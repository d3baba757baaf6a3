import { randomBytes } from "node:crypto";

import { deviceId, userId, type DeviceId, type UserId } from "../../../src-shared/kernel/ids.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { uuidV7 } from "../../../src-shared/kernel/uuid.ts";
import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import type { SessionTokens, SignInAnswer, SignInRequest } from "../../../src-shared/protocol/session.ts";
import { addDevice, findDevice, type Device } from "../../store/device-store.ts";
import {
  addRefreshToken,
  addSession,
  countFailure,
  endSession,
  findSession,
  forgetFailures,
  readFailures,
  type SessionState,
} from "../../store/session-store.ts";
import type { Executor } from "../../store/store.ts";
import { inTransaction } from "../../store/transaction.ts";
import { findUser, findUserByName, type User } from "../../store/user-store.ts";
import { findOffice } from "../../sync/find-office.ts";
import type { Province } from "../../sync/province.ts";
import { scopeOf, type Scope } from "../../sync/scope.ts";
import type { Account } from "./account.ts";
import { lockProven } from "./lock-proven.ts";
import type { Passwords } from "./passwords.ts";
import { seeSession } from "./see-session.ts";
import { turns } from "./turns.ts";
import { profileOf } from "../../sync/profile.ts";
import { renewSession, type RenewRefusal } from "./renew-session.ts";
import { delayLeft } from "../../../src-shared/domain/permission/sign-in-delay.ts";
import { addressDelayLeft, addressDrainMs, addressKey, failureKey } from "./sign-in-delay.ts";
import { accessLivesMs, hashOf, refreshLivesMs, type Claims, type Tokens } from "./tokens.ts";

export type SignInRefusal =
  | Readonly<{ name: "wrong-credentials" | "account-disabled" | "device-taken" }>
  | Readonly<{ name: "busy"; retryAfterMs: number }>
  | Readonly<{ name: "password-must-change" | "password-expired" }>
  | Readonly<{ name: "too-many-attempts"; retryAfterMs: number }>;

/** Everything about who is signed in. Whoever signs a session out also ends its streams. */
export type SessionDesk = Readonly<{
  /** @param address where the request comes from: failures are also counted by it */
  signIn: (request: SignInRequest, address: string) => Promise<Result<SignInAnswer, SignInRefusal>>;
  /** Whether a password is right for a name, counted like a sign-in: for what is asked again before a grave step. */
  authenticate: (who: Credentials, address: string) => Promise<Result<User, SignInRefusal>>;
  renew: (refreshToken: string, device: DeviceId) => Promise<Result<SessionTokens, RenewRefusal>>;
  signOut: (sessionId: string) => Promise<void>;
  /** who an access token speaks for now; refuses when the session has ended or the account was disabled */
  readAccount: (accessToken: string) => Promise<Result<Account, "signed-out" | "account-disabled">>;
  /** what a session may see now; null when it has ended or its account or device was disabled */
  readScope: (sessionId: string) => Promise<Scope | null>;
  /** the session an access token was signed for, which may have ended; null when the token is none of ours */
  sessionOf: (accessToken: string) => Promise<string | null>;
}>;

/** A name as it was typed, and a password. */
export type Credentials = Readonly<{ username: string; password: string }>;

type Parts = Readonly<{ province: Province; passwords: Passwords; tokens: Tokens }>;

export function sessionDesk(parts: Parts): SessionDesk {
  const { province, tokens } = parts;
  const { store } = province;
  const inTurn = turns();
  return {
    signIn: (request, address) => inTurn(accountName(request), () => signIn(parts, request, address)),
    authenticate: (who, address) => inTurn(accountName(who), () => authenticate(parts, who, address)),
    renew: (refreshToken, device) => renewSession({ province, tokens }, refreshToken, device),
    signOut: (id) => endSession(store.db, id, { at: province.now(), reason: "signed-out" }),
    readAccount: (accessToken) => readAccount(parts, accessToken),
    readScope: async (id) => {
      const account = await accountOf(province, id, await findSession(store.db, id));
      return account.ok ? account.value.scope : null;
    },
    sessionOf: async (accessToken) => (await tokens.readAccess(accessToken, province.now()))?.sid ?? null,
  };
}

/** A name as accounts are kept by: people type capitals and stray spaces. */
function accountName(request: Credentials): string {
  return tidyText(request.username).toLowerCase();
}

async function signIn(
  parts: Parts,
  request: SignInRequest,
  address: string,
): Promise<Result<SignInAnswer, SignInRefusal>> {
  const user = await authenticate(parts, request, address);
  if (!user.ok) return user;
  const { oneTimeUntil } = user.value;
  if (oneTimeUntil === null) return openSession(parts, user.value, request.device);
  return refuse({ name: parts.province.now() < oneTimeUntil ? "password-must-change" : "password-expired" });
}

async function authenticate(parts: Parts, who: Credentials, address: string): Promise<Result<User, SignInRefusal>> {
  const { province, passwords } = parts;
  const { db } = province.store;
  const username = accountName(who);
  const waitMs = await waitOf(parts, username, address);
  if (waitMs > 0) return refuse({ name: "too-many-attempts", retryAfterMs: waitMs });
  const user = await findUserByName(db, username);
  const verified = await passwords.verify(who.password, user?.passwordHash ?? null);
  if (!verified.ok) return refuse({ name: "busy", retryAfterMs: passwords.comeBackMs() });
  if (!user || !verified.value) {
    await countFailure(db, { key: failureKey(username), at: province.now(), drainMs: null });
    await countFailure(db, { key: addressKey(address), at: province.now(), drainMs: addressDrainMs });
    return refuse({ name: "wrong-credentials" });
  }
  // The address keeps its count: who has one account must not be able to clear it.
  await forgetFailures(db, failureKey(username));
  return user.disabledAt === null ? accept(user) : refuse({ name: "account-disabled" });
}

/** How long a further try at this name, from this address, is not looked at, in ms. */
async function waitOf({ province }: Parts, username: string, address: string): Promise<number> {
  const { db } = province.store;
  const now = province.now();
  const name = delayLeft(await readFailures(db, failureKey(username)), now);
  return Math.max(name, addressDelayLeft(await readFailures(db, addressKey(address)), now));
}

async function openSession(
  parts: Parts,
  user: User,
  wanted: SignInRequest["device"],
): Promise<Result<SignInAnswer, SignInRefusal>> {
  const { province, tokens } = parts;
  const at = province.now();
  const sessionId = uuidV7(at, randomBytes(10));
  const refreshToken = tokens.newRefresh();
  const opened = await inTransaction(province.store, async (tx) => {
    if (!(await lockProven(tx, user))) return refuse({ name: "wrong-credentials" as const });
    await addDevice(tx, { ...wanted, name: tidyText(wanted.name), userId: user.id, at });
    const device = await findDevice(tx, wanted.id);
    const refusal = deviceRefusal(device, user.id, wanted.publicKey);
    if (refusal || !device) return refuse({ name: refusal ?? ("device-taken" as const) });
    await addSession(tx, { id: sessionId, userId: user.id, deviceId: device.id, startedAt: at });
    await keepRefresh(tx, { refreshToken, sessionId, at });
    return accept(device);
  });
  if (!opened.ok) return opened;
  const claims: Claims = { sid: sessionId, step: 0 };
  return accept({
    accessToken: await tokens.issueAccess(claims, at),
    accessExpiresInMs: accessLivesMs,
    refreshToken,
    gzip: true,
    profile: await profileOf(province, user),
    lastSeq: opened.value.lastSeq,
    lastHash: opened.value.lastHash,
    clockToken: province.clockTokens.mint(wanted.id, at),
    serverTime: at,
  });
}

function keepRefresh(
  tx: Executor,
  token: Readonly<{ refreshToken: string; sessionId: string; at: number }>,
): Promise<void> {
  const { refreshToken, sessionId, at } = token;
  return addRefreshToken(tx, {
    hash: hashOf(refreshToken),
    sessionId,
    issuedAt: at,
    expiresAt: at + refreshLivesMs,
  });
}

/** A device belongs to one account for good, and to one key: another account or key registers a new device. */
function deviceRefusal(
  device: Device | null,
  user: UserId,
  publicKey: string,
): "device-taken" | "account-disabled" | null {
  if (!device || device.userId !== user || device.publicKey !== publicKey) return "device-taken";
  return device.disabledAt === null ? null : "account-disabled";
}

type AccountAway = "signed-out" | "account-disabled";

async function readAccount({ province, tokens }: Parts, accessToken: string): Promise<Result<Account, AccountAway>> {
  const claims = await tokens.readAccess(accessToken, province.now());
  return claims ? accountOf(province, claims.sid, await seeSession(province.store.db, claims)) : refuse("signed-out");
}

/** Who a session speaks for, with office and roles as they are now. */
async function accountOf(
  province: Province,
  sessionId: string,
  session: SessionState | null,
): Promise<Result<Account, AccountAway>> {
  if (!session || session.endedAt !== null) return refuse("signed-out");
  if (session.userDisabledAt !== null || session.deviceDisabledAt !== null) return refuse("account-disabled");
  const user = await findUser(province.store.db, userId(session.userId));
  const office = user && (await findOffice(province, user.office));
  if (!user || !office) return refuse("account-disabled");
  const { username, name, roles } = user;
  const who = { userId: user.id, username, name, roles, office: office.id, officeName: office.name };
  return accept({ ...who, scope: scopeOf(office, roles), deviceId: deviceId(session.deviceId), sessionId });
}
