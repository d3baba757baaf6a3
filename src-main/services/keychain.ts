import { randomBytes } from "node:crypto";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { frameRecord, readFrames } from "../../src-shared/sync/journal-frame.ts";
import { freeName, replaceFile, type Disk } from "./disk.ts";
import { diskFault, Unavailable } from "./fault.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** The part of Electron's `safeStorage` that we use: the asynchronous one (the other goes in Electron 46). */
export type SafeStorage = Readonly<{
  isAsyncEncryptionAvailable: () => Promise<boolean>;
  encryptStringAsync: (plain: string) => Promise<Buffer>;
  decryptStringAsync: (wrapped: Buffer) => Promise<{ result: string; shouldReEncrypt: boolean }>;
  getSelectedStorageBackend: () => string;
}>;

/** Small secrets, wrapped by the operating system's keychain where it has one. Durable when a promise resolves. */
export type Keychain = Readonly<{
  get: (name: string) => Promise<string | null>;
  set: (name: string, value: string) => Promise<void>;
  delete: (name: string) => Promise<void>;
  /** A random key of 32 bytes under a name, made the first time. */
  key: (name: string) => Promise<Uint8Array>;
  /** Whether anyone who can read this user's files can read the secrets too. */
  isWeak: () => Promise<boolean>;
}>;

export type KeychainParts = Readonly<{
  disk: Disk;
  folder: string;
  safeStorage: SafeStorage;
  platform: NodeJS.Platform;
}>;

/** `os`: wrapped by the keychain. `file`: only this user may read the file, which is all there is without a keychain. */
const secretSchema = Type.Object({ wrap: Type.Enum(["os", "file"]), text: Type.String() });
const secretsSchema = Type.Record(Type.String(), secretSchema);
type Secret = Static<typeof secretSchema>;
type Secrets = Readonly<Record<string, Secret>>;

/**
 * Opens the secrets of a folder.
 * Every method throws `Unavailable`: `no-keychain` while the system's keychain is locked or gone, else the disk's reason.
 * @see docs/spec/shell.md SH-30 to SH-34
 */
export function openKeychain(parts: KeychainParts): Keychain {
  const { safeStorage } = parts;
  const inTurn = oneAtATime();
  const isAvailable = (): Promise<boolean> => safeStorage.isAsyncEncryptionAvailable().catch(() => false);
  const isWeak = async (): Promise<boolean> => !(await isAvailable()) || hasPlainBackend(parts);
  const get = async (name: string): Promise<string | null> => {
    const secrets = await load(parts);
    const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    if (!secret) return null;
    if (secret.wrap === "file") return plain(secret);
    const { result, shouldReEncrypt } = await unwrap(safeStorage, secret);
    if (shouldReEncrypt) await put(name, result);
    return result;
  };
  const put = async (name: string, value: string): Promise<void> => {
    const secret = (await isAvailable()) ? await wrap(safeStorage, value) : kept(value);
    await save(parts, { ...(await load(parts)), [name]: secret });
  };
  const key = async (name: string): Promise<Uint8Array> => {
    const found = await get(name);
    if (found !== null) return Buffer.from(found, "base64");
    const made = randomBytes(32);
    await put(name, made.toString("base64"));
    return made;
  };
  const remove = async (name: string): Promise<void> => {
    const rest = Object.entries(await load(parts)).filter(([other]) => other !== name);
    await save(parts, Object.fromEntries(rest));
  };
  return {
    get: (name) => inTurn(() => get(name)),
    set: (name, value) => inTurn(() => put(name, value)),
    delete: (name) => inTurn(() => remove(name)),
    key: (name) => inTurn(() => key(name)),
    isWeak,
  };
}

/** On Linux without a keyring, Chromium wraps with a password that is in its source. */
function hasPlainBackend({ platform, safeStorage }: KeychainParts): boolean {
  return platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text";
}

async function wrap(safeStorage: SafeStorage, value: string): Promise<Secret> {
  try {
    return { wrap: "os", text: (await safeStorage.encryptStringAsync(value)).toString("base64") };
  } catch (cause) {
    throw new Unavailable("no-keychain", cause);
  }
}

async function unwrap(safeStorage: SafeStorage, secret: Secret): ReturnType<SafeStorage["decryptStringAsync"]> {
  try {
    return await safeStorage.decryptStringAsync(Buffer.from(secret.text, "base64"));
  } catch (cause) {
    throw new Unavailable("no-keychain", cause);
  }
}

function kept(value: string): Secret {
  return { wrap: "file", text: Buffer.from(value, "utf8").toString("base64") };
}

function plain(secret: Secret): string {
  return Buffer.from(secret.text, "base64").toString("utf8");
}

// Two copies, written one after the other: the keys of all journals hang on this file.
const copies = ["secrets", "secrets.copy"] as const;

async function load({ disk, folder }: KeychainParts): Promise<Secrets> {
  try {
    let isDamaged = false;
    for (const name of copies) {
      const bytes = await disk.read(`${folder}/${name}`);
      const secrets = bytes === null ? null : secretsIn(bytes);
      if (secrets) return secrets;
      isDamaged ||= bytes !== null;
    }
    if (isDamaged) await setAside(disk, folder);
    return {};
  } catch (cause) {
    throw diskFault(cause);
  }
}

function secretsIn(bytes: Uint8Array): Secrets | null {
  const [text] = readFrames(bytes).payloads;
  if (text === undefined) return null;
  const secrets: unknown = JSON.parse(text);
  return Value.Check(secretsSchema, secrets) ? secrets : null;
}

/** Both copies are damaged: kept for whoever can still read them, out of the way of new keys. */
async function setAside(disk: Disk, folder: string): Promise<void> {
  for (const name of copies) {
    const target = await freeName(disk, folder, "secrets.damaged");
    if ((await disk.read(`${folder}/${name}`)) !== null) await disk.rename(`${folder}/${name}`, target);
  }
}

async function save({ disk, folder }: KeychainParts, secrets: Secrets): Promise<void> {
  const bytes = frameRecord(JSON.stringify(secrets));
  try {
    await disk.makeFolder(folder);
    for (const name of copies) await replaceFile(disk, `${folder}/${name}`, bytes);
  } catch (cause) {
    throw diskFault(cause);
  }
}
