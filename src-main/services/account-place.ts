import { hkdfSync } from "node:crypto";
import path from "node:path";

import type { UserId } from "../../src-shared/kernel/ids.ts";
import type { Keychain } from "./keychain.ts";

/** Where an account's things lie. Its id is a UUID, checked at the bridge, and so a name that is safe in any file system. */
export function accountFolder(root: string, account: UserId): string {
  return path.join(root, "accounts", account);
}

/**
 * The account's key for one purpose, 32 bytes, from the one secret the keychain holds for it. Its name there has a
 * slash, which no name that the page may ask for has.
 * @throws Unavailable when the keychain is locked
 */
export async function accountKey(
  keychain: Keychain,
  account: UserId,
  purpose: "journal" | "files",
): Promise<Uint8Array> {
  const secret = await keychain.key(`account/${account}`);
  return new Uint8Array(hkdfSync("sha256", secret, account, `lianxinqiao ${purpose}`, 32));
}
