import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

import { fromUtf8 } from "../../src-shared/kernel/utf8.ts";

/** Turns a line into what lies on the disk and back. `open` gives null for what this key did not seal. */
export type LineCipher = Readonly<{ seal: (line: string) => string; open: (sealed: string) => string | null }>;

/** The algorithm stands in front of every record, so that another (SM4) can be read beside it one day. */
const mark = "g1:";
const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM over each line by itself, with a fresh random IV. The account is bound to it: a line put into another
 * account's journal does not open.
 *
 * @param key 32 bytes, from the keychain
 */
export function lineCipher(key: Uint8Array, account: string): LineCipher {
  const bound = Buffer.from(`lianxinqiao journal ${account}`, "utf8");
  return {
    seal: (line) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(bound);
      const parts = [iv, cipher.update(line, "utf8"), cipher.final(), cipher.getAuthTag()];
      return mark + Buffer.concat(parts).toString("base64");
    },
    open: (sealed) => {
      if (!sealed.startsWith(mark)) return null;
      const bytes = Buffer.from(sealed.slice(mark.length), "base64");
      if (bytes.length < ivBytes + tagBytes) return null;
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes)).setAAD(bound);
      decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
      try {
        const text = decipher.update(bytes.subarray(ivBytes, bytes.length - tagBytes));
        return fromUtf8(Buffer.concat([text, decipher.final()]));
      } catch {
        return null; // another key, or changed bytes
      }
    },
  };
}
