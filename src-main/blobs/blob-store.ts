import path from "node:path";
import Value from "typebox/value";

import { maxAttachmentBytes } from "../../src-shared/domain/work-order/attachment.ts";
import { sha256Schema, type Sha256, type UserId } from "../../src-shared/kernel/ids.ts";
import { accept, refuse, type Result } from "../../src-shared/kernel/result.ts";
import { accountFolder, accountKey } from "../services/account-place.ts";
import type { Disk } from "../services/disk.ts";
import { Damaged, diskFault, Unavailable } from "../services/fault.ts";
import type { Keychain } from "../services/keychain.ts";
import { oneAtATime } from "../services/one-at-a-time.ts";
import { openBlobWriter, type BlobWriter } from "./blob-writer.ts";
import { newChunkCipher, plainSize } from "./chunk-cipher.ts";
import { readRange } from "./read-range.ts";

export type BlobName = Readonly<{ account: UserId; sha256: Sha256 }>;
export type BlobRefusal = "too-large" | "not-begun" | "out-of-order" | "not-here";

/**
 * The files of this machine, encrypted, each under the SHA-256 of its bytes. Everything throws `Unavailable` when the
 * disk or the keychain cannot, and `Damaged` when bytes are not what they should be.
 */
export type BlobStore = Readonly<{
  /** Starts a file; one that was being written under the name is started anew. */
  begin: (name: BlobName, size: number) => Promise<Result<null, BlobRefusal>>;
  /** Adds bytes at `offset`, which must be the end so far. */
  write: (name: BlobName, offset: number, bytes: Uint8Array) => Promise<Result<null, BlobRefusal>>;
  /** Puts the file under its name. @throws Damaged when it is not whole or its bytes hash to something else */
  finish: (name: BlobName) => Promise<Result<null, BlobRefusal>>;
  /** Bytes from `offset`, fewer than `length` only at the end. */
  read: (
    name: BlobName,
    range: Readonly<{ offset: number; length: number }>,
  ) => Promise<Result<Uint8Array, BlobRefusal>>;
  /** Bytes of the file, or null when it is not here whole. */
  size: (name: BlobName) => Promise<number | null>;
  delete: (name: BlobName) => Promise<void>;
  /** The files of an account that are here whole. */
  names: (account: UserId) => Promise<readonly Sha256[]>;
}>;

export type BlobParts = Readonly<{
  disk: Disk;
  root: string;
  keychain: Keychain;
  /** Whether the disk has room for new files (services/disk-space.ts). */
  hasRoom: () => Promise<boolean>;
}>;

type Begun = Readonly<{ writer: BlobWriter; size: number; aside: string }>;
const unfinished = ".part";

/** @see docs/spec/journal.md JO-20 to JO-27 */
export function openBlobStore(parts: BlobParts): BlobStore {
  const begun = new Map<string, Begun>();
  const tidied = new Set<UserId>();
  const inTurn = oneAtATime();
  const guarded = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(() =>
      work().catch((cause: unknown) => {
        throw diskFault(cause);
      }),
    );
  const tidy = async (account: UserId): Promise<void> => {
    if (!tidied.has(account)) await removeUnfinished(parts, account);
    tidied.add(account);
  };
  return {
    begin: (name, size) => guarded(async () => (await tidy(name.account), begin(parts, begun, { name, size }))),
    write: (name, offset, bytes) => guarded(() => write(begun.get(keyOf(name)), offset, bytes)),
    finish: (name) => guarded(() => finish(parts, begun, name)),
    read: (name, range) => guarded(() => readRange(parts, { ...name, file: fileOf(parts, name) }, range)),
    size: (name) => guarded(() => sizeOf(parts, name)),
    delete: (name) => guarded(() => remove(parts, begun, name)),
    names: (account) => guarded(() => namesOf(parts, account)),
  };
}

async function begin(
  parts: BlobParts,
  begun: Map<string, Begun>,
  { name, size }: Readonly<{ name: BlobName; size: number }>,
): Promise<Result<null, BlobRefusal>> {
  if (size > maxAttachmentBytes) return refuse("too-large");
  if (!(await parts.hasRoom())) throw new Unavailable("disk-full", "no room for new files");
  await abandon(parts, begun, name);
  const aside = fileOf(parts, name) + unfinished;
  await parts.disk.makeFolder(path.dirname(aside));
  const key = await accountKey(parts.keychain, name.account, "files");
  const file = await parts.disk.open(aside);
  const writer = await openBlobWriter(file, newChunkCipher({ key, name: name.sha256, size }));
  begun.set(keyOf(name), { writer, size, aside });
  return accept(null);
}

async function write(begun: Begun | undefined, offset: number, bytes: Uint8Array): Promise<Result<null, BlobRefusal>> {
  if (!begun) return refuse("not-begun");
  if (offset !== begun.writer.written()) return refuse("out-of-order");
  if (offset + bytes.length > begun.size) return refuse("too-large");
  await begun.writer.write(bytes);
  return accept(null);
}

async function finish(parts: BlobParts, begun: Map<string, Begun>, name: BlobName): Promise<Result<null, BlobRefusal>> {
  const open = begun.get(keyOf(name));
  if (!open) return refuse("not-begun");
  begun.delete(keyOf(name));
  try {
    const found = await open.writer.finish();
    if (open.writer.written() !== open.size || found !== name.sha256) throw new Damaged(`the bytes hash to ${found}`);
    await parts.disk.rename(open.aside, fileOf(parts, name));
    await parts.disk.syncFolder(path.dirname(open.aside));
    return accept(null);
  } catch (cause) {
    await open.writer.close().catch(() => undefined);
    await parts.disk.remove(open.aside).catch(() => undefined); // swept at the next start
    throw cause;
  }
}

async function abandon(parts: BlobParts, begun: Map<string, Begun>, name: BlobName): Promise<void> {
  const open = begun.get(keyOf(name));
  begun.delete(keyOf(name));
  await open?.writer.close().catch(() => undefined); // a file that cannot be closed is as good as abandoned
  await parts.disk.remove(fileOf(parts, name) + unfinished);
}

async function remove(parts: BlobParts, begun: Map<string, Begun>, name: BlobName): Promise<void> {
  await abandon(parts, begun, name);
  if ((await sizeOf(parts, name)) === null) return;
  await parts.disk.remove(fileOf(parts, name));
  await parts.disk.syncFolder(path.dirname(fileOf(parts, name)));
}

async function sizeOf(parts: BlobParts, name: BlobName): Promise<number | null> {
  const file = await parts.disk.openToRead(fileOf(parts, name));
  if (file === null) return null;
  try {
    return plainSize(await file.size());
  } finally {
    await file.close();
  }
}

async function namesOf({ disk, root }: BlobParts, account: UserId): Promise<readonly Sha256[]> {
  const names = await disk.names(blobFolder(root, account));
  return names.filter((name) => Value.Check(sha256Schema, name));
}

/** Files that a crash left half written: nobody was told that they are stored. */
async function removeUnfinished({ disk, root }: BlobParts, account: UserId): Promise<void> {
  const folder = blobFolder(root, account);
  for (const name of await disk.names(folder)) {
    if (name.endsWith(unfinished)) await disk.remove(path.join(folder, name));
  }
}

function blobFolder(root: string, account: UserId): string {
  return path.join(accountFolder(root, account), "blobs");
}

function fileOf({ root }: BlobParts, { account, sha256 }: BlobName): string {
  return path.join(blobFolder(root, account), sha256);
}

function keyOf({ account, sha256 }: BlobName): string {
  return `${account}/${sha256}`;
}
