import Value from "typebox/value";
import { Type, type Static } from "typebox";

import { deviceId, deviceIdSchema, userIdSchema } from "../../src-shared/kernel/ids.ts";
import type { DeviceId } from "../../src-shared/kernel/ids.ts";
import { profileSchema } from "../../src-shared/protocol/session.ts";
import type { Secrets } from "../platform/platform.ts";
import { base64Url, bytesOfBase64Url } from "../../src-shared/kernel/base64url.ts";

// [Note: a device per account] The province binds a device to one account, so each account on this computer is a device
// of its own. Its key lies with the journal, outside IndexedDB, so that losing IndexedDB does not lose the device.
const deviceSchema = Type.Object({ id: deviceIdSchema, publicKey: Type.String(), privateKey: Type.String() });
type StoredDevice = Readonly<Static<typeof deviceSchema>>;

const accountSchema = Type.Object({
  username: Type.String(),
  userId: userIdSchema,
  profile: profileSchema,
  device: deviceSchema,
});
const accountsSchema = Type.Object({
  last: Type.Union([userIdSchema, Type.Null()]),
  accounts: Type.Array(accountSchema),
});

/** An account that has signed in on this computer before. */
export type Account = Readonly<Static<typeof accountSchema>>;
export type Accounts = Readonly<Static<typeof accountsSchema>>;

export type Device = Readonly<{ id: DeviceId; publicKey: string; key: CryptoKey; stored: StoredDevice }>;

const place = "accounts";
/** Where a list that this version cannot read is kept: it holds device keys, and nothing else has them. */
const unreadablePlace = "accounts.unreadable";

/** The accounts of this computer; `last` is who goes on without signing in. */
export async function readAccounts(secrets: Secrets): Promise<Accounts> {
  const text = await secrets.get(place);
  const value: unknown = text === null ? null : jsonOf(text);
  if (Value.Check(accountsSchema, value)) return value;
  if (text !== null) await secrets.set(unreadablePlace, text);
  return { last: null, accounts: [] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Remembers an account as the last one, in place of what was known of it. */
export async function rememberAccount(secrets: Secrets, account: Account): Promise<void> {
  await secrets.exclusive(async () => {
    const { accounts } = await readAccounts(secrets);
    const others = accounts.filter((one) => one.userId !== account.userId);
    await secrets.set(place, JSON.stringify({ last: account.userId, accounts: [...others, account] }));
  });
}

/**
 * The same account as it is now. Who goes on at the next start stays as it is: the person may have signed out meanwhile,
 * or somebody else in.
 * @see docs/spec/local-store.md LS-85
 */
export async function updateAccount(secrets: Secrets, account: Account): Promise<void> {
  await secrets.exclusive(async () => {
    const { last, accounts } = await readAccounts(secrets);
    const now = accounts.map((one) => (one.userId === account.userId ? account : one));
    await secrets.set(place, JSON.stringify({ last, accounts: now }));
  });
}

/** Forgets who was last, so that the next start asks; the account's device and unsent work stay. */
export async function forgetLast(secrets: Secrets): Promise<void> {
  await secrets.exclusive(async () => {
    const { accounts } = await readAccounts(secrets);
    await secrets.set(place, JSON.stringify({ last: null, accounts }));
  });
}

const ed25519 = { name: "Ed25519" } as const;

/** A new device with an Ed25519 key of its own. `id` is a random UUID. */
export async function newDevice(id: string): Promise<Device> {
  const pair = await crypto.subtle.generateKey(ed25519, true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new TypeError("Ed25519 gives a pair of keys");
  const publicKey = base64Url(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
  const privateKey = base64Url(new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey)));
  return openDevice({ id: deviceId(id), publicKey, privateKey });
}

/** A remembered device, ready to sign. */
export async function openDevice(stored: StoredDevice): Promise<Device> {
  const der = bytesOfBase64Url(stored.privateKey) ?? new Uint8Array();
  const key = await crypto.subtle.importKey("pkcs8", der, ed25519, false, ["sign"]);
  return { id: stored.id, publicKey: stored.publicKey, key, stored };
}
