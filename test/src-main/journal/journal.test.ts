import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { openJournal, type Journal } from "../../../src-main/journal/journal.ts";
import { lineCipher } from "../../../src-main/journal/line-cipher.ts";
import { Unavailable } from "../../../src-main/services/fault.ts";
import { faultyDisk, type DiskCall } from "../../support/faulty-disk.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const key = new Uint8Array(32).fill(7);

function world() {
  const folder = temporaryFolder();
  const faulty = faultyDisk();
  const open = async (account = "a", ownKey = key): Promise<Journal> => {
    const journal = await openJournal({ disk: faulty.disk, folder, cipher: lineCipher(ownKey, account) });
    onTestFinished(() => journal.close());
    return journal;
  };
  return { ...faulty, folder, open, file: path.join(folder, "journal") };
}

test("[JO-7] an append is write, then fsync; a new file is fsynced with its folder before anything is said", async () => {
  const { open, calls } = world();
  const journal = await open();
  expect(calls.at(-1)).toBe("syncFolder");
  calls.length = 0;
  await journal.append(["一"]);
  expect(calls).toEqual(["write", "sync"]);
  calls.length = 0;
  await journal.compact(["二"]);
  expect(calls.filter((call) => call !== "close")).toEqual([
    ...["open", "truncate", "write", "sync", "rename", "syncFolder"],
    ...["open", "syncFolder"],
  ]);
});

test("[JO-8] appends asked for at once are done in the order asked", async () => {
  const { open } = world();
  const journal = await open();
  const lines = Array.from({ length: 60 }, (_, at) => `第 ${at}`);
  await Promise.all(lines.map((line) => journal.append([line])));
  await journal.close();
  expect((await open()).content.lines).toEqual(lines);
});

const faults: readonly (readonly [DiskCall, string, string])[] = [
  ["write", "EIO", "disk-fault"],
  ["write", "EDQUOT", "disk-full"],
  ["sync", "EIO", "disk-fault"],
  ["sync", "ENOSPC", "disk-full"],
];

test.each(faults)("[JO-10] a failing %s (%s) of an append is unavailable: %s", async (call, code, reason) => {
  const { open, fail } = world();
  const journal = await open();
  await journal.append(["一"]);
  fail(call, code);
  const fault: unknown = await journal.append(["不算"]).catch((cause: unknown) => cause);
  expect(fault).toBeInstanceOf(Unavailable);
  expect(fault).toMatchObject({ reason });
  await journal.append(["二"]);
  await journal.close();
  expect((await open()).content).toEqual({ lines: ["一", "二"], tornBytes: 0, damaged: 0 });
});

test("[JO-10] when even cutting back fails, a refused line does not come back behind a shorter one", async () => {
  const { open, fail } = world();
  const journal = await open();
  await journal.append(["一"]);
  fail("sync", "EIO", 2);
  fail("truncate", "EIO", 1);
  await expect(journal.append(["不算", "x".repeat(3000), "也不算"])).rejects.toThrow(Unavailable);
  fail("sync", "EIO", 0);
  await journal.append(["二"]);
  await journal.close();
  expect((await open()).content).toEqual({ lines: ["一", "二"], tornBytes: 0, damaged: 0 });
});

const compactingCalls = ["open", "sync", "rename", "syncFolder", "close"] as const satisfies readonly DiskCall[];
/** Longer and shorter than what it replaces: writing goes on behind whichever of the two the name holds. */
const replacements = [["新", "x".repeat(3000)], ["新"]];

test.each(compactingCalls.flatMap((call) => replacements.map((next) => [call, next] as const)))(
  "[JO-10] a failing %s of compacting leaves old lines or new, whole",
  async (call, next) => {
    const { open, fail } = world();
    const journal = await open();
    const old = ["旧", "y".repeat(300)];
    await journal.append(old);
    fail(call, "EIO");
    await expect(journal.compact(next)).rejects.toThrow(Unavailable);
    fail(call, "EIO", 0);
    await journal.append(["后"]);
    await journal.close();
    const { lines, damaged, tornBytes } = (await open()).content;
    expect([
      [...old, "后"],
      [...next, "后"],
    ]).toContainEqual(lines);
    expect({ damaged, tornBytes }).toEqual({ damaged: 0, tornBytes: 0 });
  },
);

test("[JO-11] no word of a line lies on the disk, and every record is sealed anew", async () => {
  const { open, file } = world();
  const journal = await open();
  await journal.append(["焦化厂拖欠工资", "焦化厂拖欠工资", "wage-slip"]);
  const text = (await readFile(file)).toString("utf8");
  expect(text).not.toMatch(/焦化厂|wage|工资/);
  expect(text).not.toContain(Buffer.from("wage-slip").toString("base64").slice(0, 8));
  const [first, second] = text.split("\n");
  expect(first?.slice(18)).not.toBe(second?.slice(18));
});

test.each([
  ["account", "b", key],
  ["key", "a", new Uint8Array(32).fill(8)],
])("[JO-11] another %s reads none of it, and the file is kept", async (_what, account, otherKey) => {
  const { open, folder, file } = world();
  const journal = await open();
  for (const line of ["一", "二"]) await journal.append([line]);
  await journal.close();
  const before = await readFile(file);
  expect((await open(account, otherKey)).content).toEqual({ lines: [], tornBytes: 0, damaged: 2 });
  expect(await readFile(path.join(folder, "journal.damaged-1"))).toEqual(before);
});

test("[JO-12] damage is kept beside the journal and told once", async () => {
  const { open, folder, file } = world();
  const journal = await open();
  for (const line of ["一", "二", "三"]) await journal.append([line]);
  await journal.close();
  const bytes = await readFile(file);
  bytes[30] = 0x7e;
  await writeFile(file, bytes);
  const found = await open();
  expect(found.content).toMatchObject({ lines: ["二", "三"], damaged: 1 });
  await found.append(["四"]);
  await found.close();
  expect((await open()).content).toEqual({ lines: ["二", "三", "四"], tornBytes: 0, damaged: 0 });
  expect((await readdir(folder)).toSorted()).toEqual(["journal", "journal.damaged-1"]);
  expect(await readFile(path.join(folder, "journal.damaged-1"))).toEqual(bytes);
});

test("[JO-12] a full disk does not hinder opening a damaged journal; it is told again when there is room", async () => {
  const { open, setRoom, folder, file } = world();
  const journal = await open();
  for (const line of ["一", "二"]) await journal.append([line]);
  await journal.close();
  const bytes = await readFile(file);
  bytes[30] = 0x7e;
  await writeFile(file, bytes);
  setRoom(10);
  const found = await open();
  expect(found.content).toMatchObject({ lines: ["二"], damaged: 1 });
  await found.close();
  expect(await readFile(file)).toEqual(bytes);
  setRoom(null);
  expect((await open()).content).toMatchObject({ lines: ["二"], damaged: 1 });
  expect(await readdir(folder)).toContain("journal.damaged-1");
});
