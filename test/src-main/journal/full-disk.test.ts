import { spawnSync } from "node:child_process";
import { writeFile, rm } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { openJournal } from "../../../src-main/journal/journal.ts";
import { lineCipher } from "../../../src-main/journal/line-cipher.ts";
import { machineDisk, type Disk } from "../../../src-main/services/disk.ts";
import { faultyDisk } from "../../support/faulty-disk.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const cipher = lineCipher(new Uint8Array(32).fill(7), "a");
type SmallDisk = Readonly<{ disk: Disk; folder: string; fill: () => Promise<void>; clear: () => Promise<void> }>;

/** A real file system of 256 kB where this user may mount one; elsewhere a disk that counts its room. */
function smallDisk(): SmallDisk {
  const folder = temporaryFolder();
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", folder]).status === 0;
  if (mounted) onTestFinished(() => void spawnSync("umount", ["-l", folder]));
  const ballast = path.join(folder, "ballast");
  const faulty = faultyDisk();
  return {
    folder: path.join(folder, "journal-of-a"),
    disk: mounted ? machineDisk : faulty.disk,
    fill: async () => {
      if (mounted) await writeFile(ballast, Buffer.alloc(200_000));
      else faulty.setRoom(30_000);
    },
    clear: async () => {
      faulty.setRoom(null);
      await rm(ballast, { force: true });
    },
  };
}

test("[JO-5] on a disk that really fills up, every acknowledged line stands and the work goes on after", async () => {
  const { disk, folder, fill, clear } = smallDisk();
  const journal = await openJournal({ disk, folder, cipher });
  await journal.append(["先"]);
  await fill();
  const kept = ["先"];
  let refusals = 0;
  for (let number = 0; number < 60; number += 1) {
    const line = `${number} ${"x".repeat(1500)}`;
    await journal.append([line]).then(
      () => kept.push(line),
      (fault: unknown) => {
        refusals += 1;
        expect(fault).toMatchObject({ name: "Unavailable", reason: "disk-full" });
      },
    );
  }
  expect(refusals).toBeGreaterThan(0);
  await expect(journal.compact(kept)).rejects.toMatchObject({ reason: "disk-full" });
  await clear();
  await journal.append(["后"]);
  await journal.close();
  const again = await openJournal({ disk, folder, cipher });
  await again.close();
  expect(again.content).toEqual({ lines: [...kept, "后"], tornBytes: 0, damaged: 0 });
});
