import type { Actor } from "../../src-shared/domain/decision.ts";
import type { DeviceId, UserId } from "../../src-shared/kernel/ids.ts";
import { findDevice } from "../store/device-store.ts";
import type { Executor } from "../store/store.ts";
import { findUser, type User } from "../store/user-store.ts";
import type { Province } from "./province.ts";
import { scopeOf, type Scope } from "./scope.ts";

// [Note: rights of the moment] A request may wait for its turn after its session was looked at. What the account may do
// and see is therefore read again inside the transaction that judges or answers.
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

export function scopeReader(province: Province, signed: Signed): ScopeReader {
  return async (tx) => {
    const user = await findEnabled(tx, signed);
    const office = user && province.rules.offices.find(user.office);
    return user && office ? scopeOf(office, user.roles) : null;
  };
}

/** The same for an account that has no device yet. */
export function accountScopeReader(province: Province, account: UserId): ScopeReader {
  return async (tx) => {
    const user = await findUser(tx, account);
    const office = user?.disabledAt === null ? province.rules.offices.find(user.office) : undefined;
    return user && office ? scopeOf(office, user.roles) : null;
  };
}

async function findEnabled(tx: Executor, { userId, deviceId }: Signed): Promise<User | null> {
  const user = await findUser(tx, userId);
  const device = await findDevice(tx, deviceId);
  return user?.disabledAt === null && device?.disabledAt === null ? user : null;
}
