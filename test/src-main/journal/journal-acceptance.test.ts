import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { openJournal } from "../../../src-main/journal/journal.ts";
import { lineCipher } from "../../../src-main/journal/line-cipher.ts";
import { faultyDisk } from "../../support/faulty-disk.ts";
import { journalAcceptance } from "../../support/journal-acceptance.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

journalAcceptance(async () => {
  const folder = temporaryFolder();
  const { disk, setRoom } = faultyDisk();
  const cipher = lineCipher(new Uint8Array(32).fill(7), "an account");
  const file = path.join(folder, "journal");
  return {
    open: async () => {
      const journal = await openJournal({ disk, folder, cipher });
      return { ...journal, ...journal.content };
    },
    bytes: () => readFile(file),
    setBytes: (bytes) => writeFile(file, bytes),
    setRoom,
    headBytes: 0,
  };
});
