import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

import { deviceId, userId, type DeviceId, type OfficeId, type UserId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { addDevice } from "../store/device-store.ts";
import { readOrMake } from "../store/meta-store.ts";
import type { Store } from "../store/store.ts";
import { addUsers } from "../store/user-store.ts";

/** The province as an actor: what it does by itself goes through the same log, signed like everybody's. */
export type OwnDevice = Readonly<{ deviceId: DeviceId; userId: UserId; sign: (text: string) => string }>;

/** The account's name on the timeline of orders. */
export const provinceName = "省级平台";

const ownUserId = userId("00000000-0000-7000-8000-000000012351");
const ownDeviceId = deviceId("00000000-0000-7000-8000-000000012352");

/** Makes the province's own account and device once, and returns what is needed to act as them. */
export async function openOwnDevice(store: Store, hub: OfficeId, now: Instant): Promise<OwnDevice> {
  const pem = await readOrMake(store.db, "own-device-key", newKey);
  const key = createPrivateKey(pem);
  const account = { username: "province-itself", name: provinceName, roles: [], passwordHash: null };
  await addUsers(store.db, [{ ...account, id: ownUserId, office: hub }]);
  const publicKey = rawPublicKey(key);
  await addDevice(store.db, { id: ownDeviceId, userId: ownUserId, publicKey, name: provinceName, at: now });
  return {
    deviceId: ownDeviceId,
    userId: ownUserId,
    sign: (text) => sign(null, Buffer.from(text), key).toString("base64url"),
  };
}

/** A new Ed25519 private key as PEM text. */
export function newKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function rawPublicKey(key: KeyObject): string {
  return createPublicKey(key).export({ format: "jwk" }).x ?? "";
}
