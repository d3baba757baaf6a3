import type { Actor } from "../../src-shared/domain/decision.ts";
import type { DeviceId, UserId } from "../../src-shared/kernel/ids.ts";
import { findDevice } from "../store/device-store.ts";
import type { Executor } from "../store/store.ts";
import { readPath } from "../store/office-store.ts";
import { findUser, type User } from "../store/user-store.ts";
import { scopeOf, type Scope } from "./scope.ts";

// [Note: rights of the moment] A request may wait for its turn after its session was looked at. What the account may do
// and see is therefore read again inside the transaction that judges or answers. So is the place of its office: this
// process may not follow yet a move that another one published, and at the old place there is nothing left to see (VI-52).
type Signed = Readonly<{ userId: UserId; deviceId: DeviceId }>;

/** Reads what an account may do now; null when it, or its device, was disabled meanwhile. */
export type ActorReader = (tx: Executor) => Promise<Actor | null>;

/** Reads what an account may see now; null when it, or its device, was disabled meanwhile. */
export type ScopeReader = (tx: Executor) => Promise<Scope | null>;

export function actorReader(signed: Signed): ActorReader {
  return async (tx) => {
    const user = await findEnabled(tx, signed);
    return user && { id: user.id, name: user.name, office: user.office, roles: user.roles };
  };
}

export function scopeReader(signed: Signed): ScopeReader {
  return async (tx) => scopeFor(tx, await findEnabled(tx, signed));
}

/** The same for an account that has no device yet. */
export function accountScopeReader(account: UserId): ScopeReader {
  return async (tx) => {
    const user = await findUser(tx, account);
    return scopeFor(tx, user?.disabledAt === null ? user : null);
  };
}

async function scopeFor(tx: Executor, user: User | null): Promise<Scope | null> {
  const path = user && (await readPath(tx, user.office));
  return user && path !== null ? scopeOf({ id: user.office, path }, user.roles) : null;
}

async function findEnabled(tx: Executor, { userId, deviceId }: Signed): Promise<User | null> {
  const user = await findUser(tx, userId);
  const device = await findDevice(tx, deviceId);
  return user?.disabledAt === null && device?.disabledAt === null ? user : null;
}
