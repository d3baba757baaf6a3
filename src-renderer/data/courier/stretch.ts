import { argon2idAsync } from "@noble/hashes/argon2.js";

import { base64Url, bytesOfBase64Url } from "../../../src-shared/kernel/base64url.ts";
import { setupCodeCost, type CodeStretcher } from "../../../src-shared/sync/courier/setup-code.ts";
import type { Bytes } from "../../../src-shared/sync/courier/web-crypto.ts";

const { memoryKiB: m, passes: t, lanes: p } = setupCodeCost;
const hashBytes = 32;
const start = `$argon2id$v=19$m=${m},t=${t},p=${p}$`;

/** Takes a few seconds on an old computer, and lets the page breathe meanwhile. */
export const stretchCode: CodeStretcher = async (code, salt) => {
  // A password is the same however the keyboard puts its accents together.
  return Uint8Array.from(await argon2idAsync(code, salt, { m, t, p, dkLen: hashBytes, asyncTick: 20 }));
};

/** A password's hash as the province keeps them (a PHC string), made here, so that the password itself never leaves. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return `${start}${plain(salt)}$${plain(await stretchCode(password, salt))}`;
}

/** Whether a password is the one of a hash that was made here. */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [salt = "", hash = ""] = kept.startsWith(start) ? kept.slice(start.length).split("$") : [];
  const bytes = bytesOfBase64Url(salt.replaceAll("+", "-").replaceAll("/", "_"));
  return bytes !== null && bytes.length > 0 && plain(await stretchCode(password, bytes)) === hash;
}

/** Base64 without padding, as PHC strings have it. */
function plain(bytes: Bytes): string {
  return base64Url(bytes).replaceAll("-", "+").replaceAll("_", "/");
}
