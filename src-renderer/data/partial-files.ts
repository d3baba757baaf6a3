import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { takesNewFiles } from "../../src-shared/ipc/disk-space.ts";
import { sha256Schema, type Sha256, type UserId } from "../../src-shared/kernel/ids.ts";
import type { Blobs, Platform } from "../platform/platform.ts";
import { readValue, writeValue, type Box } from "./box.ts";
import { createMutex } from "./mutex.ts";
import { sha256Of } from "./seal.ts";

const place = "partial-files";
/** So many files that did not come to their end are remembered, each up to 50 MB. */
const remembered = 3;
const saltBytes = 16;

const pieceSchema = Type.Object({ sha256: sha256Schema, from: Type.Integer({ minimum: 0 }) });
const partialSchema = Type.Object({ sha256: sha256Schema, pieces: Type.Array(pieceSchema) });
type Piece = Readonly<Static<typeof pieceSchema>>;
type Partial = Readonly<{ sha256: Sha256; pieces: readonly Piece[] }>;

/**
 * What has come of files that are fetched, on the disk, so that a desk that was closed goes on where it was. It lies in
 * the file store in pieces, encrypted like any file there; the box says which belong to which file.
 */
export type PartialFiles = Readonly<{
  /** Begins a file, or goes on with it; gives what is here of it, from its first byte on. */
  begin: (file: Sha256) => Promise<readonly Uint8Array<ArrayBuffer>[]>;
  /** Adds the bytes from a place on. Does nothing where the file was forgotten meanwhile or the disk has no room. */
  add: (file: Sha256, from: number, bytes: Blob) => Promise<void>;
  /** Keeps the whole file under its name, unless it was forgotten meanwhile, and lets go of its pieces. */
  finish: (file: Sha256, whole: Blob) => Promise<void>;
  /** Lets go of what has come of a file: it was not what its name says, or is not given any more. */
  drop: (file: Sha256) => Promise<void>;
  /** Lets go of files that are here whole and of those that are not wanted. */
  tidy: (wanted: (files: ReadonlySet<Sha256>) => Promise<ReadonlySet<Sha256>>) => Promise<void>;
  /** The names under which pieces lie in the file store. */
  pieces: () => Promise<readonly Sha256[]>;
  /** The files of this account; who deletes one deletes what has come of it as well. */
  blobs: Blobs;
}>;

type PartialParts = Readonly<{ platform: Pick<Platform, "blobs" | "space" | "locks">; account: UserId; box: Box }>;

/** @see docs/spec/files.md FI-47 */
export function openPartialFiles({ platform, account, box }: PartialParts): PartialFiles {
  const blobs = platform.blobs(account);
  const own = createMutex();
  // Another page of this account may fetch or forget the same file.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    own(() => platform.locks.exclusive(`files-${account}`, work));
  const hasRoom = async (): Promise<boolean> => takesNewFiles(await platform.space());
  const shelf = shelfOn(box, blobs);
  const drop = (file: Sha256): Promise<void> => inTurn(() => shelf.remove([file]));
  return {
    begin: (file) =>
      inTurn(async () => {
        const all = await shelf.all();
        const pieces = all.find((one) => one.sha256 === file)?.pieces ?? [];
        const others = all.filter((one) => one.sha256 !== file);
        await shelf.write([...others, { sha256: file, pieces }]);
        await shelf.remove(others.slice(0, 1 - remembered).map((one) => one.sha256));
        return readPieces(blobs, pieces);
      }),
    add: (file, from, bytes) =>
      inTurn(async () => {
        if (await hasRoom()) await shelf.add(file, from, bytes);
      }),
    finish: (file, whole) =>
      inTurn(async () => {
        const isWanted = (await shelf.all()).some((one) => one.sha256 === file);
        if (isWanted && (await hasRoom())) await blobs.put(file, whole);
        await shelf.remove([file]);
      }),
    drop,
    tidy: (wanted) =>
      inTurn(async () => {
        const all = new Set((await shelf.all()).map((one) => one.sha256));
        if (all.size === 0) return;
        const still = await wanted(all);
        const gone: Sha256[] = [];
        for (const file of all) if (!still.has(file) || (await blobs.size(file)) !== null) gone.push(file);
        await shelf.remove(gone);
      }),
    pieces: () => inTurn(async () => (await shelf.all()).flatMap(({ pieces }) => pieces.map(({ sha256 }) => sha256))),
    blobs: { ...blobs, delete: (file) => blobs.delete(file).finally(() => drop(file)) },
  };
}

type Shelf = Readonly<{
  all: () => Promise<readonly Partial[]>;
  write: (all: readonly Partial[]) => Promise<void>;
  add: (file: Sha256, from: number, bytes: Blob) => Promise<void>;
  remove: (files: readonly Sha256[]) => Promise<void>;
}>;

// A piece is written down before it is put and deleted before it is struck out: a crash leaves none that nobody knows.
function shelfOn(box: Box, blobs: Blobs): Shelf {
  const all = async (): Promise<readonly Partial[]> => {
    const kept: unknown = JSON.parse((await readValue(box, place)) ?? "[]");
    return Value.Check(Type.Array(partialSchema), kept) ? kept : [];
  };
  const write = (partials: readonly Partial[]): Promise<void> => writeValue(box, place, JSON.stringify(partials));
  return {
    all,
    write,
    add: async (file, from, bytes) => {
      const before = await all();
      const one = before.find((partial) => partial.sha256 === file);
      if (!one) return;
      const piece = await salted(bytes);
      for (const old of one.pieces) if (old.from >= from) await blobs.delete(old.sha256);
      const pieces = [...one.pieces.filter((old) => old.from < from), { sha256: piece.sha256, from }];
      await write(before.map((partial) => (partial === one ? { ...one, pieces } : partial)));
      await blobs.put(piece.sha256, piece.blob);
    },
    remove: async (files) => {
      const before = await all();
      const [gone, left] = [
        before.filter((one) => files.includes(one.sha256)),
        before.filter((one) => !files.includes(one.sha256)),
      ];
      if (gone.length === 0) return;
      for (const { pieces } of gone) for (const { sha256 } of pieces) await blobs.delete(sha256);
      await write(left);
    },
  };
}

/** With chance in front no piece has the name of a file that somebody attached, and can be deleted. */
async function salted(bytes: Blob): Promise<Readonly<{ sha256: Sha256; blob: Blob }>> {
  const blob = new Blob([crypto.getRandomValues(new Uint8Array(saltBytes)), bytes]);
  return { sha256: await sha256Of(await blob.arrayBuffer()), blob };
}

/** The bytes from the first one on, as far as they go on without a hole. */
async function readPieces(blobs: Blobs, pieces: readonly Piece[]): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let got = 0;
  for (const { sha256, from } of pieces) {
    const kept = from > got ? null : await blobs.read(sha256).catch(() => null);
    if (kept === null) break;
    const bytes = new Uint8Array(await kept.slice(saltBytes).arrayBuffer()).subarray(got - from);
    parts.push(bytes);
    got += bytes.length;
  }
  return parts;
}
