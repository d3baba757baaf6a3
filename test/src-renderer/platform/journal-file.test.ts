import fc from "fast-check";
import { expect, test } from "vitest";

import { openJournalFile } from "../../../src-renderer/platform/worker/journal-file.ts";
import { frameRecord } from "../../../src-shared/sync/journal-frame.ts";
import { journalAcceptance } from "../../support/journal-acceptance.ts";
import { MemoryFolder, PowerCut } from "./memory-folder.ts";

journalAcceptance(async () => {
  const folder = new MemoryFolder();
  return {
    open: () => openJournalFile(folder),
    bytes: async () => folder.newest().bytes,
    setBytes: async (bytes) => void (folder.newest().bytes = Uint8Array.from(bytes)),
    setRoom: (bytes) => void (folder.room = bytes ?? Number.POSITIVE_INFINITY),
    headBytes: frameRecord(JSON.stringify({ generation: 1 })).length,
  };
});

test("[LS-1] appended lines are there, in order, after every opening", async () => {
  const folder = new MemoryFolder();
  const first = await openJournalFile(folder);
  expect(first.lines).toEqual([]);
  first.append(["一", "two"]);
  first.append(["{}"]);
  const again = await openJournalFile(folder.afterPowerCut(0));
  expect(again.lines).toEqual(["一", "two", "{}"]);
});

test("[LS-2] a torn tail is cut, and what is written next can be read", async () => {
  const folder = new MemoryFolder();
  const file = await openJournalFile(folder);
  file.append(["whole"]);
  folder.stopAfter = folder.operations + 1;
  expect(() => file.append(["torn by the power cut"])).toThrow(PowerCut);
  const found = folder.afterPowerCut(20);
  const again = await openJournalFile(found);
  expect(again).toMatchObject({ lines: ["whole"], tornBytes: 20 });
  again.append(["next"]);
  expect((await openJournalFile(found.afterPowerCut(0))).lines).toEqual(["whole", "next"]);
});

test("[LS-3] a disk that is full takes nothing, and everything again when there is room", async () => {
  const folder = new MemoryFolder();
  const file = await openJournalFile(folder);
  file.append(["before"]);
  folder.room = 10;
  expect(() => file.append(["too long for ten bytes"])).toThrow(
    expect.objectContaining({ name: "QuotaExceededError" }),
  );
  folder.room = Number.POSITIVE_INFINITY;
  file.append(["after"]);
  expect((await openJournalFile(folder.afterPowerCut(0))).lines).toEqual(["before", "after"]);
});

test("[LS-7] damage in the middle costs its record and is counted", async () => {
  const folder = new MemoryFolder();
  const written = await openJournalFile(folder);
  for (const line of ["first", "second", "third"]) written.append([line]);
  const [stored] = folder.files.values();
  const at = new TextDecoder().decode(stored?.bytes).indexOf("second");
  stored?.bytes.set([0x5a], at);
  const file = await openJournalFile(folder);
  expect(file).toMatchObject({ lines: ["first", "third"], damaged: 1 });
});

const framesOf = (...all: readonly string[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(all.flatMap((line) => [...frameRecord(line)]));

test("[LS-40] a journal whose first record is damaged keeps its lines, and the file is set aside as it was", async () => {
  const folder = new MemoryFolder();
  (await openJournalFile(folder)).append(["first", "second"]);
  const stored = folder.newest();
  stored.bytes.set([0x5a, 0x5a], 2);
  stored.synced = stored.bytes.slice();
  const file = await openJournalFile(folder);
  expect(file).toMatchObject({ lines: ["first", "second"], damaged: 1 });
  file.append(["third"]);
  const again = await openJournalFile(folder.afterPowerCut(0));
  expect(again).toMatchObject({ lines: ["first", "second", "third"], damaged: 0 });
  expect([...folder.files.keys()].toSorted()).toEqual(["damaged-00000001-1", "journal-00000002"]);
});

test("[LS-40] bytes of which nothing can be read are set aside, told, and never written over", async () => {
  const folder = new MemoryFolder();
  const bytes = new Uint8Array(500).fill(7);
  folder.files.set("journal-00000004", { bytes, synced: bytes });
  const file = await openJournalFile(folder);
  expect(file).toMatchObject({ lines: [], damaged: 1 });
  expect(folder.files.get("damaged-00000004-1")?.bytes).toEqual(bytes);
});

test("[LS-40] a generation that another page has just begun is left alone", async () => {
  const folder = new MemoryFolder();
  const file = await openJournalFile(folder);
  file.append(["mine"]);
  const begun = framesOf("of the next generation, its head not yet written");
  folder.files.set("journal-00000002", { bytes: new Uint8Array([...new Uint8Array(20), ...begun]), synced: begun });
  expect(await openJournalFile(folder)).toMatchObject({ lines: ["mine"], damaged: 0 });
  expect(folder.files.has("journal-00000002")).toBe(true);
});

type Move = Readonly<{ kind: "append" | "compact"; lines: readonly string[] }>;
const lines = fc.array(
  fc.string({ maxLength: 30 }).map((text) => text.replaceAll("\n", " ")),
  { minLength: 1, maxLength: 4 },
);
const moves = fc.array(fc.record({ kind: fc.constantFrom("append" as const, "compact" as const), lines }), {
  maxLength: 12,
});

test("[LS-4] [LS-1] whatever is cut where: acknowledged lines are there, and a move under way is whole or not at all", async () => {
  await fc.assert(
    fc.asyncProperty(moves, fc.nat(60), fc.nat(200), async (all, stopAfter, torn) => {
      const folder = new MemoryFolder();
      folder.stopAfter = stopAfter;
      const { before, after } = await live(folder, all);
      const found = await openJournalFile(folder.afterPowerCut(torn));
      expect(isWithin(found.lines, before, after), JSON.stringify({ found: found.lines, before, after })).toBe(true);
    }),
    { numRuns: 300 },
  );
});

type Lived = Readonly<{ before: readonly string[]; after: readonly string[] }>;

/** Goes through the moves until the power goes: what was acknowledged, and what it would have become. */
async function live(folder: MemoryFolder, all: readonly Move[]): Promise<Lived> {
  let lived: Lived = { before: [], after: [] };
  try {
    const file = await openJournalFile(folder);
    for (const { kind, lines: more } of all) {
      const { before } = lived;
      lived = { before, after: kind === "append" ? [...before, ...more] : more };
      await (kind === "append" ? file.append(more) : file.compact(more));
      lived = { before: lived.after, after: lived.after };
    }
  } catch (fault) {
    const first = fault instanceof Error && fault.cause !== undefined ? fault.cause : fault;
    if (!(first instanceof PowerCut)) throw fault;
  }
  return lived;
}

/** An append under way may have brought some of its lines; a compaction all or none. */
function isWithin(found: readonly string[], before: readonly string[], after: readonly string[]): boolean {
  const same = (wanted: readonly string[]): boolean => JSON.stringify(found) === JSON.stringify(wanted);
  const isAppend = after.length > before.length && before.every((line, at) => line === after[at]);
  return (
    same(before) || same(after) || (isAppend && found.length >= before.length && same(after.slice(0, found.length)))
  );
}

test.each([false, true])(
  "[JO-48] a compacting that failed at its end, on a disk that takes nothing back, costs no line that was taken after it (stays: %s)",
  async (stays) => {
    const folder = new MemoryFolder();
    const file = await openJournalFile(folder);
    file.append(["before"]);
    const { create, remove } = folder;
    const broken = (): never => {
      throw new DOMException("a bad sector", "UnknownError");
    };
    folder.create = async (name) => {
      const made = await create(name);
      let flushed = 0;
      return {
        ...made,
        flush: () => ((flushed += 1) === 2 ? broken() : made.flush()),
        truncate: (size) => (size > 0 || flushed < 2 ? made.truncate(size) : broken()),
      };
    };
    if (stays) folder.remove = async () => broken();
    await expect(file.compact(["before"])).rejects.toThrow(stays ? "stands" : "bad sector");
    if (stays) expect(() => file.append(["after"])).toThrow();
    else file.append(["after"]);
    Object.assign(folder, { create, remove });
    expect((await openJournalFile(folder)).lines).toEqual(stays ? ["before"] : ["before", "after"]);
  },
);
